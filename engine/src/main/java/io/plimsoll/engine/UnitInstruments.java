package io.plimsoll.engine;

/**
 * What units have at their venue by instrument beside their positions, as it tells it: their own open orders (docs/internals/open-orders.md)
 * and the leverage that they chose (docs/internals/initial-margin.md). An entry each, as a struct of arrays; a unit's entries form a chain in
 * order of factor, free ones form another. Allocated whole with the first entry, and never again; engine thread.
 */
final class UnitInstruments {
    static final int NONE = -1;
    /** Most instruments of which one unit may have an entry. */
    static final int MAX_PER_UNIT = 64;

    private final Units units;
    private final int capacity;
    private final int factors;
    private Revaluation revaluation; // nobody finds units by what they have on order, unless set
    private Places places; // among the entries of the same factor
    private int[] place = {};
    private int[] factor = {};
    private long[] bids = {};
    private long[] asks = {};
    private int[] orders = {};
    private int[] chosenPpm = {};
    private int[] next = {};
    private int[] first = {}; // by unit: one more than its first entry
    private int firstFree = NONE;
    private int used;

    UnitInstruments(final Units units, final int capacity, final int factors) {
        this.units = units;
        this.capacity = capacity;
        this.factors = factors;
    }

    /** Who is told of entries that go. */
    void revaluation(final Revaluation newRevaluation) {
        revaluation = newRevaluation;
    }

    /** A place for each entry among those of its factor; allocates, where nobody had an entry yet. */
    Places places() {
        if (factor.length == 0) {
            makeRoom();
        }
        return places;
    }

    int place(final int entry) {
        return place[entry];
    }

    /** Whether the unit has orders there, not only a leverage. */
    boolean isOrdered(final int entry) {
        return (bids[entry] | asks[entry] | orders[entry]) != 0;
    }

