package io.plimsoll.daemon.chain;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Gets the cause of a fail-stop into {@code inputs}, where still possible: only the sequencing stage may write there, and it may be what
 * failed, or hang. Any thread speaks, once; the sequencing stage's thread writes.
 */
final class LastWords {
    /** The process is to end within a second of the failure. */
    private static final long PATIENCE_MS = 300;

    private final Sequencer sequencer;
    private final Runnable nudge;
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private volatile Thread owner;
    private volatile String who;
    private volatile String cause;

    /** @param nudge wakes the sequencing stage */
    LastWords(final Sequencer sequencer, final Runnable nudge) {
        this.sequencer = sequencer;
        this.nudge = nudge;
    }

    /** The calling thread is the sequencing stage's. */
    void ownedHere() {
        owner = Thread.currentThread();
    }

    /** Returns once it is written, or cannot be. */
    void say(final String failed, final Throwable thrown) {
        cause = thrown.toString();
        who = failed;
        if (Thread.currentThread() == owner) {
            writeIfSaid();
            return;
        }
        nudge.run();
        try {
            written.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what was said, once. The sequencing stage calls this instead of its work after a failure. */
    void writeIfSaid() {
        if (who != null && isTaken.compareAndSet(false, true)) {
            try {
                sequencer.failStop(who, cause);
            } finally {
                written.countDown();
            }
        }
    }
}
