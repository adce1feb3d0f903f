package io.plimsoll.engine;

import java.util.function.IntToLongFunction;

/**
 * The sum of one hash a unit, kept up to date: a change marks the unit, and only marked units are hashed anew when the sum is asked
 * for. A sum does not depend on the order in which units came to be hashed. Allocated once; engine thread.
 */
final class RowHashes {
    private final long[] hash;
    private final int[] changed;
    private final boolean[] isChanged;
    private int count;
    private long sum;

    RowHashes(final int capacity) {
        hash = new long[capacity];
        changed = new int[capacity];
        isChanged = new boolean[capacity];
    }

    /** The unit, or what hangs on it, is another than when it was last hashed. */
    void mark(final int unit) {
        if (!isChanged[unit]) {
            isChanged[unit] = true;
            changed[count++] = unit;
        }
    }

    /** The sum over all units, after hashing the marked ones. */
    long sum(final IntToLongFunction hashOf) {
        for (int i = 0; i < count; i++) {
            final int unit = changed[i];
            sum -= hash[unit];
            hash[unit] = hashOf.applyAsLong(unit);
            sum += hash[unit];
            isChanged[unit] = false;
        }
        count = 0;
        return sum;
    }
}