    /** Whether the unit has orders anywhere. */
    boolean isAnyOrdered(final int unit) {
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            if (isOrdered(entry)) {
                return true;
            }
        }
        return false;
    }

    /** Of a position of that quantity, the larger of what it may come to: with all bids filled, or all asks. */
    long largest(final int entry, final long held) {
        return Math.max(Math.abs(held + bids[entry]), Math.abs(held - asks[entry]));
    }

    /** Entries over all units. */
    int used() {
        return used;
    }

    /** The unit's first entry, or {@link #NONE}. */
    int first(final int unit) {
        return used == 0 ? NONE : first[unit] - 1;
    }

    int next(final int entry) {
        return next[entry];
    }

    int factor(final int entry) {
        return factor[entry];
    }

    /** What is left of all bids. */
    long bids(final int entry) {
        return bids[entry];
    }

    /** What is left of all asks. */
    long asks(final int entry) {
        return asks[entry];
    }

    /** How many orders these are. */
    int orders(final int entry) {
        return orders[entry];
    }

    /** The initial rate by the leverage that the unit chose, ppm; 0: it chose none. */
    int chosenPpm(final int entry) {
        return chosenPpm[entry];
    }

    /** The same of a unit and a factor. */
    int chosenPpm(final int unit, final int factorIndex) {
        final int entry = find(unit, factorIndex);
        return entry == NONE ? 0 : chosenPpm[entry];
    }

    /** The unit's entry of this factor, or {@link #NONE}. */
    int find(final int unit, final int factorIndex) {
        int entry = first(unit);
        while (entry != NONE && factor[entry] != factorIndex) {
            entry = next[entry];
        }
        return entry;
    }

    /** Of how many instruments the unit has an entry. */
    int count(final int unit) {
        int count = 0;
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            count++;
        }
        return count;
    }

    /** Takes over what a unit has on order in one instrument, for which there is room; nothing of all three: it has none. */
    void setOrders(final int unit, final int factorIndex, final long newBids, final long newAsks, final int newOrders) {
        if ((newBids | newAsks | newOrders) != 0 || find(unit, factorIndex) != NONE) {
            final int entry = findOrAdd(unit, factorIndex);
            bids[entry] = newBids;
            asks[entry] = newAsks;
            orders[entry] = newOrders;
            wasSet(unit, entry);
        }
    }

    /** Takes over the initial rate by the leverage that a unit chose in one instrument, for which there is room; 0: it chose none. */
    void setChosenPpm(final int unit, final int factorIndex, final int newPpm) {
        if (newPpm != 0 || find(unit, factorIndex) != NONE) {
            final int entry = findOrAdd(unit, factorIndex);
            chosenPpm[entry] = newPpm;
            wasSet(unit, entry);
        }
    }

    private int findOrAdd(final int unit, final int factorIndex) {
        int previous = NONE;
        int entry = first(unit);
        while (entry != NONE && factor[entry] < factorIndex) {
            previous = entry;
            entry = next[entry];
        }
        if (entry != NONE && factor[entry] == factorIndex) {
            return entry;
        }
        return insert(unit, factorIndex, previous, entry);
    }

    private int insert(final int unit, final int factorIndex, final int previous, final int following) {
        if (factor.length == 0) {
            makeRoom();
        }
        final int entry = firstFree;
        Invariant.check(entry != NONE, "room for an entry is checked before a fact is applied");
        firstFree = next[entry];
        used++;
        factor[entry] = factorIndex;
        place[entry] = places.add(factorIndex, unit);
        next[entry] = following;
        if (previous == NONE) {
            first[unit] = entry + 1;
        } else {
            next[previous] = entry;
        }
        return entry;
    }

    private void makeRoom() {
        factor = new int[capacity];
        places = new Places(capacity, factors);
        place = new int[capacity];
        bids = new long[capacity];
        asks = new long[capacity];
        orders = new int[capacity];
        chosenPpm = new int[capacity];
        next = new int[capacity];
        for (int entry = 0; entry < capacity; entry++) {
            next[entry] = entry + 1 < capacity ? entry + 1 : NONE;
        }
        firstFree = 0;
        first = new int[units.capacity()];
    }

    private void wasSet(final int unit, final int entry) {
        if (bids[entry] == 0 && asks[entry] == 0 && orders[entry] == 0 && chosenPpm[entry] == 0) {
            remove(unit, entry);
        }
        units.changed(unit);
    }

    private void remove(final int unit, final int entry) {
        if (revaluation != null) {
            revaluation.entryRemoving(entry);
        }
        final int last = places.last(factor[entry]);
        place[find(places.holder(last), factor[entry])] = place[entry];
        places.remove(place[entry]);
        if (first(unit) == entry) {
            first[unit] = next[entry] + 1;
        } else {
            int previous = first(unit);
            while (next[previous] != entry) {
                previous = next[previous];
            }
            next[previous] = next[entry];
        }
        next[entry] = firstFree;
        firstFree = entry;
        used--;
    }

    /** Hands a unit's entries through, in the order of their chain. */
    void image(final StateImage image, final int unit) {
        final int count = image.number(count(unit));
        int entry = first(unit);
        int previous = NONE;
        for (int i = 0; i < count; i++) {
            final int factorIndex = image.number(image.isReading() ? NONE : factor[entry]);
            if (image.isReading()) {
                entry = insert(unit, factorIndex, previous, NONE);
            }
            bids[entry] = image.number(bids[entry]);
            asks[entry] = image.number(asks[entry]);
            orders[entry] = image.number(orders[entry]);
            chosenPpm[entry] = image.number(chosenPpm[entry]);
            previous = entry;
            entry = next[entry];
        }
    }

    void hash(final int unit, final StateHash hash) {
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            hash.add(factor[entry]).add(bids[entry]).add(asks[entry]).add(orders[entry]);
            if (chosenPpm[entry] != 0) { // so that journals from before there was one keep their hashes
                hash.add(chosenPpm[entry]);
            }
        }
    }
}
