package io.plimsoll.daemon.chain;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Gets the cause of a fail-stop into {@code inputs}, where still possible: the sequencing stage writes there, and may be what failed, or
 * hang. It writes the cause itself when it comes by; while it is idle, as it also is when a ring that nobody empties leaves it nothing to
 * do, whoever speaks does. Any thread speaks, once, after the chain is marked as failed: from then on the stage does nothing else.
 */
final class LastWords implements AutoCloseable {
    /** The process is to end within a second of the failure. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final Sequencer sequencer;
    private final BooleanSupplier isIdle;
    private volatile Thread owner;
    private String who;
    private String cause;
    private boolean isOver;
    private boolean isWritten;

    /** @param isIdle whether the sequencing stage is through with every record that it can see */
    LastWords(final Sequencer sequencer, final BooleanSupplier isIdle) {
        this.sequencer = sequencer;
        this.isIdle = isIdle;
    }

    /** The calling thread is the sequencing stage's. */
    void ownedHere() {
        owner = Thread.currentThread();
    }

    /**
     * Returns once it is written, or cannot be.
     *
     * @return whether it is in the journal
     */
    boolean say(final String failed, final Throwable thrown) {
        announce(failed, thrown);
        // a stage that begins on a record from here on sees that the chain has failed: what is idle now stays out of
        // the way
        VarHandle.fullFence();
        final long deadline = System.nanoTime() + PATIENCE_NS;
        while (!isOver() && System.nanoTime() - deadline < 0) {
            if (Thread.currentThread() == owner || isIdle.getAsBoolean()) {
                writeIfSaid();
            } else {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        return isWritten();
    }

    private synchronized void announce(final String failed, final Throwable thrown) {
        who = failed;
        cause = thrown.toString();
    }

    /** Writes what was said, once. The sequencing stage calls this instead of its work after a failure. */
    synchronized void writeIfSaid() {
        if (who != null && !isOver) {
            isOver = true;
            isWritten = sequencer.failStop(who, cause);
        }
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    private synchronized boolean isWritten() {
        return isWritten;
    }

    /** Nothing is written from here on. */
    @Override
    public synchronized void close() {
        isOver = true;
    }
}
