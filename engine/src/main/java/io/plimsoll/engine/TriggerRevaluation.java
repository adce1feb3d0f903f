package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Predicate;

/**
 * Finds the units that a change may have moved over an edge at the cost of those that are near one. When a unit is valued, what
 * it can lose is split over its factors ({@link SlackSplit}): each of its legs gets the price, funding index and settlement
 * price at which the unit must be valued again, and while none is crossed, nothing about it can change. {@link SweepRevaluation}
 * is the slow twin. Engine thread.
 */
final class TriggerRevaluation implements Revaluation {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final int factors;
    private final MarginCalculator calculator;
    private final Places places;
    private final EngineCounters counters;
    private final MaxTrees triggers;
    private final Ladder price;
    private final Ladder funding;
    private Ladder settlement; // made when the first instrument is settled in what has a price itself
    private InterestLadders interest; // made with the first indexed asset
    private OpenOrderTriggers orders; // made when open orders first count for maintenance
    private Recheck orderRecheck;
    private final UnitInstruments entries;
    private final Estimator estimator;
    private final ReadAhead readAhead;
    private final Recheck recheck;
    /** Units that were not healthy when last valued, or could not be valued. */
    private final BitSet watched;

    private int[][] byPrice = {}; // by price slot: the factors that have this price
    private int[][] bySettlement = {}; // by price slot: the instruments settled at it

    TriggerRevaluation(
            final EngineState state,
            final int factors,
            final MarginCalculator calculator,
            final EngineCounters counters) {
        catalog = state.catalog;
        entries = state.unitInstruments;
        prices = state.prices;
        units = state.units;
        legs = state.legs;
        this.factors = factors;
        this.calculator = calculator;
        this.counters = counters;
        places = legs.places;
        triggers = new MaxTrees(places, factors, 2 * Ladder.LANES, counters);
        price = new Ladder(triggers, 0, factors);
        funding = new Ladder(triggers, Ladder.LANES, factors);
        readAhead = new ReadAhead(units, legs, triggers);
        estimator = new Estimator(catalog, prices, units, legs, entries);
        recheck = new Recheck(catalog, units, readAhead, places, estimator, this, counters);
        watched = new BitSet(units.capacity());
    }

    @Override
    public void legChanged(final int leg) {
        // a new one has no triggers yet: its unit is valued before the record is done
    }

    @Override
    public void legRemoving(final int leg) {
        final int factor = legs.factor(leg);
        final int leaf = legs.place(leg);
        final int last = places.last(factor);
        price.relocate(factor, last, leaf);
        funding.relocate(factor, last, leaf);
        if (settlement != null) {
            settlement.relocate(factor, last, leaf);
        }
        if (interest != null) {
            interest.relocate(factor, last, leaf);
        }
    }

    @Override
    public void entryRemoving(final int entry) {
        if (orders != null) {
            orders.removing(entry);
        }
    }

    @Override
    public void unitChanged(final int unit) {
        if (!units.isChecked(unit)) {
            watched.clear(unit);
            setAll(unit, MaxTrees.NEVER);
        }
    }

    @Override
    public long nextTrigger(final Factor factor, final boolean onRise) {
        final long nearest = price.nearest(factor.index, onRise, NO_TRIGGER);
        return factor.isInverse() ? nextPrice(factor, nearest, onRise) : Math.max(NO_TRIGGER, nearest);
    }

    // Of a mark that has not been reached: the last price that is worth more on a rise, the first that is worth less on
    // a fall.
    private static long nextPrice(final Factor inverse, final long mark, final boolean onRise) {
        if (mark >= 0) {
            return NO_TRIGGER;
        }
        return onRise ? InversePrice.last(inverse, -mark) : Math.max(NO_TRIGGER, InversePrice.first(inverse, -mark));
    }

