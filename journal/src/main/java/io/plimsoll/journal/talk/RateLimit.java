package io.plimsoll.journal.talk;

/** At most so many in each stretch of time; counts those beyond. Any thread. */
final class RateLimit {
    private final int most;
    private final long stretchNs;
    private long beganNs;
    private int taken;
    private long leftOut;

    RateLimit(final int most, final long stretchNs) {
        this.most = most;
        this.stretchNs = stretchNs;
    }

    /** Takes one; false, and counted, where there were enough. */
    synchronized boolean take(final long nowNs) {
        begin(nowNs);
        if (taken < most) {
            taken++;
            return true;
        }
        leftOut++;
        return false;
    }

    /** How many were left out since this was last asked, once the stretch in which they were is over; before that none. */
    synchronized long takeLeftOut(final long nowNs) {
        begin(nowNs);
        if (taken == most) {
            return 0;
        }
        final long count = leftOut;
        leftOut = 0;
        return count;
    }

    private void begin(final long nowNs) {
        if (taken == 0 || nowNs - beganNs >= stretchNs) {
            beganNs = nowNs;
            taken = 0;
        }
    }
}
