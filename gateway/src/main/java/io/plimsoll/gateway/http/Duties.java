package io.plimsoll.gateway.http;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What has to be done ten times a second, on a thread of its own. One that fails is counted as a fault and tried again the next time, and keeps
 * none of the others from being done: time-outs and withdrawals hang on it.
 */
final class Duties implements AutoCloseable {
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Runnable> duties;
    private final Thread thread = new Thread(this::run, "gateway-duties");
    private volatile boolean isOpen = true;

    /** Nothing is done before {@link #start}. */
    Duties(final Counters counters, final Runnable... duties) {
        this.duties = Stream.of(duties)
                .map(duty -> guarded(duty, new FaultGuard(counters, "time-outs or tokens are not looked after")))
                .toList();
        thread.setDaemon(true);
    }

    private static Runnable guarded(final Runnable duty, final FaultGuard guard) {
        return () -> guard.run(duty);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (isOpen) {
            duties.forEach(Runnable::run);
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    @Override
    public void close() {
        isOpen = false;
    }
}
