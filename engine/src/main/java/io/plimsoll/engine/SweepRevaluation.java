package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Revalues every holder of a ticking price, in memory order. Each unit keeps a <em>screen</em>: a long that is never above
 * (B - R * warning ratio), in units of 2^shift. It is a sum of one rounded-down term a leg, each a pure function of the leg and
 * its price, so a tick adds new term minus old term and no error ever builds up. A screen of 0 or more proves the unit healthy;
 * a negative one sends it to the exact evaluation (docs/decisions/0002-health-in-128-bits.md). Engine thread.
 */
final class SweepRevaluation implements Revaluation {
    /** The screen of a unit that cannot be valued yet: no sum of terms lifts it to 0. */
    private static final long UNPRICED = -(1L << 62);
    /** The screen of a unit with a leg that no line through 0 screens: below every sum of terms too, so that its room decides. */
    private static final long UNSCREENED = -(1L << 61);
    /** The screen of a unit that is never checked. */
    private static final long UNCHECKED = 1L << 62;

    private static final long NO_ROOM = -1;
    /** What rounding to screen units may hide of a distance. */
    private static final long HIDDEN = 2;
    /** Bits of the largest sum of terms, far enough from both. */
    private static final int SCREEN_BITS = 59;

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final UnitInstruments entries;
    private final MarginCalculator calculator;
    private final EngineCounters counters;
    private final Places places;
    /** By place of a leg: what it holds, shifted left by the factor's own count. */
    private final long[] shiftedUnits;

    private final long[] screen;
    /** Units that each price of their own finds, however healthy they are. */
    private final BitSet watched;

    /** Of one page, the entries whose units are not healthy, or were not. */
    private final int[] negativeEntries = new int[1 << Places.PAGE_BITS];
    /** How far each number of an unhealthy unit may still move before it could cross a boundary, in screen units. */
    private final long[] room;

    private int shift;
    private final Int128 slack = new Int128();

    // By factor: what shifted units are multiplied with, 64 bits below the point. Longs round down, shorts away from
    // zero.
    private final int[] unitShift;
    private final long[] longTerm;
    private final long[] shortTerm;
    private final Int128 coefficient = new Int128();
    private final Int128 cost = new Int128();

    SweepRevaluation(
            final EngineState state,
            final int factors,
            final MarginCalculator calculator,
            final EngineCounters counters) {
        catalog = state.catalog;
        prices = state.prices;
        units = state.units;
        legs = state.legs;
        entries = state.unitInstruments;
        this.calculator = calculator;
        this.counters = counters;
        places = legs.places;
        shiftedUnits = new long[places.capacity()];
        screen = new long[units.capacity()];
        watched = new BitSet(units.capacity());
        room = new long[units.capacity()];
        unsettleAll();
        unitShift = new int[factors];
        longTerm = new long[factors];
        shortTerm = new long[factors];
    }

    @Override
    public void legChanged(final int leg) {
        shiftedUnits[legs.place(leg)] = shiftedUnits(leg, catalog.factor(legs.factor(leg)));
    }

    // An inverse position is the other side of as many contracts at what one is worth: terms are of sizes of marks.
    private long shiftedUnits(final int leg, final Factor factor) {
        final long held = legs.units(leg);
        return (factor.isInverse() ? -held : held) << unitShift[factor.index];
    }

    @Override
    public void legRemoving(final int leg) {
        shiftedUnits[legs.place(leg)] = shiftedUnits[places.last(legs.factor(leg))];
    }

