package io.plimsoll.daemon.run;

import io.plimsoll.daemon.chain.RunRecords;
import io.plimsoll.feed.InputPort;

/** Puts a timer and a marker into the ring at each multiple of their intervals. Duty thread. */
final class TimedRecords {
    private final InputPort port;
    private final Multiples timers;
    private final Multiples markers;

    /** @param nowNs of the clock that event time is taken from, as all times here */
    TimedRecords(final InputPort port, final DaemonConfig config, final long nowNs) {
        this.port = port;
        timers = new Multiples(config.timerIntervalNs(), nowNs);
        markers = new Multiples(config.snapshots().markerIntervalNs(), nowNs);
    }

    void write(final long nowNs) {
        if (timers.isDue(nowNs)) {
            new RunRecords(port).timer(timers.dueNs(), InputPort.LIVE_TIME);
        }
        if (markers.isDue(nowNs)) {
            new RunRecords(port).marker(markers.dueNs(), InputPort.LIVE_TIME);
        }
    }
}
