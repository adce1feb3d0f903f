package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * The prices that go with a position: bankruptcy, liquidation and an order's limit, with the rounding that
 * docs/internals/linear-rules.md states. Price mantissas; {@link #NO_PRICE} where no positive price does it. Engine thread.
 */
final class OrderPrices {
    /** SBE's null of an int64. */
    static final long NO_PRICE = Long.MIN_VALUE;

    private final WideDivision division = new WideDivision();
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 result = new Int128();
    private final Int128 ofPositions = new Int128();

    /** Fill price at which the position uses up its share (by maintenance margin of positions) of net worth, rounded for the account. */
    long bankruptcy(final Factor instrument, final long price, final boolean isLong, final UnitMargin margin) {
        ofPositions.set(margin.maintenanceMargin).subtract(margin.owedMaintenance);
        if (ofPositions.signum() <= 0) {
            return NO_PRICE;
        }
        a.setProduct(price, Requirement.maintenancePpm(instrument));
        b.set(margin.netWorth).abs();
        if (!division.multiplyDivideFloor(a, b, ofPositions, result)) {
            return NO_PRICE;
        }
        division.divideFloor(result, Rates.ONE, a);
        final boolean isBelow = isLong != margin.netWorth.isNegative();
        return offset(price, a, isBelow);
    }

    /** Mark at which equity equals maintenance margin, the other legs fixed, rounded so that there the unit is still safe. */
    long liquidation(
            final Factor instrument,
            final long price,
            final long settlementPrice,
            final long quantity,
            final UnitMargin margin,
            final boolean isInclusive) {
        final int asked = Requirement.maintenancePpm(instrument);
        final int ppm = quantity > 0 ? Rates.ONE - asked : Rates.ONE + asked;
        if (ppm == 0) {
            return NO_PRICE;
        }
        b.setProduct(Math.abs(quantity), settlementPrice)
                .multiply(instrument.alignment)
                .multiply(ppm);
        a.set(margin.equity).subtract(margin.maintenanceMargin);
        if (isInclusive) {
            a.subtract(0, 1);
        }
        division.divideFloor(a, b, result);
        return offset(price, result, quantity > 0);
    }

    /** Worst acceptable price of an order that closes (part of) a position; at the mark where there is no requirement. */
    long limit(
            final Factor instrument,
            final long price,
            final boolean isBuy,
            final UnitMargin margin,
            final int limitSpreadPpm,
            final long bankruptcyPrice) {
        final long spread = spread(instrument, price, margin, limitSpreadPpm);
        final long tick = instrument.tick;
        if (isBuy) {
            final long highest = instrument.maxPrice - instrument.maxPrice % tick;
            final long fillable = Math.min(ceil(price + spread, tick), highest);
            if (margin.netWorth.isNegative() || bankruptcyPrice == NO_PRICE) {
                return fillable;
            }
            return Math.min(fillable, Math.max(bankruptcyPrice - bankruptcyPrice % tick, ceil(price, tick)));
        }
        final long fillable = Math.max((price - spread) / tick * tick, tick);
        if (margin.netWorth.isNegative() || bankruptcyPrice == NO_PRICE) {
            return fillable;
        }
        return Math.max(fillable, Math.min(ceil(bankruptcyPrice, tick), price - price % tick));
    }

    // Grows from nothing at equity = maintenance to limitSpread * maintenance rate at equity <= 0.
    private long spread(final Factor instrument, final long price, final UnitMargin margin, final int limitSpreadPpm) {
        if (margin.maintenanceMargin.signum() == 0) {
            return 0;
        }
        a.setProduct(price, (long) limitSpreadPpm * Requirement.maintenancePpm(instrument));
        b.set(margin.maintenanceMargin);
        if (!margin.equity.isNegative()) {
            b.subtract(margin.equity);
        }
        final boolean fits = division.multiplyDivideFloor(a, b, margin.maintenanceMargin, result);
        Invariant.check(fits, "a spread is at most ten times the price");
        division.divideFloor(result, (long) Rates.ONE * Rates.ONE, a);
        return a.low();
    }

    private static long offset(final long price, final Int128 distance, final boolean isBelow) {
        if (!distance.fitsLong()) {
            return NO_PRICE;
        }
        final long by = distance.low();
        final long moved = isBelow ? price - by : price + by;
        final boolean overflows = isBelow ? by < 0 && moved < price : by > 0 && moved < price;
        return overflows || moved <= 0 ? NO_PRICE : moved;
    }

    private static long ceil(final long value, final long tick) {
        final long rest = value % tick;
        return rest == 0 ? value : value + (tick - rest);
    }
}
