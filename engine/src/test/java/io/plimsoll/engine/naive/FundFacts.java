package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The section "Funds" of the page about who pays when a liquidation does not. Each method is one record, already admitted. */
final class FundFacts {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas facts;
    private final WaterfallFormulas formulas;

    FundFacts(final State state, final Ledger ledger, final Rulebook rules) {
        this.state = state;
        this.ledger = ledger;
        this.facts = rules.facts();
        this.formulas = rules.waterfall();
    }

    void fundBalance(final FundBalanceDecoder record, final Event event) {
        final BigInteger balance = BigInteger.valueOf(record.balance());
        final Optional<FlagReason> refusal =
                balanceRefusal(state.definitions.assets().get(record.assetId()), record.fundId(), balance);
        if (refusal.isPresent()) {
            event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.of(record.assetId()));
        } else {
            put(record.fundId(), record.assetId(), balance, event);
        }
    }

    private Optional<FlagReason> balanceRefusal(final Asset asset, final long fundId, final BigInteger balance) {
        if (asset == null) {
            return Optional.of(FlagReason.UNKNOWN_ASSET);
        }
        if (isOverLimit(asset, balance)) {
            return Optional.of(FlagReason.OVER_LIMIT);
        }
        return hasRoom(fundId, asset.id(), balance) ? Optional.empty() : Optional.of(FlagReason.OVER_CAPACITY);
    }

    private boolean isOverLimit(final Asset asset, final BigInteger balance) {
        return balance.signum() < 0 || facts.isBeyond(balance, asset.maxBalance());
    }

    private boolean hasRoom(final long fundId, final long assetId, final BigInteger balance) {
        final boolean isNew = state.funds.balance(fundId, assetId).signum() == 0 && balance.signum() != 0;
        return !isNew || !formulas.isTooManyBalances(state.funds.count() + 1);
    }

    private void put(final long fundId, final long assetId, final BigInteger balance, final Event event) {
        final BigInteger before = state.funds.balance(fundId, assetId);
        state.funds.setBalance(fundId, assetId, balance);
        if (formulas.isRaised(before, balance)) {
            state.units.values().stream()
                    .filter(unit -> unit.uncovered.containsKey(assetId))
                    .forEach(unit -> event.touch(unit.accountId()));
        }
    }

    void fundPayment(final FundPaymentDecoder record, final Event event) {
        ledger.account(record.accountId(), event).ifPresent(unit -> fundPayment(unit, record, event));
    }

    private void fundPayment(final Unit unit, final FundPaymentDecoder record, final Event event) {
        final OptionalLong subject = OptionalLong.of(record.assetId());
        final BigInteger amount = BigInteger.valueOf(record.amount());
        final Asset asset = state.definitions.assets().get(record.assetId());
        final BigInteger ofUnit = unit.legs.balance(record.assetId()).add(amount);
        final BigInteger ofFund = formulas.afterPaying(state.funds.balance(record.fundId(), record.assetId()), amount);
        if (asset == null) {
            ledger.refuse(unit, FlagReason.UNKNOWN_ASSET, subject, event);
        } else if (facts.isBeyond(ofUnit, asset.maxBalance()) || isOverLimit(asset, ofFund)) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, subject, event);
        } else if (!hasRoom(record.fundId(), asset.id(), ofFund)) {
            ledger.refuse(unit, FlagReason.OVER_CAPACITY, subject, event);
        } else if (ledger.apply(unit, unit.legs.withBalance(asset.id(), ofUnit), subject, event)) {
            put(record.fundId(), asset.id(), ofFund, event);
            drawOf(record).filter(unused -> amount.signum() > 0).ifPresent(draw -> pay(draw, unit, amount, event));
        }
    }

    /** The draw in flight that the record names, if fund, account and asset are the draw's. */
    private Optional<DrawInFlight> drawOf(final FundPaymentDecoder record) {
        final OrderId id = new OrderId(record.drawEpoch(), record.drawSequence(), record.drawOrdinal());
        return Optional.ofNullable(state.funds.draws.get(id))
                .filter(draw -> draw.fundId() == record.fundId())
                .filter(draw -> draw.accountId() == record.accountId())
                .filter(draw -> draw.assetId() == record.assetId());
    }

    private void pay(final DrawInFlight draw, final Unit unit, final BigInteger amount, final Event event) {
        if (formulas.isBeyondDraw(draw.remaining(), amount)) {
            ledger.doubt(unit, FlagReason.FILL_BEYOND_ORDER, OptionalLong.of(draw.assetId()), event);
        }
        final BigInteger left = formulas.remaining(draw.remaining(), amount);
        if (left.signum() == 0) {
            state.funds.draws.remove(draw.id());
        } else {
            state.funds.draws.put(draw.id(), draw.withRemaining(left));
        }
    }
}
