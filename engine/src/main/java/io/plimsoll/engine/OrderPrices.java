package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.PlanTerms;

/**
 * The prices that go with a position: bankruptcy, liquidation and an order's limit, with the rounding that
 * docs/internals/linear-rules.md states. It is told of a position first ({@link #of}) and answers for that one until the next. Price
 * mantissas; {@link #NO_PRICE} where no positive price does it. An inverse position is reckoned as the other side of as many linear contracts
 * whose price is what one is worth (docs/internals/inverse.md). Engine thread.
 */
final class OrderPrices {
    /** SBE's null of an int64. */
    static final long NO_PRICE = Long.MIN_VALUE;

    private final Requirement requirement = new Requirement();
    private final Rounder rounder;
    private final RoundedRequirement asked;
    private final Requirement line = new Requirement();
    private final WideDivision division = new WideDivision();
    private final Int128 a = new Int128();
    private final Int128 b = new Int128();
    private final Int128 result = new Int128();
    private final Int128 nearest = new Int128();
    private final Int128 ofPositions = new Int128();
    private final Int128 wide = new Int128();
    private final Int128 million = new Int128().set(Rates.ONE);

    private Factor instrument = Factor.NOTHING;
    /** What it is valued at. */
    private long mark;

    private boolean isSold;
    /** The same, and the side, as they are reckoned with: of an inverse position the other side at what a contract is worth. */
    private long price;

    private boolean isLong;
    private long settlementPrice;
    /** What the position moves by when that price moves by one mantissa: times ppm a value. */
    private final Int128 perMantissa = new Int128();
    /** Its notional: times ppm a value. */
    private final Int128 notional = new Int128();
    /** Its maintenance margin. */
    private final Int128 own = new Int128();

    OrderPrices(final Rounder rounder) {
        this.rounder = rounder;
        asked = new RoundedRequirement(rounder);
    }

    /** Takes a position by its signed quantity, which is not 0 and counts no orders in flight, and the prices it is valued at. */
    OrderPrices of(
            final Factor newInstrument, final long quantity, final long newPrice, final long newSettlementPrice) {
        instrument = newInstrument;
        mark = newPrice;
        isSold = quantity > 0;
        price = Math.abs(instrument.mark(mark));
        isLong = isSold != instrument.isInverse();
        settlementPrice = newSettlementPrice;
        perMantissa.setProduct(Math.abs(quantity), settlementPrice).multiply(instrument.alignment);
        notional.set(perMantissa).multiply(price);
        requirement.of(instrument, quantity, price);
        asked.of(instrument, quantity, price).maintenance(notional, settlementPrice, own);
        return this;
    }

    /** Fill price at which the position uses up its share (by maintenance margin of positions) of net worth, rounded for the account. */
    long bankruptcy(final UnitMargin margin) {
        margin.positionMargin(ofPositions);
        if (ofPositions.signum() <= 0) {
            return NO_PRICE;
        }
        b.set(margin.netWorth).abs();
        if (asked.isProportional(instrument)) {
            a.setProduct(price, requirement.maintenancePpm());
            if (!division.multiplyDivideFloor(a, b, ofPositions, result)) {
                return NO_PRICE;
            }
            division.divideFloor(result, Rates.ONE, a);
        } else {
            multiplyOwn(b, ofPositions);
            division.divideFloor(result, b.set(perMantissa).multiply(Rates.ONE), a);
        }
        return movedPrice(a, isLong != margin.netWorth.isNegative());
    }

    // result = floor(the position's margin * share / all margin)
    private void multiplyOwn(final Int128 share, final Int128 all) {
        final boolean fits = division.multiplyDivideFloor(own, share, all, result);
        Invariant.check(fits, "a position's margin is a part of all");
    }

