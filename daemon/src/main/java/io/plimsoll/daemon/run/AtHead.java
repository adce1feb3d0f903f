package io.plimsoll.daemon.run;

import java.util.concurrent.TimeUnit;

/**
 * Whether a source was at its head a moment ago. A busy stream is read to its end now and then; one that is behind is not. Which of the two
 * cannot be seen at an instant. The reading thread tells, any may ask.
 */
final class AtHead {
    private static final long MOMENT_NS = TimeUnit.SECONDS.toNanos(1);

    private volatile long reachedNanoTime = longAgo();

    /** Everything that was sent is in the ring. */
    void reached() {
        reachedNanoTime = System.nanoTime();
    }

    /** It will not be again, or not soon. */
    void lost() {
        reachedNanoTime = longAgo();
    }

    boolean isNow() {
        return System.nanoTime() - reachedNanoTime < MOMENT_NS;
    }

    private static long longAgo() {
        return System.nanoTime() - MOMENT_NS;
    }
}
