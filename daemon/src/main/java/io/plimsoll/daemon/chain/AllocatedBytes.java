package io.plimsoll.daemon.chain;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one thread has allocated since it started, which stands still when it has ended. Any thread. */
final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Thread thread;
    private volatile long last;

    AllocatedBytes(final Thread thread) {
        this.thread = thread;
    }

    long bytes() {
        last = Math.max(last, THREADS.getThreadAllocatedBytes(thread.getId())); // -1 when it does not run
        return last;
    }
}
