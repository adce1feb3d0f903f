package io.plimsoll.feed.live.net;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The thread of a source. The client calls back on it mostly, since it is its executor, but not always: a WebSocket's first callbacks come
 * on a thread of the JDK's own (seen on JDK 17). Any thread may ask.
 */
final class SourceThread {
    private final Executor executor;
    private final Thread thread;

    /** Made on the source's thread. */
    SourceThread(final Executor executor) {
        this.executor = executor;
        thread = Thread.currentThread();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** Runs a task here where this is the source's thread, there where it is not; never where the source is closed. */
    void run(final Runnable task) {
        if (isCurrent()) {
            task.run();
        } else {
            later(task);
        }
    }

    /** Runs a task after what the thread has to do already; never where the source is closed. */
    void later(final Runnable task) {
        try {
            executor.execute(task);
        } catch (final RejectedExecutionException e) {
            // nobody is there to be told
        }
    }
}
