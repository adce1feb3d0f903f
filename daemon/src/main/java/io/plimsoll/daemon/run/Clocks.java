package io.plimsoll.daemon.run;

import io.plimsoll.feed.WallClock;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;

/**
 * The clocks that a daemon goes by, together so that a test can step them. Any thread.
 *
 * @param events nanoseconds since 1970, where event time is taken from
 * @param wallMs milliseconds since 1970 as the system has them at this moment, to see it step
 * @param monotonicNs nanoseconds of a clock that nobody sets
 */
public record Clocks(EpochNanoClock events, LongSupplier wallMs, LongSupplier monotonicNs) {
    /** Those of the system. */
    public static final Clocks SYSTEM = new Clocks(WallClock.INSTANCE, System::currentTimeMillis, System::nanoTime);
}