    @Override
    public void priceChanged(final int slot, final FiredUnits fired) {
        final long value = prices.value(slot);
        final int[] priced = byPrice[slot];
        final int[] settled = bySettlement[slot];
        boolean isMeasured = true;
        for (final int factor : priced) {
            isMeasured &= !prices.areSet(catalog.factor(factor)) || movePrice(catalog.factor(factor), value);
        }
        for (final int instrument : settled) {
            isMeasured &=
                    !prices.areSet(catalog.factor(instrument)) || moveSettlement(catalog.factor(instrument), value);
        }
        if (!isMeasured) {
            collectAll(priced, fired);
            collectAll(settled, fired);
            return;
        }
        for (final int factor : priced) {
            price.collect(factor, recheck.into(fired));
        }
        for (final int instrument : settled) {
            settlement.collect(instrument, recheck.into(fired));
        }
        if (countsOrders()) {
            collectOrders(priced, settled, fired);
        }
    }

    private void collectOrders(final int[] priced, final int[] settled, final FiredUnits fired) {
        for (final int factor : priced) {
            orders.collectPrice(factor, orderRecheck.into(fired));
        }
        for (final int instrument : settled) {
            orders.collectSettlement(instrument, orderRecheck.into(fired));
        }
    }

    private boolean countsOrders() {
        return orders != null && catalog.countsOpenOrders();
    }

    // What moves a position is its mark, not its price.
    private boolean movePrice(final Factor factor, final long value) {
        final long mark = factor.mark(value);
        final boolean isMeasured = !countsOrders() || !factor.isInstrument || orders.movePrice(factor, mark);
        return price.move(factor.index, mark, Math.abs(mark)) && isMeasured;
    }

    private boolean moveSettlement(final Factor instrument, final long value) {
        final boolean isMeasured = !countsOrders() || orders.moveSettlement(instrument, value);
        return settlement.move(instrument.index, value, value) && isMeasured;
    }

    @Override
    public void fundingChanged(final Factor instrument, final FiredUnits fired) {
        if (!prices.areSet(instrument)) {
            return; // its units await that price
        }
        if (funding.move(instrument.index, instrument.fundingIndex, fundingScale(instrument))) {
            funding.collect(instrument.index, recheck.into(fired));
        } else {
            collectAll(instrument, fired);
        }
    }

    @Override
    public void interestChanged(final Factor asset, final FiredUnits fired) {
        if (!prices.areSet(asset)) {
            return; // its units await that price
        }
        if (interest.move(asset)) {
            interest.collect(asset, recheck.into(fired));
        } else {
            collectAll(asset, fired);
        }
    }

    // The keys cannot measure where a value went, or there was none: everyone is valued. What they are measured by is
    // set
    // first. Factors without all prices await them.
    private void collectAll(final int[] indexes, final FiredUnits fired) {
        for (final int index : indexes) {
            collectAll(catalog.factor(index), fired);
        }
    }

    private void collectAll(final Factor factor, final FiredUnits fired) {
        if (prices.areSet(factor)) {
            measure(factor);
            counters.sweeps++;
            counters.legsSwept += places.collectAll(factor.index, fired);
            if (countsOrders()) {
                orders.collectAll(factor.index, fired);
            }
        }
    }

    // Makes the ladders of a factor measure from here. Every unit that holds it must be valued then.
    private void measure(final Factor factor) {
        final int index = factor.index;
        final long mark = factor.mark(prices.value(factor.priceSlot));
        price.rescale(index, 0, mark, Math.abs(mark));
        if (factor.paysFunding()) {
            funding.rescale(index, factor.fundingIndex, factor.fundingIndex, fundingScale(factor));
        }
        if (hasMovingSettlement(factor)) {
            final long settlementPrice = prices.value(factor.settlementSlot);
            settlement.rescale(index, 0, settlementPrice, settlementPrice);
        }
        if (factor.isIndexed()) {
            interest.measure(factor);
        }
        if (countsOrders() && factor.isInstrument) {
            orders.measure(factor);
        }
    }

    private static boolean hasMovingSettlement(final Factor factor) {
        return factor.isInstrument && factor.settlementSlot != Prices.UNIT_SLOT;
    }

