package io.plimsoll.feed.live;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: a random part of 0.25 s, doubled each time, at most 30 s, so that a thousand clients that a
 * venue cut off together do not come back together. One thread.
 */
final class Backoff {
    /** The longest wait of the first attempt. */
    static final long LEAST_NS = 250_000_000L;
    /** The longest wait of all. */
    static final long MOST_NS = 30_000_000_000L;
    /** A connection that lived so long was no failure: the next wait is short again. */
    static final long HEALTHY_NS = 60_000_000_000L;
    /** The longest that a venue may ask us to wait: more is a mistake or an attack. */
    static final long MOST_ASKED_NS = 600_000_000_000L;

    private final RandomGenerator random;
    private long limitNs = LEAST_NS;

    Backoff(final RandomGenerator random) {
        this.random = random;
    }

    /**
     * Nanoseconds to wait after a failure, at least 1.
     *
     * @param liveNs how long the connection that failed had been live, 0 where it never was
     * @param askedNs how long the venue asked to be left alone, or 0
     */
    long nextNs(final long liveNs, final long askedNs) {
        if (liveNs >= HEALTHY_NS) {
            limitNs = LEAST_NS;
        }
        final long waitNs = 1 + random.nextLong(limitNs);
        limitNs = Math.min(MOST_NS, 2 * limitNs);
        return Math.max(waitNs, Math.min(askedNs, MOST_ASKED_NS));
    }
}
