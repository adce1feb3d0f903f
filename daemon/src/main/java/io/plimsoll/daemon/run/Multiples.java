package io.plimsoll.daemon.run;

/** Tells when the next multiple of an interval has come, once each; multiples that were slept through are passed over. One thread. */
final class Multiples {
    private final long intervalNs;
    private long nextNs;
    private long dueNs;

    /** @param nowNs the first multiple to come is after it; nanoseconds since the epoch, as later times */
    Multiples(final long intervalNs, final long nowNs) {
        this.intervalNs = intervalNs;
        this.nextNs = after(nowNs);
    }

    /** Whether a multiple has come that was not taken. */
    boolean isDue(final long nowNs) {
        if (nowNs < nextNs) {
            return false;
        }
        dueNs = nextNs;
        nextNs = after(nowNs);
        return true;
    }

    /** The multiple that was found due last. */
    long dueNs() {
        return dueNs;
    }

    private long after(final long nowNs) {
        return nowNs - nowNs % intervalNs + intervalNs;
    }
}
