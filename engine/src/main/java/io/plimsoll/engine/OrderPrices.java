package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * The prices that go with a position: bankruptcy, liquidation and an order's limit, with the rounding that
 * docs/internals/linear-rules.md states. It is told of a position first ({@link #of}) and answers for that one until the next. Price
 * mantissas; {@link #NO_PRICE} where no positive price does it. Engine thread.
 */
final class OrderPrices {
    /** SBE's null of an int64. */
    static final long NO_PRICE = Long.MIN_VALUE;

    private final Requirement requirement = new Requirement();
    private final Requirement line = new Requirement();
    private final WideDivision division = new WideDivision();
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 result = new Int128();
    private final Int128 nearest = new Int128();
    private final Int128 ofPositions = new Int128();

    private Factor instrument = Factor.NOTHING;
    private long price;
    private long settlementPrice;
    private boolean isLong;
    /** What the position moves by when its price moves by one mantissa: times ppm a value. */
    private final Int128 perMantissa = new Int128();
    /** Its notional: times ppm a value. */
    private final Int128 notional = new Int128();
    /** Its maintenance margin. */
    private final Int128 own = new Int128();

    /** Takes a position by its signed quantity, which is not 0 and counts no orders in flight, and the prices it is valued at. */
    OrderPrices of(
            final Factor newInstrument, final long quantity, final long newPrice, final long newSettlementPrice) {
        instrument = newInstrument;
        price = newPrice;
        settlementPrice = newSettlementPrice;
        isLong = quantity > 0;
        perMantissa.setProduct(Math.abs(quantity), settlementPrice).multiply(instrument.alignment);
        notional.set(perMantissa).multiply(price);
        requirement.of(instrument, quantity, price).maintenance(notional, settlementPrice, own);
        return this;
    }

    /** Fill price at which the position uses up its share (by maintenance margin of positions) of net worth, rounded for the account. */
    long bankruptcy(final UnitMargin margin) {
        ofPositions.set(margin.maintenanceMargin).subtract(margin.owedMaintenance);
        if (ofPositions.signum() <= 0) {
            return NO_PRICE;
        }
        b.set(margin.netWorth).abs();
        if (Requirement.isProportional(instrument)) {
            a.setProduct(price, requirement.maintenancePpm());
            if (!division.multiplyDivideFloor(a, b, ofPositions, result)) {
                return NO_PRICE;
            }
            division.divideFloor(result, Rates.ONE, a);
        } else {
            multiplyOwn(b, ofPositions);
            division.divideFloor(result, b.set(perMantissa).multiply(Rates.ONE), a);
        }
        return offset(a, isLong != margin.netWorth.isNegative());
    }

    // result = floor(the position's margin * share / all margin)
    private void multiplyOwn(final Int128 share, final Int128 all) {
        final boolean fits = division.multiplyDivideFloor(own, share, all, result);
        Invariant.check(fits, "a position's margin is a part of all");
    }

    /** Mark at which equity equals maintenance margin, the other legs fixed, rounded so that there the unit is still safe. */
    long liquidation(final UnitMargin margin, final boolean isInclusive) {
        a.set(margin.equity).subtract(margin.maintenanceMargin).add(own);
        if (isInclusive) {
            a.subtract(0, 1);
        }
        // What is asked is the most that any tier's line asks, so the unit is safe where it is by each.
        boolean isSolved = false;
        for (int tier = 0; tier < Requirement.tiers(instrument); tier++) {
            final int asked = line.in(instrument, tier).maintenancePpm();
            final int ppm = isLong ? Rates.ONE - asked : Rates.ONE + asked;
            b.set(a).subtract(line.maintenance(notional, settlementPrice, result));
            if (ppm == 0 && b.isNegative()) {
                return NO_PRICE;
            }
            if (ppm != 0) {
                division.divideFloor(b, ofPositions.set(perMantissa).multiply(ppm), result);
                if (!isSolved || result.compareTo(nearest) < 0) {
                    nearest.set(result);
                }
                isSolved = true;
            }
        }
        return isSolved ? offset(nearest, isLong) : NO_PRICE;
    }

    /** Worst acceptable price of an order that closes (part of) the position; at the mark where there is no requirement. */
    long limit(final UnitMargin margin, final int limitSpreadPpm, final long bankruptcyPrice) {
        final long spread = spread(margin, limitSpreadPpm);
        final long tick = instrument.tick;
        if (!isLong) {
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

    // Grows from nothing at equity = maintenance to limitSpread * the position's margin at equity <= 0.
    private long spread(final UnitMargin margin, final int limitSpreadPpm) {
        if (margin.maintenanceMargin.signum() == 0) {
            return 0;
        }
        b.set(margin.maintenanceMargin);
        if (!margin.equity.isNegative()) {
            b.subtract(margin.equity);
        }
        if (Requirement.isProportional(instrument)) {
            a.setProduct(price, (long) limitSpreadPpm * requirement.maintenancePpm());
            final boolean fits = division.multiplyDivideFloor(a, b, margin.maintenanceMargin, result);
            Invariant.check(fits, "a spread is at most ten times the price");
            division.divideFloor(result, (long) Rates.ONE * Rates.ONE, a);
        } else {
            multiplyOwn(b, margin.maintenanceMargin);
            b.set(limitSpreadPpm);
            ofPositions.set(perMantissa).multiply(Rates.ONE);
            final boolean fits = division.multiplyDivideFloor(result, b, ofPositions, a);
            Invariant.check(fits, "a spread is at most ten times the price");
            division.divideFloor(b.set(a), Rates.ONE, a);
        }
        return a.low();
    }

    private long offset(final Int128 distance, final boolean isBelow) {
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
