package io.plimsoll.feed;

import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

/**
 * The wall clock of everything that runs, in nanoseconds since 1970. It reads the monotonic clock and adds an offset, because asking the
 * system for the time makes an object a record; the offset is taken anew each second, so that it follows a corrected clock. Any thread.
 */
public final class WallClock {
    public static final EpochNanoClock INSTANCE = new OffsetEpochNanoClock(10, 1_000, TimeUnit.SECONDS.toNanos(1));

    private WallClock() {}
}
