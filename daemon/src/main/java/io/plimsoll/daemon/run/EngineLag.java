package io.plimsoll.daemon.run;

import java.util.function.LongSupplier;

/**
 * How long an input has waited to be decided. One slot is awaited at a time: the newest when the one before was decided, so that a busy ring
 * is not taken for a lagging one. Polled by the duty thread.
 */
final class EngineLag {
    private final LongSupplier written;
    private final LongSupplier processed;
    private long awaitedSlot;
    private long awaitedSinceNs;
    private boolean isAwaiting;
    private volatile long waitedNs;

    /**
     * Awaits nothing yet.
     *
     * @param written how far the ring is written
     * @param processed how far it is decided
     */
    EngineLag(final LongSupplier written, final LongSupplier processed) {
        this.written = written;
        this.processed = processed;
    }

    /** Looks, and answers how long the awaited input has waited; 0 when none does. */
    long poll(final long nowNs) {
        final long done = processed.getAsLong();
        if (!isAwaiting || done >= awaitedSlot) {
            awaitedSlot = written.getAsLong();
            awaitedSinceNs = nowNs;
            isAwaiting = awaitedSlot > done;
            waitedNs = 0;
        } else {
            waitedNs = nowNs - awaitedSinceNs;
        }
        return waitedNs;
    }

    /** What the last look found; any thread. */
    long waitedNs() {
        return waitedNs;
    }

    /** Begins anew. */
    void forget() {
        isAwaiting = false;
        waitedNs = 0;
    }
}
