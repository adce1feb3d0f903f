package io.plimsoll.engine;

/**
 * What was said of units to be covered by no fund: an amount a unit and asset, so that the same is said once. A unit's amounts form a chain
 * in ascending order of asset id. Allocated when definitions first draw upon funds; engine thread.
 */
final class UncoveredDebts {
    private static final int NONE = -1;

    private final Catalog catalog;
    private final Units units;
    private int[] unitOf = {}; // NONE: free
    private int[] asset = {}; // factor
    private long[] amount = {}; // positive mantissa
    private int[] next = {};
    private int[] first = {}; // by unit: one more than its first amount
    private int firstFree = NONE;
    private int end; // one past the last that was ever in use

    UncoveredDebts(final Catalog catalog, final Units units) {
        this.catalog = catalog;
        this.units = units;
    }

    /** Each is of a leg, but for those of the units of a record before they are evaluated. */
    void makeRoom(final int legs) {
        final int capacity = legs + 2 * EngineCapacity.MAX_LEGS_PER_UNIT;
        unitOf = new int[capacity];
        asset = new int[capacity];
        amount = new long[capacity];
        next = new int[capacity];
        for (int entry = 0; entry < capacity; entry++) {
            unitOf[entry] = NONE;
            next[entry] = entry + 1;
        }
        next[capacity - 1] = NONE;
        firstFree = 0;
        first = new int[units.capacity()];
    }

    private int first(final int unit) {
        return first.length == 0 ? NONE : first[unit] - 1;
    }

    /** Takes over what is not covered of an asset, 0 or more; whether that is above 0 and another amount than before. */
    boolean set(final int unit, final Factor owed, final long uncovered) {
        int previous = NONE;
        int entry = first(unit);
        while (entry != NONE && catalog.factor(asset[entry]).sortKey < owed.sortKey) {
            previous = entry;
            entry = next[entry];
        }
        final boolean isKnown = entry != NONE && asset[entry] == owed.index;
        if (uncovered == 0) {
            if (isKnown) {
                remove(unit, entry, previous);
            }
            return false;
        }
        if (isKnown && amount[entry] == uncovered) {
            return false;
        }
        final int changed = isKnown ? entry : insert(unit, owed.index, previous, entry);
        amount[changed] = uncovered;
        units.changed(unit);
        return true;
    }

    private int insert(final int unit, final int assetIndex, final int previous, final int following) {
        final int entry = firstFree;
        Invariant.check(entry != NONE, "there is room for every leg");
        firstFree = next[entry];
        end = Math.max(end, entry + 1);
        unitOf[entry] = unit;
        asset[entry] = assetIndex;
        next[entry] = following;
        if (previous == NONE) {
            first[unit] = entry + 1;
        } else {
            next[previous] = entry;
        }
        return entry;
    }

    private void remove(final int unit, final int entry, final int previous) {
        if (previous == NONE) {
            first[unit] = next[entry] + 1;
        } else {
            next[previous] = next[entry];
        }
        unitOf[entry] = NONE;
        next[entry] = firstFree;
        firstFree = entry;
        units.changed(unit);
    }

    /** Nothing of the unit is uncovered any more. */
    void clear(final int unit) {
        while (first(unit) != NONE) {
            remove(unit, first(unit), NONE);
        }
    }

    /** Nothing is uncovered of what the unit does not owe any more. */
    void forgetPaid(final int unit, final LegBook legBook) {
        int previous = NONE;
        int entry = first(unit);
        while (entry != NONE) {
            final int following = next[entry];
            if (legBook.units(unit, asset[entry]) >= 0) {
                remove(unit, entry, previous);
            } else {
                previous = entry;
            }
            entry = following;
        }
    }

    /** Adds every unit of which something of the asset is uncovered. */
    void collect(final Factor wanted, final FiredUnits touched) {
        for (int entry = 0; entry < end; entry++) {
            if (unitOf[entry] != NONE && asset[entry] == wanted.index) {
                touched.add(unitOf[entry]);
            }
        }
    }

    /** Hands a unit's amounts through, in the order of their chain. */
    void image(final StateImage image, final int unit) {
        final int count = image.number(count(unit));
        int entry = first(unit);
        for (int i = 0; i < count; i++) {
            final int assetIndex = image.number(image.isReading() ? 0 : asset[entry]);
            final long uncovered = image.number(image.isReading() ? 0 : amount[entry]);
            if (image.isReading()) {
                set(unit, catalog.factor(assetIndex), uncovered);
            } else {
                entry = next[entry];
            }
        }
    }

    private int count(final int unit) {
        int count = 0;
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            count++;
        }
        return count;
    }

    void hash(final int unit, final StateHash hash) {
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            hash.add(asset[entry]).add(amount[entry]);
        }
    }
}
