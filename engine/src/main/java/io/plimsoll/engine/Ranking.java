package io.plimsoll.engine;

/**
 * Units by a 128-bit score, the highest first, ties by the smaller account id: a heap that is made in linear time once all are in, so that
 * few of many cost little. Allocated when definitions first deleverage; engine thread.
 */
final class Ranking {
    private final Units units;
    private final EngineCounters counters;
    private int[] unit = {};
    private long[] high = {};
    private long[] low = {};
    private int size;
    private boolean isHeap;

    Ranking(final Units units, final EngineCounters counters) {
        this.units = units;
        this.counters = counters;
    }

    void makeRoom() {
        if (unit.length == 0) {
            unit = new int[units.capacity()];
            high = new long[units.capacity()];
            low = new long[units.capacity()];
        }
    }

    void clear() {
        size = 0;
        isHeap = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a unit; none is added once the best was asked for. */
    void add(final int ranked, final Int128 score) {
        unit[size] = ranked;
        high[size] = score.high();
        low[size++] = score.low();
    }

    /** The best of those that are left. */
    int best() {
        if (!isHeap) {
            isHeap = true;
            for (int root = size / 2 - 1; root >= 0; root--) {
                sink(root);
            }
        }
        return unit[0];
    }

    /** The score of the best. */
    Int128 bestScore(final Int128 result) {
        return result.set(high[0], low[0]);
    }

    /** Takes the best out. */
    void removeBest() {
        size--;
        move(size, 0);
        sink(0);
    }

    private void sink(final int start) {
        int root = start;
        for (int child = 2 * root + 1; child < size; child = 2 * root + 1) {
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, root)) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private boolean isBefore(final int a, final int b) {
        counters.deleverageCompared++;
        if (high[a] != high[b]) {
            return high[a] > high[b];
        }
        final int byLow = Long.compareUnsigned(low[a], low[b]);
        return byLow != 0 ? byLow > 0 : units.accountId(unit[a]) < units.accountId(unit[b]);
    }

    private void swap(final int a, final int b) {
        final int otherUnit = unit[a];
        final long otherHigh = high[a];
        final long otherLow = low[a];
        move(b, a);
        unit[b] = otherUnit;
        high[b] = otherHigh;
        low[b] = otherLow;
    }

    private void move(final int from, final int to) {
        unit[to] = unit[from];
        high[to] = high[from];
        low[to] = low[from];
    }
}
