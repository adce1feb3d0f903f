package io.plimsoll.feed.pace;

import org.agrona.concurrent.NanoClock;

/**
 * Holds a replay to its {@link Pace}. A tick that is late is let through at once with the due time it had, so what is
 * measured from there includes the wait behind a stall (no coordinated omission). Waits by parking; the last few
 * microseconds, below what parking can resolve, it spins. One thread.
 */
public final class Pacer {
    /** Shorter waits are not worth a park, which returns about 60 us late on Linux. */
    static final long SPIN_NS = 5_000;

    private final Pace pace;
    private final NanoClock clock;
    private final Parker parker;
    private long startNanoTime;
    private long firstEventNs;
    private long number = -1;

    /**
     * @param clock {@link System#nanoTime()}, or a simulated one
     * @param parker how to wait for it
     */
    public Pacer(final Pace pace, final NanoClock clock, final Parker parker) {
        this.pace = pace;
        this.clock = clock;
        this.parker = parker;
    }

    /**
     * When the next tick is due; the first is due at once and starts the schedule. At full speed a tick is due when this is
     * asked. Does not wait.
     *
     * @param eventNs the tick's recorded time, never decreasing
     * @return {@link System#nanoTime()} at which it is due
     */
    public long next(final long eventNs) {
        if (!pace.isPaced()) {
            return clock.nanoTime();
        }
        number++;
        if (number == 0) {
            startNanoTime = clock.nanoTime();
            firstEventNs = eventNs;
        }
        return startNanoTime + pace.dueAfterNs(number, eventNs - firstEventNs);
    }

    /**
     * Waits until a tick is due, or {@code mostNs} have passed. Returns early when the thread is interrupted, leaving its
     * flag set.
     *
     * @return whether it is due
     */
    public boolean await(final long dueNanoTime, final long mostNs) {
        final long nowNanoTime = clock.nanoTime();
        final long untilDueNs = dueNanoTime - nowNanoTime;
        final long untilNanoTime = untilDueNs <= mostNs ? dueNanoTime : nowNanoTime + mostNs;
        long remainingNs = untilNanoTime - nowNanoTime;
        while (remainingNs > 0 && !Thread.currentThread().isInterrupted()) {
            if (remainingNs > SPIN_NS) {
                parker.parkNanos(remainingNs);
            } else {
                Thread.onSpinWait();
            }
            remainingNs = untilNanoTime - clock.nanoTime();
        }
        return dueNanoTime - clock.nanoTime() <= 0;
    }
}