    /** Mark at which equity equals maintenance margin, the other legs fixed, rounded so that there the unit is still safe. */
    long liquidation(final UnitMargin margin, final boolean isInclusive) {
        a.set(margin.equity).subtract(margin.maintenanceMargin);
        if (isInclusive) {
            a.subtract(0, 1);
        }
        if (instrument.askedTerms.maxLeverage() != 0) {
            return byLeverage(2L * instrument.askedTerms.maxLeverage());
        }
        if (Requirement.tiers(instrument) == 1) {
            return byRate();
        }
        a.add(own);
        // What is asked is the most that any tier's line asks, so the unit is safe where it is by each.
        boolean isSolved = false;
        for (int tier = 0; tier < Requirement.tiers(instrument); tier++) {
            final int rate = line.in(instrument, tier).maintenancePpm();
            final int ppm = isLong ? Rates.ONE - rate : Rates.ONE + rate;
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
        return isSolved ? movedPrice(nearest, isLong) : NO_PRICE;
    }

    // The position is asked for one part in so many of its notional.
    private long byLeverage(final long parts) {
        final boolean fits =
                division.multiplyDivideFloor(a, b.set(parts), ofPositions.set(isLong ? parts - 1 : parts + 1), result);
        Invariant.check(fits, "at most twice what is left");
        division.divideFloor(b.set(result), ofPositions.set(perMantissa).multiply(Rates.ONE), result);
        return movedPrice(result, isLong);
    }

    private long byRate() {
        final int rate = requirement.maintenancePpm();
        final int ppm = isLong ? Rates.ONE - rate : Rates.ONE + rate;
        if (ppm == 0) {
            return NO_PRICE;
        }
        division.divideFloor(a, ofPositions.set(perMantissa).multiply(ppm), result);
        return movedPrice(result, isLong);
    }

    /** Worst acceptable price of an order that closes (part of) the position; at the mark where there is no requirement. */
    long limit(final UnitMargin margin, final Profile profile, final long bankruptcyPrice) {
        return profile.terms().plan().fillableSpreadPpm() == 0
                ? bounded(margin, profile.limitSpreadPpm(), bankruptcyPrice)
                : fillable(margin, profile.terms().plan());
    }

    // The venue's fillable price: where an order has to be for anybody to fill it, whatever that leaves the account.
    private long fillable(final UnitMargin margin, final PlanTerms plan) {
        a.set(0);
        if (margin.maintenanceMargin.signum() > 0) {
            b.set(margin.maintenanceMargin).subtract(margin.equity);
            final boolean fits =
                    division.multiplyDivideFloor(b, wide.set(plan.fillableBankruptcyAdjustmentPpm()), million, a);
            if (!fits || a.compareTo(margin.maintenanceMargin) > 0) {
                a.set(margin.maintenanceMargin);
            } else if (a.isNegative()) {
                a.set(0);
            }
            multiplyOwn(b.set(a), margin.maintenanceMargin);
            final boolean isNoMore =
                    division.multiplyDivideFloor(result, wide.set(plan.fillableSpreadPpm()), million, a);
            Invariant.check(isNoMore, "a spread is at most ten times the margin");
        }
        rounder.notional(b.set(notional)).multiply(Rates.ONE);
        if (isLong) {
            b.subtract(a);
        } else {
            b.add(a);
        }
        wide.set(perMantissa).multiply(Rates.ONE);
        if (isLong) {
            division.divideCeil(b, wide, result);
        } else {
            division.divideFloor(b, wide, result);
        }
        final long fillable = result.signum() <= 0 ? 0 : result.low();
        final long limit = instrument.isInverse() ? inverseLimit(fillable) : fillable;
        final long tick = instrument.tick;
        if (isSold) {
            return limit <= 0 ? tick : ceil(limit, tick);
        }
        final long highest = Math.min(instrument.maxPrice, limit);
        return Math.max(tick, highest - highest % tick);
    }

    private long bounded(final UnitMargin margin, final int limitSpreadPpm, final long bankruptcyPrice) {
        final long off = spread(margin, limitSpreadPpm);
        final long spread = isLong ? price - off : price + off;
        final long worst = instrument.isInverse() ? inverseLimit(spread) : spread;
        final long tick = instrument.tick;
        if (!isSold) {
            final long highest = instrument.maxPrice - instrument.maxPrice % tick;
            final long fillable = Math.min(ceil(worst, tick), highest);
            if (margin.netWorth.isNegative() || bankruptcyPrice == NO_PRICE) {
                return fillable;
            }
            return Math.min(fillable, Math.max(bankruptcyPrice - bankruptcyPrice % tick, ceil(mark, tick)));
        }
        final long fillable = Math.max(worst / tick * tick, tick);
        if (margin.netWorth.isNegative() || bankruptcyPrice == NO_PRICE) {
            return fillable;
        }
        return Math.max(fillable, Math.min(ceil(bankruptcyPrice, tick), mark - mark % tick));
    }

    // Where a contract is worth so much; a buy for which there is no price is as good at any.
    private long inverseLimit(final long worth) {
        if (isSold) {
            return InversePrice.first(instrument, worth);
        }
        return worth <= 0 ? instrument.maxPrice : InversePrice.last(instrument, worth);
    }

    // Grows from nothing at equity = maintenance to limitSpread * the position's margin at equity <= 0.
    private long spread(final UnitMargin margin, final int limitSpreadPpm) {
        final Int128 all = margin.asked();
        if (all.signum() == 0) {
            return 0;
        }
        b.set(all);
        if (!margin.held(a).isNegative()) {
            b.subtract(a);
        }
        if (b.isNegative()) {
            return 0; // forced or rebalanced, and not below
        }
        if (asked.isProportional(instrument)) {
            a.setProduct(price, (long) limitSpreadPpm * requirement.maintenancePpm());
            final boolean fits = division.multiplyDivideFloor(a, b, all, result);
            Invariant.check(fits, "a spread is at most ten times the price");
            division.divideFloor(result, (long) Rates.ONE * Rates.ONE, a);
        } else {
            multiplyOwn(b, all);
            b.set(limitSpreadPpm);
            ofPositions.set(perMantissa).multiply(Rates.ONE);
            final boolean fits = division.multiplyDivideFloor(result, b, ofPositions, a);
            Invariant.check(fits, "a spread is at most ten times the price");
            division.divideFloor(b.set(a), Rates.ONE, a);
        }
        return a.low();
    }

    // What is reckoned with, so far below or above, as a price: on the side that is better for the account.
    private long movedPrice(final Int128 distance, final boolean isBelow) {
        final long worth = moved(price, distance, isBelow);
        if (!instrument.isInverse() || worth == NO_PRICE) {
            return worth;
        }
        if (isSold) {
            return worth >= instrument.contract ? NO_PRICE : InversePrice.first(instrument, worth);
        }
        final long last = InversePrice.last(instrument, worth);
        return last == 0 ? NO_PRICE : last;
    }

    /** A price so far below another, or above it; {@link #NO_PRICE} where that is none. */
    static long moved(final long price, final Int128 distance, final boolean isBelow) {
        if (!distance.fitsLong()) {
            return NO_PRICE;
        }
        final long by = distance.low();
        final long result = isBelow ? price - by : price + by;
        final boolean overflows = isBelow ? by < 0 && result < price : by > 0 && result < price;
        return overflows || result <= 0 ? NO_PRICE : result;
    }

    private static long ceil(final long value, final long tick) {
        final long rest = value % tick;
        return rest == 0 ? value : value + (tick - rest);
    }
}
