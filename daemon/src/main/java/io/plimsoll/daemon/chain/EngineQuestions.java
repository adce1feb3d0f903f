package io.plimsoll.daemon.chain;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Questions to the engine about its state, answered on its own thread, one at a time and only when nothing else waits for it: whoever asks
 * waits, the engine never does. A question reads, allocates nothing and does a bounded amount of work; what it throws is the asker's.
 */
final class EngineQuestions {
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(200);

    private final AtomicReference<Runnable> asked = new AtomicReference<>();
    private final Runnable nudge;
    private RuntimeException failure; // of the last one; null: none
    private volatile long answered;

    /** @param nudge wakes an idle engine */
    EngineQuestions(final Runnable nudge) {
        this.nudge = nudge;
    }

    /** Whether one waits; engine thread. */
    boolean isAsked() {
        return asked.get() != null;
    }

    /** Answers the one that waits; engine thread. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread alone
    void answer() {
        final Runnable question = asked.getAndSet(null);
        if (question != null) {
            failure = null;
            try {
                question.run();
            } catch (final RuntimeException e) {
                failure = e; // it only read: the engine is as it was
            }
            answered++;
        }
    }

    /**
     * Asks, and waits for the answer. Any thread but the engine's.
     *
     * @return false when the engine had other work for so long; the question will not be answered then
     */
    synchronized boolean ask(final Runnable question, final long patienceNs) {
        final long before = answered;
        final long deadline = System.nanoTime() + patienceNs;
        asked.set(question);
        nudge.run();
        while (answered == before) {
            if (System.nanoTime() - deadline > 0 && asked.compareAndSet(question, null)) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NS);
        }
        if (failure != null) {
            throw new IllegalStateException("the engine's state cannot be read", failure);
        }
        return true;
    }
}