    @Override
    public void unitChanged(final int unit) {
        if (!units.isChecked(unit)) {
            screen[unit] = UNCHECKED;
            return;
        }
        // Where to hold just what is asked for is not enough, a screen of 0 must prove more than that.
        long sum = catalog.profile().isInclusive() ? -1 : 0;
        boolean isScreened =
                catalog.rounder().isExact() && !catalog.isBucketed() && !watched.get(unit) && !countsOrders(unit);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (!prices.areSet(factor)) {
                screen[unit] = UNPRICED;
                return;
            }
            isScreened &= factor.isInstrument
                    ? Requirement.isProportional(factor) && Profit.isWhole(factor)
                    : !factor.isIndexed() && factor.counting == null && factor.sizeWeights == null;
            sum += term(shiftedUnits(leg, factor), longTerm[factor.index], shortTerm[factor.index]);
            if (factor.isInstrument) {
                sum -= costTerm(leg, factor);
            }
        }
        screen[unit] = isScreened ? sum : UNSCREENED;
    }

    @Override
    public void priceChanged(final int slot, final FiredUnits fired) {
        for (final Factor factor : catalog.factors()) {
            if (factor.priceSlot == slot && factor.settlementSlot != slot && !factor.isIndexed()) {
                sweep(factor, fired);
            } else if (factor.settlementSlot == slot || factor.priceSlot == slot) {
                setTerms(factor);
                recompute(factor, fired); // costs move with the settlement price too, and no term knows of an index
            }
        }
        for (int unit = 0; catalog.countsOpenOrders() && entries.used() > 0 && unit < units.count(); unit++) {
            if (hasOrdersAt(unit, slot)) {
                refresh(unit, fired);
            }
        }
    }

    private boolean countsOrders(final int unit) {
        return catalog.countsOpenOrders() && entries.first(unit) != UnitInstruments.NONE;
    }

    // No term knows of them: whoever has any in what moved is valued.
    private boolean hasOrdersAt(final int unit, final int slot) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            if (entries.isOrdered(entry)
                    && prices.areSet(instrument)
                    && (instrument.priceSlot == slot || instrument.settlementSlot == slot)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void fundingChanged(final Factor instrument, final FiredUnits fired) {
        recompute(instrument, fired);
    }

    @Override
    public void interestChanged(final Factor asset, final FiredUnits fired) {
        recompute(asset, fired);
    }

    @Override
    public void settled(final int unit, final UnitMargin margin) {
        if (watched.get(unit)) {
            watched.clear(unit);
            unitChanged(unit);
        }
        long nearest = distance(slack.set(margin.netWorth));
        nearest = Math.min(nearest, distance(slack.set(margin.equity).subtract(margin.maintenanceMargin)));
        nearest = Math.min(nearest, distance(slack.set(margin.equity).subtract(margin.projectedMaintenance)));
        nearest = Math.min(nearest, warningDistance(margin));
        if (margin.mayAskNothing) {
            nearest = Math.min(nearest, distance(slack.set(margin.leastAsked())));
        }
        // What is rounded may be off from what moves in proportion now, and then.
        slack.set(margin.hidden).shiftRight(shift).add(0, 1);
        room[unit] = slack.bits() < Long.SIZE - 2 ? nearest - 2 * slack.low() : NO_ROOM;
    }

    // Of equity from maintenance margin * ratio, both floored to screen units first: no division of 128 bits for a
    // bound. The floors hide
    // less than 1 of the equity and, the ratio being at most 2, less than 3 of the other.
    private long warningDistance(final UnitMargin margin) {
        final long equity = slack.set(margin.equity).shiftRight(shift).low();
        final long requirement =
                slack.set(margin.maintenanceMargin).shiftRight(shift).low();
        final long ratioPpm = catalog.profile().warningRatioPpm();
        final long boundary = requirement / Rates.ONE * ratioPpm + requirement % Rates.ONE * ratioPpm / Rates.ONE;
        return Math.abs(equity - boundary) - 4 - HIDDEN;
    }

    // In whole screen units, less what flooring here hides.
    private long distance(final Int128 value) {
        return value.abs().shiftRight(shift).low() - HIDDEN;
    }

    @Override
    public void awaitPrice(final int unit) {
        unsettle(unit);
    }

    @Override
    public void unsettle(final int unit) {
        room[unit] = NO_ROOM;
    }

    @Override
    public void watch(final int unit) {
        unsettle(unit);
        watched.set(unit);
        screen[unit] = UNSCREENED;
    }

    @Override
    public void unsettleAll() {
        Arrays.fill(room, NO_ROOM);
    }

    @Override
    public void restored() {
        rescale();
        for (int unit = 0; unit < units.count(); unit++) {
            unsettle(unit);
            watched.set(unit, EngineState.hangsOnEveryPrice(catalog, units, unit));
            unitChanged(unit);
        }
    }

    @Override
    public void definitionsChanged(final FiredUnits fired) {
        rescale();
        for (int unit = 0; unit < units.count(); unit++) {
            watched.set(unit, EngineState.hangsOnEveryPrice(catalog, units, unit));
            refresh(unit, fired);
        }
    }

    // Every factor's scale and terms, and what its holders hold in it.
    private void rescale() {
        shift = Math.max(0, catalog.boundBits() - SCREEN_BITS);
        for (final Factor factor : catalog.factors()) {
            unitShift[factor.index] = Long.numberOfLeadingZeros(factor.maxUnits) - 2;
            setTerms(factor);
        }
        for (int unit = 0; unit < units.count(); unit++) {
            for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
                legChanged(leg);
            }
        }
    }

    @Override
    public void collectUnhealthy(final FiredUnits fired) {
        for (int unit = 0; unit < units.count(); unit++) {
            if (screen[unit] < 0) {
                fired.add(unit);
            }
        }
    }

    @Override
    public int unindexed() {
        return units.count();
    }

    private void sweep(final Factor factor, final FiredUnits fired) {
        final int index = factor.index;
        final long oldLong = longTerm[index];
        final long oldShort = shortTerm[index];
        setTerms(factor);
        if (oldLong == 0 && oldShort == 0) {
            recompute(factor, fired); // the first price: these units had no screen
            return;
        }
        counters.sweeps++;
        final long newLong = longTerm[index];
        final long newShort = shortTerm[index];
        final PagedLists lists = places.lists;
        for (int page = lists.firstPage(index); page != PagedLists.NONE; page = lists.nextPage(page)) {
            final int from = lists.start(page);
            final int to = lists.end(index, page);
            counters.legsSwept += to - from;
            sweep(from, to, oldLong, oldShort, newLong, newShort, fired);
        }
    }

    // The hot loop: every entry is read in order, only the screen is scattered, and nothing hangs on a guess of the
    // processor's, since sides and signs are as good as random.
    private void sweep(
            final int from,
            final int to,
            final long oldLong,
            final long oldShort,
            final long newLong,
            final long newShort,
            final FiredUnits fired) {
        int negative = 0;
        for (int i = from; i < to; i++) {
            final long held = shiftedUnits[i];
            final int holder = places.holder(i);
            final long before = screen[holder];
            final long after = before + term(held, newLong, newShort) - term(held, oldLong, oldShort);
            screen[holder] = after;
            negativeEntries[negative] = i;
            negative += (int) ((before | after) >>> 63);
        }
        for (int i = 0; i < negative; i++) {
            final long held = shiftedUnits[negativeEntries[i]];
            final int holder = places.holder(negativeEntries[i]);
            final long before = screen[holder] - term(held, newLong, newShort) + term(held, oldLong, oldShort);
            if (before >= 0 || hasNoRoom(holder, held, oldShort, newShort)) {
                fired.add(holder);
            }
        }
    }

    // No number of the unit moves by more than its holding times the widest coefficient, which is a short's; rounding
    // hides less than two screen units of it.
    private boolean hasNoRoom(final int unit, final long shiftedUnits, final long oldShort, final long newShort) {
        final long moved = Math.multiplyHigh(shiftedUnits, newShort) - Math.multiplyHigh(shiftedUnits, oldShort);
        room[unit] -= Math.abs(moved) + 2;
        return room[unit] < 0;
    }

    private static long term(final long shiftedUnits, final long longTerm, final long shortTerm) {
        final long isShort = shiftedUnits >> 63; // all ones, or none
        return Math.multiplyHigh(shiftedUnits, longTerm + ((shortTerm - longTerm) & isShort));
    }

    private void recompute(final Factor factor, final FiredUnits fired) {
        counters.sweeps++;
        final PagedLists lists = places.lists;
        for (int page = lists.firstPage(factor.index); page != PagedLists.NONE; page = lists.nextPage(page)) {
            counters.legsSwept += lists.end(factor.index, page) - lists.start(page);
            for (int i = lists.start(page); i < lists.end(factor.index, page); i++) {
                refresh(places.holder(i), fired);
            }
        }
    }

    private void refresh(final int unit, final FiredUnits fired) {
        final long before = screen[unit];
        unsettle(unit);
        unitChanged(unit);
        if ((before | screen[unit]) < 0) {
            fired.add(unit);
        }
    }

    // What one unit adds to B - R * ratio, in screen units, 64 bits below the point after the unit shift.
    private void setTerms(final Factor factor) {
        final int index = factor.index;
        if (!prices.areSet(factor)) {
            longTerm[index] = 0;
            shortTerm[index] = 0;
            return;
        }
        if (factor.isInstrument) {
            final int requirement =
                    Requirement.slopePpm(factor, catalog.profile().warningRatioPpm());
            longTerm[index] = scaledCoefficient(factor, Rates.ONE - requirement, false);
            shortTerm[index] = scaledCoefficient(factor, catalog.inBucket(factor, Rates.ONE + requirement), true);
        } else {
            longTerm[index] = scaledCoefficient(factor, Worth.ownedPpm(factor), false);
            shortTerm[index] = scaledCoefficient(
                    factor, Worth.slopePpm(factor, catalog.profile().warningRatioPpm()), true);
        }
    }

    private long scaledCoefficient(final Factor factor, final int ppm, final boolean roundsUp) {
        coefficient
                .setProduct(Math.abs(factor.mark(prices.value(factor.priceSlot))), prices.value(factor.settlementSlot))
                .multiply(factor.alignment)
                .multiply(ppm);
        return shifted(coefficient, shift + unitShift[factor.index] - Long.SIZE, roundsUp);
    }

    private static long shifted(final Int128 value, final int bits, final boolean roundsUp) {
        if (roundsUp) {
            value.negate().shiftRight(bits).negate();
        } else {
            value.shiftRight(bits);
        }
        Invariant.check(value.fitsLong(), "the overflow proof bounds every term");
        return value.low();
    }

    private long costTerm(final int leg, final Factor factor) {
        // cost + funding owed = 0 * mark - pnl at mark 0
        calculator.pnl(leg, factor, 0, cost);
        cost.negate()
                .multiply(prices.value(factor.settlementSlot))
                .multiply(factor.alignment)
                .multiply(Rates.ONE);
        return shifted(cost, shift, true);
    }
}
