package io.plimsoll.daemon.metrics;

import java.util.Locale;

/** How a metric's value moves. */
public enum MetricType {
    /** Up and down. */
    GAUGE,
    /** Up, from 0 at the daemon's start. */
    COUNTER,
    /** Durations counted by their length, since the daemon's start. */
    HISTOGRAM,
    /** Always 1; the labels are what it says. */
    INFO;

    /** The name in exposition formats. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
