package io.plimsoll.engine;

/**
 * The units that one input record may have moved over an edge: collected in whatever order the index finds them, each once,
 * then brought into ascending order of account id so that the way they were found never shows. Engine thread.
 */
final class FiredUnits {
    private final Units units;
    private final int[] fired;
    private final boolean[] isFired;
    private int count;

    FiredUnits(final Units units) {
        this.units = units;
        this.fired = new int[units.capacity()];
        this.isFired = new boolean[units.capacity()];
    }

    void add(final int unit) {
        if (!isFired[unit]) {
            isFired[unit] = true;
            fired[count++] = unit;
        }
    }

    int count() {
        return count;
    }

    /** The units, up to the count; not to be written. */
    int[] units() {
        return fired;
    }

    int unit(final int index) {
        return fired[index];
    }

    void clear() {
        for (int i = 0; i < count; i++) {
            isFired[fired[i]] = false;
        }
        count = 0;
    }

    /** Heap sort: in place, no allocation, no bad case. Most batches arrive in order, which one pass sees. */
    void sortByAccount() {
        if (isSorted()) {
            return;
        }
        for (int root = count / 2 - 1; root >= 0; root--) {
            siftDown(root, count);
        }
        for (int end = count - 1; end > 0; end--) {
            swap(0, end);
            siftDown(0, end);
        }
    }

    private boolean isSorted() {
        for (int i = 1; i < count; i++) {
            if (units.accountId(fired[i - 1]) > units.accountId(fired[i])) {
                return false;
            }
        }
        return true;
    }

    private void siftDown(final int start, final int end) {
        int root = start;
        for (int child = 2 * root + 1; child < end; child = 2 * root + 1) {
            if (child + 1 < end && units.accountId(fired[child]) < units.accountId(fired[child + 1])) {
                child++;
            }
            if (units.accountId(fired[root]) >= units.accountId(fired[child])) {
                return;
            }
            swap(root, child);
            root = child;
        }
    }

    private void swap(final int a, final int b) {
        final int unit = fired[a];
        fired[a] = fired[b];
        fired[b] = unit;
    }
}
