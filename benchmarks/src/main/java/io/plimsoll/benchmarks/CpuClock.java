package io.plimsoll.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of the thread that made it, while it runs. Reading it takes about a microsecond, so not around a single tick. One thread. */
final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long started;
    private long spent;

    void start() {
        started = THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
        spent += THREADS.getCurrentThreadCpuTime() - started;
    }

    /** Nanoseconds between starts and stops so far. */
    long nanos() {
        return spent;
    }
}
