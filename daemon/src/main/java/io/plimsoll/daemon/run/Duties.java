package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The daemon's housekeeping, on one thread of its own, many times a second. What throws is logged and comes again. */
final class Duties implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Runnable frequent;
    private final Runnable seldom;
    private final long seldomNs;
    private final Thread thread = new Thread(this::run, "plimsoll-duties");
    private volatile boolean isClosed;

    /** @param seldom comes each {@code seldomNs} */
    Duties(final Runnable frequent, final long seldomNs, final Runnable seldom) {
        this.frequent = frequent;
        this.seldom = seldom;
        this.seldomNs = seldomNs;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        long nextSeldom = System.nanoTime() + seldomNs;
        while (!isClosed) {
            attempt(frequent);
            if (System.nanoTime() - nextSeldom >= 0) {
                attempt(seldom);
                nextSeldom += seldomNs;
            }
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    private static void attempt(final Runnable duty) {
        try {
            duty.run();
        } catch (final RuntimeException e) {
            LOG.error("a duty failed and will be tried again", e);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
