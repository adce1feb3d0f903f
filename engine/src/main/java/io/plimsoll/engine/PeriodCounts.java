package io.plimsoll.engine;

/**
 * Sums, each of one period of event time: what was counted in another period than the one asked about counts as 0. Nothing is allocated
 * before there is something to count. Engine thread.
 */
final class PeriodCounts {
    private final int capacity;
    private long[] period = {};
    private long[] sum = {};

    PeriodCounts(final int capacity) {
        this.capacity = capacity;
    }

    boolean hasRoom() {
        return sum.length > 0;
    }

    void makeRoom() {
        if (!hasRoom()) {
            period = new long[capacity];
            sum = new long[capacity];
        }
    }

    /** What the period has come to. */
    long of(final int index, final long inPeriod) {
        return period[index] == inPeriod ? sum[index] : 0;
    }

    /** Counts more, not negative; stops at the largest long. */
    void add(final int index, final long inPeriod, final long amount) {
        final long before = of(index, inPeriod);
        period[index] = inPeriod;
        sum[index] = before > Long.MAX_VALUE - amount ? Long.MAX_VALUE : before + amount;
    }

    /** Whether anything was ever counted there. */
    boolean isUsed(final int index) {
        return hasRoom() && sum[index] != 0;
    }

    void forget(final int index) {
        period[index] = 0;
        sum[index] = 0;
    }

    void image(final StateImage image, final int size) {
        if (image.flag(hasRoom())) {
            makeRoom();
            for (int i = 0; i < size; i++) {
                period[i] = image.number(period[i]);
                sum[i] = image.number(sum[i]);
            }
        }
    }

    /** Adds what was counted, so that a state in which nothing is hashes as if there were no counts. */
    void hash(final int index, final StateHash hash) {
        if (isUsed(index)) {
            hash.add(index).add(period[index]).add(sum[index]);
        }
    }
}
