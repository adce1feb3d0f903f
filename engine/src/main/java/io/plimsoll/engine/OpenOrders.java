package io.plimsoll.engine;

import java.util.Arrays;

/**
 * What units' own open orders come to, by instrument, as their venue tells it (docs/internals/open-orders.md): an entry each, as a struct
 * of arrays. A unit's entries form a chain in order of factor; free ones form another. Allocates only while there are more than ever
 * before; engine thread.
 */
final class OpenOrders {
    static final int NONE = -1;
    /** Most instruments in which one unit may have some. */
    static final int MAX_PER_UNIT = 64;

    private static final int FEWEST = 1_024;

    private final Units units;
    private final int capacity;
    private int[] factor = {};
    private long[] bids = {};
    private long[] asks = {};
    private int[] orders = {};
    private int[] next = {};
    private int[] first = {}; // by unit: one more than its first entry
    private int firstFree = NONE;
    private int used;

    OpenOrders(final Units units, final int capacity) {
        this.units = units;
        this.capacity = capacity;
    }

    /** Entries over all units. */
    int used() {
        return used;
    }

    /** The unit's first entry, or {@link #NONE}. */
    int first(final int unit) {
        return first.length == 0 ? NONE : first[unit] - 1;
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

    /** The unit's entry of this factor, or {@link #NONE}. */
    int find(final int unit, final int factorIndex) {
        int entry = first(unit);
        while (entry != NONE && factor[entry] != factorIndex) {
            entry = next[entry];
        }
        return entry;
    }

    /** In how many instruments the unit has some. */
    int count(final int unit) {
        int count = 0;
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            count++;
        }
        return count;
    }

    /** Takes over what a unit has in one instrument, for which there is room; nothing of all three: it has none. */
    void set(final int unit, final int factorIndex, final long newBids, final long newAsks, final int newOrders) {
        int previous = NONE;
        int entry = first(unit);
        while (entry != NONE && factor[entry] < factorIndex) {
            previous = entry;
            entry = next[entry];
        }
        final boolean exists = entry != NONE && factor[entry] == factorIndex;
        if (newBids == 0 && newAsks == 0 && newOrders == 0) {
            if (exists) {
                remove(unit, entry, previous);
            }
            return;
        }
        if (!exists) {
            entry = insert(unit, previous, entry);
            factor[entry] = factorIndex;
        }
        bids[entry] = newBids;
        asks[entry] = newAsks;
        orders[entry] = newOrders;
        units.changed(unit);
    }

    private int insert(final int unit, final int previous, final int following) {
        if (firstFree == NONE) {
            grow();
        }
        final int entry = firstFree;
        firstFree = next[entry];
        used++;
        next[entry] = following;
        if (previous == NONE) {
            first[unit] = entry + 1;
        } else {
            next[previous] = entry;
        }
        return entry;
    }

    private void grow() {
        final int before = factor.length;
        final int after = (int) Math.min(capacity, Math.max(FEWEST, 2L * before));
        Invariant.check(after > before, "room for open orders is checked before a fact is applied");
        factor = Arrays.copyOf(factor, after);
        bids = Arrays.copyOf(bids, after);
        asks = Arrays.copyOf(asks, after);
        orders = Arrays.copyOf(orders, after);
        next = Arrays.copyOf(next, after);
        for (int entry = before; entry < after; entry++) {
            next[entry] = entry + 1 < after ? entry + 1 : NONE;
        }
        firstFree = before;
        if (first.length == 0) {
            first = new int[units.capacity()];
        }
    }

    private void remove(final int unit, final int entry, final int previous) {
        if (previous == NONE) {
            first[unit] = next[entry] + 1;
        } else {
            next[previous] = next[entry];
        }
        next[entry] = firstFree;
        firstFree = entry;
        used--;
        units.changed(unit);
    }

    /** Hands a unit's entries through, in the order of their chain. */
    void image(final StateImage image, final int unit) {
        final int count = image.number(count(unit));
        int entry = first(unit);
        int previous = NONE;
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                entry = insert(unit, previous, NONE);
            }
            factor[entry] = image.number(factor[entry]);
            bids[entry] = image.number(bids[entry]);
            asks[entry] = image.number(asks[entry]);
            orders[entry] = image.number(orders[entry]);
            previous = entry;
            entry = next[entry];
        }
    }

    void hash(final int unit, final StateHash hash) {
        for (int entry = first(unit); entry != NONE; entry = next[entry]) {
            hash.add(factor[entry]).add(bids[entry]).add(asks[entry]).add(orders[entry]);
        }
    }
}
