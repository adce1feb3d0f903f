package io.plimsoll.gateway.http;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done ten times a second, on a thread of its own. One that fails is counted as a fault and tried again the next time, and keeps
 * none of the others from being done: time-outs and withdrawals hang on it.
 */
final class Duties implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Duties.class);
    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final class Duty {
        private final Runnable work;
        private boolean isFailing;

        Duty(final Runnable work) {
            this.work = work;
        }
    }

    private final Counters counters;
    private final List<Duty> duties;
    private final Thread thread = new Thread(this::run, "gateway-duties");
    private volatile boolean isOpen = true;

    /** Nothing is done before {@link #start}. */
    Duties(final Counters counters, final Runnable... duties) {
        this.counters = counters;
        this.duties = Stream.of(duties).map(Duty::new).toList();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (isOpen) {
            duties.forEach(this::attend);
            LockSupport.parkNanos(PERIOD_NS);
        }
    }

    // An Error too: nobody would notice that this thread has ended.
    private void attend(final Duty duty) {
        try {
            duty.work.run();
            duty.isFailing = false;
        } catch (final RuntimeException | Error e) {
            counters.count(Counter.FAULTS);
            if (!duty.isFailing) { // told once, until it is done again
                LOG.error("time-outs or tokens are not looked after by a fault of the program; tried again", e);
            }
            duty.isFailing = true;
        }
    }

    @Override
    public void close() {
        isOpen = false;
    }
}