    // Funding moves so much less than its price that it gets a small part of the share.
    private long fundingScale(final Factor instrument) {
        return markSize(instrument) / MarginCalculator.FUNDING_PART;
    }

    private long markSize(final Factor instrument) {
        return Math.abs(instrument.mark(prices.value(instrument.priceSlot)));
    }

    @Override
    public void settled(final int unit, final UnitMargin margin) {
        final int warningRatioPpm = catalog.profile().warningRatioPpm();
        final boolean isHealthy = units.verdict(unit) == Verdict.HEALTHY;
        if (watched.get(unit) == isHealthy) {
            watched.flip(unit);
        }
        split(
                unit,
                isHealthy
                        ? SlackSplit.ofHealthy(margin, warningRatioPpm)
                        : SlackSplit.ofUnhealthy(margin, warningRatioPpm),
                isHealthy);
    }

    /** Sets the triggers of every leg at the share of its price, settlement price and funding. */
    void split(final int unit, final double share, final boolean isHealthy) {
        final int warningRatioPpm = catalog.profile().warningRatioPpm();
        // Where nothing is left to share out, rounding may take more than a move to the better side gives.
        final boolean isSafeOneWay = isHealthy && share > 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (factor.isInstrument) {
                setPosition(leg, factor, share, isSafeOneWay, warningRatioPpm);
            } else if (factor.isMoving()) { // what is worth 1 for ever needs no triggers
                setBalance(unit, leg, factor, share, isSafeOneWay);
            }
        }
        if (countsOrders()) {
            orders.split(unit, share);
        }
    }

    private void setBalance(
            final int unit, final int leg, final Factor asset, final double share, final boolean isHealthy) {
        final boolean isOwned = legs.units(leg) > 0;
        final long distance = SlackSplit.part(share, prices.value(asset.priceSlot));
        price.set(asset.index, legs.place(leg), distance, isOwned || !isHealthy, !isOwned || !isHealthy);
        if (!asset.isIndexed()) {
            return;
        }
        if (isOwned && isBelow(units.verdict(unit))) {
            // Any move may make the first whole amount of it that can be taken, or leave none.
            interest.setAll(asset.index, legs.place(leg), MaxTrees.ALWAYS);
        } else {
            // Measuring hides less than 1.
            final long accrued = SlackSplit.part(share, asset.measuredIndex(!isOwned) / Interest.PART) - 1;
            interest.set(asset, legs.place(leg), isOwned, accrued, !isHealthy);
        }
    }

    private static boolean isBelow(final Verdict verdict) {
        return verdict == Verdict.LIQUIDATE || verdict == Verdict.BANKRUPT;
    }

    private void setPosition(
            final int leg,
            final Factor instrument,
            final double share,
            final boolean isHealthy,
            final int warningRatioPpm) {
        final int factor = instrument.index;
        final int leaf = legs.place(leg);
        final boolean isLong = legs.units(leg) > 0;
        // What is asked grows with the size of a mark, of an inverse contract when its mark falls.
        final boolean isSteep = Requirement.isSteep(instrument, warningRatioPpm);
        final boolean isSteepOnFall = isSteep && instrument.isInverse();
        final boolean isSteepOnRise = isSteep && !instrument.isInverse();
        final long distance = SlackSplit.part(share, markSize(instrument));
        price.set(
                factor, leaf, distance, isLong || isSteepOnFall || !isHealthy, !isLong || isSteepOnRise || !isHealthy);
        if (instrument.paysFunding()) {
            final long paid = SlackSplit.part(share, fundingScale(instrument));
            funding.set(factor, leaf, paid, !isLong || !isHealthy, isLong || !isHealthy);
        }
        if (hasMovingSettlement(instrument)) {
            final long moved = SlackSplit.part(share, prices.value(instrument.settlementSlot));
            settlement.set(factor, leaf, moved, true, true);
        }
    }

    @Override
    public void awaitPrice(final int unit) {
        watched.set(unit);
        setAll(unit, MaxTrees.NEVER);
    }

    @Override
    public void unsettle(final int unit) {
        if (units.isChecked(unit)) {
            watched.set(unit);
            setAll(unit, MaxTrees.ALWAYS);
        }
    }

    // It is found again each time, since Recheck lets none of these go.
    @Override
    public void watch(final int unit) {
        unsettle(unit);
    }

    @Override
    public void unsettleAll() {
        for (int unit = watched.nextSetBit(0); unit >= 0; unit = watched.nextSetBit(unit + 1)) {
            setAll(unit, MaxTrees.ALWAYS);
        }
    }

    private void setAll(final int unit, final int key) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            if (catalog.factor(legs.factor(leg)).isMoving()) {
                setAll(legs.factor(leg), legs.place(leg), key);
            }
        }
        if (countsOrders()) {
            orders.setAll(unit, key);
        }
    }

    private void setAll(final int factor, final int leaf, final int key) {
        price.setBoth(factor, leaf, key);
        funding.setBoth(factor, leaf, key);
        if (settlement != null) {
            settlement.setBoth(factor, leaf, key);
        }
        if (interest != null) {
            interest.setAll(factor, leaf, key);
        }
    }

    @Override
    public void definitionsChanged(final FiredUnits fired) {
        learnFactors();
        for (int unit = 0; unit < units.count(); unit++) {
            fired.add(unit);
        }
    }

    // Nothing has moved since a healthy unit was last valued, or its trigger would have fired: valued now, it is
    // settled again.
    @Override
    public void restored() {
        learnFactors();
        final UnitMargin margin = new UnitMargin();
        for (int unit = 0; unit < units.count(); unit++) {
            if (units.isChecked(unit)) {
                calculator.compute(unit, margin);
                restore(unit, margin);
            }
        }
    }

    private void restore(final int unit, final UnitMargin margin) {
        if (!margin.isPriced) {
            awaitPrice(unit);
        } else if (units.verdict(unit) == Verdict.HEALTHY && !EngineState.hangsOnEveryPrice(catalog, units, unit)) {
            settled(unit, margin);
        } else {
            unsettle(unit);
        }
    }

    private void learnFactors() {
        final Factor[] all = catalog.factors();
        byPrice = new int[prices.count()][];
        bySettlement = new int[prices.count()][];
        for (int i = 0; i < prices.count(); i++) {
            final int slot = i;
            byPrice[slot] = indexes(all, factor -> factor.priceSlot == slot);
            bySettlement[slot] = indexes(all, factor -> hasMovingSettlement(factor) && factor.settlementSlot == slot);
        }
        if (settlement == null && Arrays.stream(all).anyMatch(TriggerRevaluation::hasMovingSettlement)) {
            settlement = new Ladder(new MaxTrees(places, factors, Ladder.LANES, counters), 0, factors);
        }
        if (interest == null && Arrays.stream(all).anyMatch(Factor::isIndexed)) {
            interest = new InterestLadders(places, factors, counters);
        }
        if (orders == null && catalog.countsOpenOrders()) {
            orders = new OpenOrderTriggers(catalog, prices, entries, factors, counters);
            orderRecheck = new Recheck(catalog, units, readAhead, entries.places(), estimator, this, counters);
        }
        for (final Factor factor : all) {
            if (prices.areSet(factor)) {
                measure(factor);
            }
        }
    }

    private static int[] indexes(final Factor[] all, final Predicate<Factor> wanted) {
        return Arrays.stream(all)
                .filter(wanted)
                .mapToInt(factor -> factor.index)
                .toArray();
    }

    @Override
    public void readAhead(final FiredUnits fired, final int from, final int to) {
        readAhead.touch(fired.units(), from, to);
    }

    @Override
    public void collectUnhealthy(final FiredUnits fired) {
        for (int unit = watched.nextSetBit(0); unit >= 0; unit = watched.nextSetBit(unit + 1)) {
            fired.add(unit);
        }
    }
}
