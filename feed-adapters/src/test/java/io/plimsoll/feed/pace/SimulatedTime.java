package io.plimsoll.feed.pace;

import org.agrona.concurrent.NanoClock;

/** A clock that moves by being read (a little) and by parking; parking returns late, as it does. */
final class SimulatedTime implements NanoClock, Parker {
    static final long READ_NS = 50;

    private final long parkLateNs;
    private long nowNs;
    private int reads;
    private int parks;

    SimulatedTime(final long startNs, final long parkLateNs) {
        this.nowNs = startNs;
        this.parkLateNs = parkLateNs;
    }

    @Override
    public long nanoTime() {
        reads++;
        nowNs += READ_NS;
        return nowNs;
    }

    @Override
    public void parkNanos(final long nanos) {
        parks++;
        nowNs += nanos + parkLateNs;
    }

    void stall(final long ns) {
        nowNs += ns;
    }

    long nowNs() {
        return nowNs;
    }

    int reads() {
        return reads;
    }

    int parks() {
        return parks;
    }
}
