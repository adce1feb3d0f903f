package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Deleveraging;

/**
 * One position of a unit as auto-deleveraging sees it: what it has won, and the score that ranks it (docs/internals/waterfall.md). Values are
 * exact; reused from unit to unit. Engine thread.
 */
final class Winner {
    private static final long ONE = 1_000_000_000;
    private static final long MOST = 1L << 62;
    private static final Int128 WIDE_ONE = new Int128().set(ONE);

    private final Catalog catalog;
    private final Prices prices;
    private final Legs legs;
    private final MarginCalculator calculator;
    private final UnitMargin margin = new UnitMargin();
    private final WideDivision division = new WideDivision();
    /** What the position has won, negative where it has lost. */
    final Int128 profit = new Int128();

    private final Int128 notional = new Int128();
    private final Int128 cost = new Int128();
    private final Int128 equity = new Int128();
    private final Int128 quotient = new Int128();

    Winner(final EngineState state, final MarginCalculator calculator) {
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.legs = state.legs;
        this.calculator = calculator;
    }

    /** Values the unit, and its position in this leg; false where it is not priced, or owes too much itself. */
    boolean take(final int unit, final int leg) {
        calculator.compute(unit, margin);
        if (!margin.isPriced) {
            return false;
        }
        switch (margin.verdict(catalog.profile())) {
            case HEALTHY, WARNING -> {
                // may take a position over
            }
            default -> {
                return false;
            }
        }
        final Factor instrument = catalog.factor(legs.factor(leg));
        final long price = instrument.mark(prices.value(instrument.priceSlot));
        final long settlementPrice = prices.value(instrument.settlementSlot);
        calculator.pnl(leg, instrument, price, profit);
        value(profit, instrument, settlementPrice);
        MarginCalculator.notional(legs.units(leg), instrument, price, settlementPrice, notional);
        notional.multiply(Rates.ONE);
        value(cost.set(legs.costHigh(leg), legs.costLow(leg)).abs(), instrument, settlementPrice);
        atLeastOne(cost);
        atLeastOne(equity.set(margin.equity));
        return true;
    }

    private static void value(final Int128 inSettlement, final Factor instrument, final long settlementPrice) {
        inSettlement.multiply(settlementPrice).multiply(instrument.alignment).multiply(Rates.ONE);
    }

    private static void atLeastOne(final Int128 value) {
        if (value.signum() <= 0) {
            value.set(1);
        }
    }

    /** What ranks a position that has won something. */
    Int128 score(final Deleveraging by, final Int128 result) {
        return switch (by) {
            case PROFIT_TIMES_LEVERAGE -> result.setProduct(ratio(profit, cost), ratio(notional, equity));
            case LEVERAGE_TIMES_RATIO ->
                result.setProduct(ratio(notional, equity), ratio(margin.maintenanceMargin, equity));
            default -> result.set(ratio(profit, equity));
        };
    }

    // floor(a * 10^9 / b), at most 2^62.
    private long ratio(final Int128 a, final Int128 b) {
        final boolean fits = division.multiplyDivideFloor(a, WIDE_ONE, b, quotient);
        return fits && quotient.fitsLong() ? Math.min(MOST, quotient.low()) : MOST;
    }
}
