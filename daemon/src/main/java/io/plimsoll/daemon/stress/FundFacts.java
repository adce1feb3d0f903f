package io.plimsoll.daemon.stress;

import io.plimsoll.daemon.report.OrderNotional;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationPenaltyDecoder;
import io.plimsoll.protocol.codec.UncoveredDecoder;
import io.plimsoll.protocol.codec.WithdrawalsBlockedDecoder;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Takes down who is to pay for what bankrupt accounts owe, and who gets what others pay for their liquidations. The replay's thread. */
final class FundFacts {
    private final Supplier<MarginView> view;
    private final Set<Long> uncoveredAccounts = new HashSet<>();
    private final Map<String, BigDecimal> uncovered = new HashMap<>();
    private final Set<Long> counterparties = new HashSet<>();
    private long draws;
    private BigDecimal drawn = BigDecimal.ZERO;
    private long deleverages;
    private BigDecimal deleveraged = BigDecimal.ZERO;
    private boolean wasBlocked;
    private PenaltyUse penalties = PenaltyUse.NONE;

    /** @param view of the engine that decides */
    FundFacts(final Supplier<MarginView> view) {
        this.view = view;
    }

    void onDraw(final FundDrawDecoder draw) {
        draws++;
        final BigDecimal amount = Decimals.toBigDecimal(draw.amount(), draw.unitDecimals());
        draw.accountName();
        drawn = drawn.add(amount.multiply(price(draw.accountId(), draw.symbol())));
    }

    void onUncovered(final UncoveredDecoder told) {
        uncoveredAccounts.add(told.accountId());
        final BigDecimal amount = Decimals.toBigDecimal(told.amount(), told.unitDecimals());
        told.accountName();
        final BigDecimal value = amount.multiply(price(told.accountId(), told.symbol()));
        uncovered.merge(told.accountId() + " " + told.assetId(), value, BigDecimal::max);
    }

    void onDeleverage(final DeleverageDecoder deleverage) {
        deleverages++;
        counterparties.add(deleverage.counterpartyId());
        for (final Position position :
                view.get().sheet(view.get().unitOf(deleverage.accountId())).positions()) {
            if (Integer.toUnsignedLong(position.instrumentId()) == deleverage.instrumentId()) {
                deleveraged = deleveraged.add(OrderNotional.of(
                        position,
                        Decimals.toBigDecimal(deleverage.quantity(), deleverage.quantityDecimals()),
                        Decimals.toBigDecimal(deleverage.price(), deleverage.priceDecimals())));
            }
        }
    }

    void onBlocked(final WithdrawalsBlockedDecoder told) {
        wasBlocked |= told.blocked() == BooleanType.T;
    }

    void onPenalty(final LiquidationPenaltyDecoder told) {
        final BigDecimal price = view.get().assetPrice((int) told.assetId());
        final int decimals = told.unitDecimals();
        penalties = penalties.plus(
                Decimals.toBigDecimal(told.liquidatorAmount(), decimals).multiply(price),
                Decimals.toBigDecimal(told.fundAmount(), decimals).multiply(price),
                Decimals.toBigDecimal(told.protocolAmount(), decimals).multiply(price));
    }

    // Of an asset that the account owes.
    private BigDecimal price(final long accountId, final String symbol) {
        for (final Balance balance :
                view.get().sheet(view.get().unitOf(accountId)).balances()) {
            if (balance.symbol().equals(symbol)) {
                return Decimals.toBigDecimal(
                        balance.price().value(), balance.price().decimals());
            }
        }
        throw new IllegalStateException("account " + accountId + " does not owe " + symbol);
    }

    /** What penalties came to; null where the profile does not say whose they are. */
    PenaltyUse penalties() {
        return view.get().profile().terms().waterfall().penalty().isSplit() ? penalties : null;
    }

    /** All of it; null where the profile asks nobody to pay. */
    FundUse use() {
        return view.get().profile().terms().waterfall().fundDraws()
                ? new FundUse(
                        draws,
                        drawn,
                        uncoveredAccounts.size(),
                        uncovered.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
                        deleverages,
                        counterparties.size(),
                        deleveraged,
                        wasBlocked)
                : null;
    }
}
