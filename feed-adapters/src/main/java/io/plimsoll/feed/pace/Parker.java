package io.plimsoll.feed.pace;

import java.util.concurrent.locks.LockSupport;

/** How a thread waits; tests put a simulated clock behind it. */
@FunctionalInterface
public interface Parker {
    /** Waits about so long: it may return early or late. */
    void parkNanos(long nanos);

    /** Parks the calling thread. */
    Parker SYSTEM = LockSupport::parkNanos;
}
