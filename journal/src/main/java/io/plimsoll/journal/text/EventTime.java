package io.plimsoll.journal.text;

import java.time.Instant;

/** An event time for people. Stateless. */
public final class EventTime {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private EventTime() {}

    /** As 2013-11-26T12:53:50Z, UTC; with as many digits of a second as it has. */
    public static String text(final long eventNs) {
        return Instant.ofEpochSecond(Math.floorDiv(eventNs, NS_PER_SECOND), Math.floorMod(eventNs, NS_PER_SECOND))
                .toString();
    }
}
