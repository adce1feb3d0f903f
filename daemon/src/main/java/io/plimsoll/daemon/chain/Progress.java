package io.plimsoll.daemon.chain;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far the chain has come: written by its stages, read by anyone. A backtest's driver waits on it, so that no later tick is
 * released before the decisions on an earlier one stand in the journal.
 */
public final class Progress {
    private final AtomicLong engineSequence = new AtomicLong();
    private final AtomicLong eventNs = new AtomicLong();
    private final AtomicLong handedOver = new AtomicLong();
    private final AtomicLong appended = new AtomicLong();

    void engineAt(final long sequence, final long recordEventNs) {
        eventNs.setRelease(recordEventNs);
        engineSequence.setRelease(sequence);
    }

    void ordersHandedOver(final long count) {
        handedOver.setRelease(count);
    }

    void ordersAppended(final long count) {
        appended.setRelease(count);
    }

    /** Decisions appended by an orders thread; 0 where there is none. */
    long ordersAppended() {
        return appended.getAcquire();
    }

    /** Sequence of the last input that the engine has processed. */
    public long engineSequence() {
        return engineSequence.getAcquire();
    }

    /** Event time of that input. */
    public long eventNs() {
        return eventNs.getAcquire();
    }

    /** Whether the decisions on every input up to {@code sequence} stand in {@code orders}. */
    public boolean isDecided(final long sequence) {
        return engineSequence.getAcquire() >= sequence && appended.getAcquire() >= handedOver.getAcquire();
    }
}
