package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalLong;

/** The page's section "Facts", but for snapshots and liquidation fills. Each method is one record, already admitted. */
final class Facts {
    private final State state;
    private final Ledger ledger;
    private final FactFormulas formulas;
    private final Formulas fillFormulas;
    private final InterestFormulas interest;
    private final InverseFormulas inverse;

    Facts(final State state, final Ledger ledger, final Rulebook rules) {
        this.state = state;
        this.ledger = ledger;
        this.formulas = rules.facts();
        this.fillFormulas = rules.values();
        this.interest = rules.interest();
        this.inverse = rules.inverse();
    }

    void accountOpened(final AccountOpenedDecoder record, final Event event) {
        final Unit known = state.units.get(record.accountId());
        if (known == null) {
            ledger.make(record.accountId(), record.name(), record.role(), event).ifPresent(unit -> {
                unit.parent = formulas.parent(parent(record));
                ledger.applied(unit, event);
            });
            return;
        }
        event.touch(known.accountId());
        if (known.awaitsOpening) {
            known.awaitsOpening = false;
        } else {
            ledger.doubt(known, FlagReason.ACCOUNT_EXISTS, OptionalLong.empty(), event);
        }
        known.name = record.name();
        known.role = record.role();
        known.parent = formulas.parent(parent(record));
        ledger.applied(known, event);
    }

    private static OptionalLong parent(final AccountOpenedDecoder record) {
        return record.parentAccountId() == AccountOpenedDecoder.parentAccountIdNullValue()
                ? OptionalLong.empty()
                : OptionalLong.of(record.parentAccountId());
    }

    void transfer(final TransferDecoder record, final Event event) {
        ledger.account(record.accountId(), event)
                .ifPresent(unit -> transfer(unit, record.assetId(), BigInteger.valueOf(record.amount()), event));
    }

    private void transfer(final Unit unit, final long assetId, final BigInteger amount, final Event event) {
        final OptionalLong subject = OptionalLong.of(assetId);
        final Asset asset = state.definitions.assets().get(assetId);
        if (asset == null) {
            ledger.refuse(unit, FlagReason.UNKNOWN_ASSET, subject, event);
            return;
        }
        final BigInteger balance = unit.legs.balance(assetId).add(amount);
        if (formulas.isBeyond(balance, asset.maxBalance())) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, subject, event);
            return;
        }
        ledger.apply(unit, unit.legs.withBalance(assetId, balance), subject, event);
    }

    void fill(final FillDecoder record, final Event event) {
        ledger.account(record.accountId(), event)
                .ifPresent(unit -> fill(
                        unit,
                        record.instrumentId(),
                        BigInteger.valueOf(record.quantity()),
                        BigInteger.valueOf(record.price()),
                        BigInteger.valueOf(record.fee()),
                        event));
    }

    /** Applies a fill to one account, or refuses it and says false. */
    boolean fill(
            final Unit unit,
            final long instrumentId,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger fee,
            final Event event) {
        final OptionalLong subject = OptionalLong.of(instrumentId);
        final Instrument instrument = state.definitions.instruments().get(instrumentId);
        if (instrument == null) {
            ledger.refuse(unit, FlagReason.UNKNOWN_INSTRUMENT, subject, event);
            return false;
        }
        if (price.signum() <= 0 || formulas.isBeyond(price, instrument.maxPrice())) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, subject, event);
            return false;
        }
        final Asset settlement = state.definitions.settlement(instrument);
        final FillRule.Result result = new FillRule(
                        instrument, settlement, state.fundingIndex(instrumentId), fillFormulas)
                .fill(
                        unit.legs.position(instrumentId),
                        unit.legs.balance(settlement.id()),
                        quantity,
                        inverse.paid(instrument, price),
                        fee);
        if (formulas.isBeyond(result.position().quantity(), instrument.maxQuantity())
                || formulas.isBeyond(result.position().cost(), instrument.maxCost())
                || formulas.isBeyond(result.balance(), settlement.maxBalance())) {
            ledger.refuse(unit, FlagReason.OVER_LIMIT, subject, event);
            return false;
        }
        final Legs legs =
                unit.legs.withPosition(instrumentId, result.position()).withBalance(settlement.id(), result.balance());
        if (!ledger.apply(unit, legs, subject, event)) {
            return false;
        }
        state.residues.merge(instrumentId, result.residue(), BigInteger::add);
        return true;
    }

    void openInterest(final OpenInterestDecoder record, final Event event) {
        final BigInteger quantity = BigInteger.valueOf(record.quantity());
        final Optional<FlagReason> refusal = state.definitions.instruments().containsKey(record.instrumentId())
                ? formulas.openInterestRefusal(quantity)
                : Optional.of(FlagReason.UNKNOWN_INSTRUMENT);
        if (refusal.isPresent()) {
            final OptionalLong subject = OptionalLong.of(record.instrumentId());
            event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), subject);
        } else {
            state.openInterests.put(record.instrumentId(), quantity);
        }
    }

    void interestIndex(final InterestIndexDecoder record, final Event event) {
        final Asset asset = state.definitions.assets().get(record.assetId());
        final InterestIndexes indexes = new InterestIndexes(
                Decimals.toBigInteger(
                        record.supplyIndex().high(), record.supplyIndex().low()),
                Decimals.toBigInteger(
                        record.borrowIndex().high(), record.borrowIndex().low()));
        final Optional<FlagReason> refusal =
                asset == null ? Optional.of(FlagReason.UNKNOWN_ASSET) : interest.refusal(indexes, asset.terms());
        if (refusal.isPresent()) {
            event.flag(Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.of(record.assetId()));
            return;
        }
        state.interests.put(record.assetId(), indexes);
        for (final Unit unit : state.units.values()) {
            if (unit.legs.balance(record.assetId()).signum() != 0) {
                event.touch(unit.accountId());
            }
        }
    }

    void funding(final FundingDecoder record, final Event event) {
        final Instrument instrument = state.definitions.instruments().get(record.instrumentId());
        final BigInteger index = BigInteger.valueOf(record.cumulativeIndex());
        final Optional<FlagReason> refusal = instrument == null
                ? Optional.of(FlagReason.UNKNOWN_INSTRUMENT)
                : formulas.fundingRefusal(
                        formulas.isBeyond(index, inverse.largest(instrument)), instrument.hasFunding());
        if (refusal.isPresent()) {
            event.flag(
                    Disposition.REFUSED, refusal.get(), OptionalLong.empty(), OptionalLong.of(record.instrumentId()));
            return;
        }
        state.fundingIndexes.put(record.instrumentId(), index);
        for (final Unit unit : state.units.values()) {
            if (!unit.legs.position(record.instrumentId()).isFlat()) {
                event.touch(unit.accountId());
            }
        }
    }
}
