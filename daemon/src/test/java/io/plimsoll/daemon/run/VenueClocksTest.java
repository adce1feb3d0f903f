package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.metrics.Exposition;
import io.plimsoll.daemon.metrics.Scrape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The least of what came, of each venue by itself, and nothing where nothing came. What comes at all: ArrivalOffsetTest. */
@Timeout(10)
class VenueClocksTest {
    private final Deque<Long> early = new ArrayDeque<>();
    private final Deque<Long> late = new ArrayDeque<>();
    private final VenueClocks clocks = new VenueClocks(Map.of("early", () -> next(early), "late", () -> next(late)), 0);

    private static OptionalLong next(final Deque<Long> offsets) {
        return offsets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(offsets.remove());
    }

    private String scraped(final long second) {
        final Scrape scrape = new Scrape();
        clocks.add(scrape, TimeUnit.SECONDS.toNanos(second));
        return Exposition.of(scrape.snapshots(), "text/plain").text();
    }

    private void poll(final long second) {
        clocks.poll(TimeUnit.SECONDS.toNanos(second));
    }

    @Test
    void shouldTellTheLeastOfEachVenueInBothDirections() {
        assertFalse(scraped(0).contains("plimsoll_feed_clock_offset_seconds{"));
        early.add(-5_000_000_000L);
        early.add(-4_000_000_000L);
        late.add(90_000_000_000L);
        poll(1);
        poll(2);
        poll(3);
        final String both = scraped(3);
        assertTrue(both.contains("plimsoll_feed_clock_offset_seconds{feed=\"early\"} -5.0"), both);
        assertTrue(both.contains("plimsoll_feed_clock_offset_seconds{feed=\"late\"} 90.0"), both);
        final String over = scraped(100);
        assertFalse(over.contains("plimsoll_feed_clock_offset_seconds{"), over);
    }
}
