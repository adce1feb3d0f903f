package io.plimsoll.feed.file;

import java.util.Locale;

/** The units in which a file may give its times. */
enum TimeUnits {
    SECONDS(1_000_000_000),
    MILLISECONDS(1_000_000),
    MICROSECONDS(1_000),
    NANOSECONDS(1);

    private final long nanos;

    TimeUnits(final long nanos) {
        this.nanos = nanos;
    }

    long nanos() {
        return nanos;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The unit that a column name stands for, or null when it is no time column. */
    static TimeUnits ofColumn(final String column) {
        return switch (column) {
            case "ts", "ts_ms" -> MILLISECONDS;
            case "ts_s" -> SECONDS;
            case "ts_us" -> MICROSECONDS;
            case "ts_ns" -> NANOSECONDS;
            default -> null;
        };
    }
}
