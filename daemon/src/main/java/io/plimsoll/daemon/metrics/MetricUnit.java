package io.plimsoll.daemon.metrics;

import java.util.Locale;

/** What one of a metric's values is: base units only, so that nobody divides by a thousand too often. */
public enum MetricUnit {
    /** A count, a number, or 0 and 1. */
    NONE,
    SECONDS,
    BYTES,
    /** A part of one. */
    RATIO;

    /** The name in exposition formats, and the end of the metric's name; "none" without one. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
