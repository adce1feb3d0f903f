package io.plimsoll.journal.chronicle;

import net.openhft.chronicle.core.time.TimeProvider;
import org.agrona.concurrent.EpochClock;

/**
 * The clock that decides when a log rolls: never goes back, and never before the newest file. With a plain clock that is
 * set back over midnight Chronicle would go on in yesterday's file, which it has closed. Milliseconds; the writer's thread.
 */
final class RollClock implements TimeProvider {
    private final EpochClock clock;
    private long latestMs;

    RollClock(final EpochClock clock, final long notBeforeMs) {
        this.clock = clock;
        this.latestMs = notBeforeMs;
    }

    @Override
    public long currentTimeMillis() {
        latestMs = Math.max(latestMs, clock.time());
        return latestMs;
    }
}
