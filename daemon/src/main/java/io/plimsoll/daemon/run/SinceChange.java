package io.plimsoll.daemon.run;

/** How long ago a number last changed. Polled by one thread, read by any. */
final class SinceChange {
    private long last;
    private volatile long changedNs;

    /** @param nowNs of the monotonic clock, as all times here */
    SinceChange(final long nowNs) {
        changedNs = nowNs;
    }

    void poll(final long value, final long nowNs) {
        if (value != last) {
            last = value;
            changedNs = nowNs;
        }
    }

    long ageNs(final long nowNs) {
        return Math.max(0, nowNs - changedNs);
    }
}
