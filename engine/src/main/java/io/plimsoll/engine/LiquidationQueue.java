package io.plimsoll.engine;

/**
 * The units that are to be liquidated and wait until others, riskier ones, have been: a heap by how much each was short of its
 * maintenance margin when it was queued, ties by account id. A unit can leave from any place. Nothing is allocated before definitions
 * first bound how many units one record may order for, and all of it then. Engine thread.
 */
final class LiquidationQueue {
    private static final int NOT_QUEUED = 0;

    private final Catalog catalog;
    private final Units units;
    private int[] heap = {}; // units, the riskiest first
    private int[] place = {}; // by unit: one more than where it is in the heap
    private long[] shortHigh = {}; // by unit: the shortfall that it was queued with
    private long[] shortLow = {};
    private int size;
    private FiredUnits taken;
    private final Int128 shortfall = new Int128();

    LiquidationQueue(final Catalog catalog, final Units units) {
        this.catalog = catalog;
        this.units = units;
    }

    /** Whether the definitions in force say how many units one record may order for. */
    boolean isBounded() {
        return catalog.profile().maxLiquidationsPerRecord() > 0;
    }

    int size() {
        return size;
    }

    boolean contains(final int unit) {
        return size > 0 && place[unit] != NOT_QUEUED;
    }

    /** Definitions were committed: what was queued by those before them, perhaps at another scale, is not comparable any more. */
    void definitionsChanged() {
        for (int i = 0; i < size; i++) {
            place[heap[i]] = NOT_QUEUED;
            units.changed(heap[i]);
        }
        size = 0;
        if (isBounded()) {
            makeRoom();
        }
    }

    private void makeRoom() {
        if (taken == null) {
            heap = new int[units.capacity()];
            place = new int[units.capacity()];
            shortHigh = new long[units.capacity()];
            shortLow = new long[units.capacity()];
            taken = new FiredUnits(units);
        }
    }

    /** Queues a unit by what it is short of now; one that is queued keeps its place. */
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
        rise(size++, unit);
    }

    /** Takes a unit out, if it is in. */
    void remove(final int unit) {
        if (!contains(unit)) {
            return;
        }
        final int hole = place[unit] - 1;
        place[unit] = NOT_QUEUED;
        units.changed(unit);
        final int last = heap[--size];
        if (hole == size) {
            return;
        }
        if (hole > 0 && isRiskier(last, heap[(hole - 1) >> 1])) {
            rise(hole, last);
        } else {
            sink(hole, last);
        }
    }

    /** Takes out as many as one record may order for, the riskiest; answered in ascending account id, good until the next call. */
    FiredUnits takeRiskiest() {
        taken.clear();
        while (size > 0 && taken.count() < catalog.profile().maxLiquidationsPerRecord()) {
            final int riskiest = heap[0];
            taken.add(riskiest);
            remove(riskiest);
        }
        taken.sortByAccount();
        return taken;
    }

    private boolean isRiskier(final int unit, final int other) {
        if (shortHigh[unit] != shortHigh[other]) {
            return shortHigh[unit] > shortHigh[other];
        }
        final int byLow = Long.compareUnsigned(shortLow[unit], shortLow[other]);
        return byLow != 0 ? byLow > 0 : units.accountId(unit) < units.accountId(other);
    }

    private void rise(final int from, final int unit) {
        int hole = from;
        while (hole > 0 && isRiskier(unit, heap[(hole - 1) >> 1])) {
            put(hole, heap[(hole - 1) >> 1]);
            hole = (hole - 1) >> 1;
        }
        put(hole, unit);
    }

    private void sink(final int from, final int unit) {
        int hole = from;
        for (int child = 2 * hole + 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && isRiskier(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isRiskier(heap[child], unit)) {
                break;
            }
            put(hole, heap[child]);
            hole = child;
        }
        put(hole, unit);
    }

    private void put(final int at, final int unit) {
        heap[at] = unit;
        place[unit] = at + 1;
    }

    /** The catalog and the units have been handed through before: between two records, whoever is withheld QUEUED is in. */
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
