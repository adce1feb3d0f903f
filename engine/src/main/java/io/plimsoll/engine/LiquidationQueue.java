package io.plimsoll.engine;

/**
 * The units that are to be liquidated and wait: until others, riskier ones, have been, or because a throttle let no order more through.
 * By how much each was short of its maintenance margin when it was queued, ties by account id. Nothing is allocated before definitions
 * first bound what one record, second or hour may order, and all of it then. Engine thread.
 */
final class LiquidationQueue {
    private final Catalog catalog;
    private final Units units;
    private final Throttle throttle;
    private final RiskHeap waiting = new RiskHeap(this);
    /** Units that are withheld THROTTLED. */
    private final RiskHeap throttled = new RiskHeap(this);

    private long[] shortHigh = {}; // by unit: the shortfall that it was queued with
    private long[] shortLow = {};
    private FiredUnits taken;
    private final Int128 shortfall = new Int128();

    LiquidationQueue(final Catalog catalog, final Units units, final Throttle throttle) {
        this.catalog = catalog;
        this.units = units;
        this.throttle = throttle;
    }

    /** Whether the definitions in force say how much one record, second or hour may order. */
    boolean isBounded() {
        return catalog.profile().maxLiquidationsPerRecord() > 0 || throttle.isBounding();
    }

    int size() {
        return waiting.size() + throttled.size();
    }

    boolean contains(final int unit) {
        return waiting.contains(unit) || throttled.contains(unit);
    }

    /** Definitions were committed: what was queued by those before them, perhaps at another scale, is not comparable any more. */
    void definitionsChanged() {
        clear(waiting);
        clear(throttled);
        if (isBounded()) {
            makeRoom();
        }
    }

    private void clear(final RiskHeap heap) {
        for (int i = 0; i < heap.size(); i++) {
            units.changed(heap.unit(i));
        }
        heap.clear();
    }

    private void makeRoom() {
        if (taken == null) {
            waiting.makeRoom(units.capacity());
            shortHigh = new long[units.capacity()];
            shortLow = new long[units.capacity()];
            taken = new FiredUnits(units);
        }
        if (throttle.isBounding()) {
            throttled.makeRoom(units.capacity());
        }
    }

    /** Queues a unit by what it is short of now, among the throttled if it is withheld so; one that is queued keeps its place. */
    void add(final int unit, final UnitMargin margin) {
        if (!contains(unit)) {
            shortfall.set(margin.maintenanceMargin).subtract(margin.equity);
            add(unit, shortfall.high(), shortfall.low());
        }
    }

    private void add(final int unit, final long high, final long low) {
        shortHigh[unit] = high;
        shortLow[unit] = low;
        units.changed(unit);
        (throttle.isBounding() && units.isThrottled(unit) ? throttled : waiting).add(unit);
    }

    /** Takes a unit out, if it is in. */
    void remove(final int unit) {
        if (contains(unit)) {
            units.changed(unit);
            (waiting.contains(unit) ? waiting : throttled).remove(unit);
        }
    }

    /**
     * Takes out as many as one record may order for, the riskiest; good until the next call. In ascending account id, but the riskiest first
     * where a throttle is set, which the later ones may find spent.
     */
    FiredUnits takeRiskiest(final long nowNs) {
        taken.clear();
        final int bound = catalog.profile().maxLiquidationsPerRecord();
        final boolean isSpent = throttle.isSpent(nowNs);
        while ((bound == 0 || taken.count() < bound) && waiting.size() + (isSpent ? 0 : throttled.size()) > 0) {
            final int riskiest = riskiest(isSpent);
            taken.add(riskiest);
            remove(riskiest);
        }
        if (!throttle.isBounding()) {
            taken.sortByAccount();
        }
        return taken;
    }

    private int riskiest(final boolean isSpent) {
        if (isSpent || throttled.size() == 0) {
            return waiting.unit(0);
        }
        return waiting.size() == 0 || isRiskier(throttled.unit(0), waiting.unit(0))
                ? throttled.unit(0)
                : waiting.unit(0);
    }

    /** Which of two units in the queue comes first. */
    boolean isRiskier(final int unit, final int other) {
        if (shortHigh[unit] != shortHigh[other]) {
            return shortHigh[unit] > shortHigh[other];
        }
        final int byLow = Long.compareUnsigned(shortLow[unit], shortLow[other]);
        return byLow != 0 ? byLow > 0 : units.accountId(unit) < units.accountId(other);
    }

    /** The catalog and the units have been handed through before: between two records, whoever is withheld QUEUED or THROTTLED is in. */
    void image(final StateImage image) {
        if (image.isReading() && isBounded()) {
            makeRoom();
        }
        for (int unit = 0; unit < units.count(); unit++) {
            if (units.isQueued(unit)) {
                image(image, unit);
            }
        }
    }

    private void image(final StateImage image, final int unit) {
        if (image.isReading()) {
            makeRoom();
            add(unit, image.number(0L), image.number(0L));
        } else {
            image.number(shortHigh[unit]);
            image.number(shortLow[unit]);
        }
    }

    void hash(final int unit, final StateHash hash) {
        if (contains(unit)) {
            hash.add(shortHigh[unit]).add(shortLow[unit]);
        }
    }
}
