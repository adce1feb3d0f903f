package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The daemon's housekeeping, on one thread of its own, many times a second; ends with the first that throws. */
final class Duties implements AutoCloseable {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Runnable frequent;
    private final Runnable seldom;
    private final long seldomNs;
    private final ErrorSink onFailure;
    private final Thread thread = new Thread(this::run, "plimsoll-duties");
    private volatile long rounds;
    private volatile boolean isClosed;

    /**
     * Starts nothing yet.
     *
     * @param seldom comes each {@code seldomNs}
     * @param onFailure told of what was thrown
     */
    Duties(final Runnable frequent, final long seldomNs, final Runnable seldom, final ErrorSink onFailure) {
        this.frequent = frequent;
        this.seldom = seldom;
        this.seldomNs = seldomNs;
        this.onFailure = onFailure;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            work();
        } catch (final RuntimeException | Error e) {
            onFailure.onError(thread.getName(), e);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread alone
    private void work() {
        long nextSeldom = System.nanoTime() + seldomNs;
        while (!isClosed) {
            frequent.run();
            if (System.nanoTime() - nextSeldom >= 0) {
                seldom.run();
                nextSeldom += seldomNs;
            }
            rounds++;
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    /** Rises while the duties are done; any thread. */
    long rounds() {
        return rounds;
    }

    /** Whether its thread runs, be it only to end; any thread. */
    boolean isAtWork() {
        return thread.isAlive();
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    @Override
    public void close() {
        isClosed = true;
        Threads.join(thread);
    }
}
