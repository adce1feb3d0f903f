package io.plimsoll.daemon.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Looks, from a thread of its own, whether everybody who has work gets on with it; whoever does not for too long is told of, with what
 * its thread is doing. A pause of the whole machine is nobody's fault: time counts only while the watchdog itself runs.
 */
final class Watchdog implements AutoCloseable {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A watchdog that slept longer was itself held up. */
    private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(1);

    private final long limitNs;
    private final ErrorSink onStall;
    private final List<Watched> watched = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "plimsoll-watchdog");
    private long lastNs;
    private volatile boolean isClosed;

    /**
     * Watches nobody yet.
     *
     * @param limitNs how long somebody may have work and make no progress
     * @param onStall told once of each stall
     */
    Watchdog(final long limitNs, final ErrorSink onStall) {
        this.limitNs = limitNs;
        this.onStall = onStall;
        thread.setDaemon(true);
    }

    /**
     * Adds somebody to watch, before the start.
     *
     * @param who for the message
     * @param hasWork whether progress is due
     * @param progress changes whenever some is made
     * @param stack what its thread is doing, for the message
     */
    Watchdog watch(
            final String who,
            final BooleanSupplier hasWork,
            final LongSupplier progress,
            final Supplier<StackTraceElement[]> stack) {
        watched.add(new Watched(who, hasWork, progress, stack));
        return this;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!isClosed) {
            check(System.nanoTime());
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    /** One look at everybody. */
    void check(final long nowNs) {
        final long passedNs = nowNs - lastNs > PAUSE_NS ? 0 : nowNs - lastNs;
        lastNs = nowNs;
        for (final Watched one : watched) {
            one.look(passedNs);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        Threads.join(thread);
    }

    private final class Watched {
        private final String who;
        private final BooleanSupplier hasWork;
        private final LongSupplier progress;
        private final Supplier<StackTraceElement[]> stack;
        private long lastProgress = Long.MIN_VALUE;
        private long stalledNs;

        Watched(
                final String who,
                final BooleanSupplier hasWork,
                final LongSupplier progress,
                final Supplier<StackTraceElement[]> stack) {
            this.who = who;
            this.hasWork = hasWork;
            this.progress = progress;
            this.stack = stack;
        }

        void look(final long passedNs) {
            final long current = progress.getAsLong();
            if (current != lastProgress || !hasWork.getAsBoolean()) {
                lastProgress = current;
                stalledNs = 0;
                return;
            }
            final boolean wasWithin = stalledNs < limitNs;
            stalledNs += passedNs;
            if (wasWithin && stalledNs >= limitNs) {
                final IllegalStateException stall = new IllegalStateException(
                        who + " has work and made no progress for " + TimeUnit.NANOSECONDS.toMillis(stalledNs) + " ms");
                stall.setStackTrace(stack.get());
                onStall.onError("watchdog", stall);
            }
        }
    }
}
