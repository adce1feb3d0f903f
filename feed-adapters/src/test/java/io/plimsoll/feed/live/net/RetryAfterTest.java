package io.plimsoll.feed.live.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static long seconds(final String value) {
        final HttpHeaders headers = HttpHeaders.of(Map.of("retry-after", List.of(value)), (name, text) -> true);
        return Duration.ofNanos(RetryAfter.ns(headers, NOW)).toSeconds();
    }

    @Test
    void shouldReadSecondsAndDates() {
        assertEquals(60, seconds("60"));
        assertEquals(60, seconds(" 60 "));
        assertEquals(90, seconds("Mon, 30 Nov 2026 12:01:30 GMT"));
    }

    @Test
    void shouldNotWaitForWhatCannotBeReadOrIsOver() {
        for (final String text : List.of("", "soon", "-5", "1.5", "Mon, 30 Nov 2026 11:00:00 GMT")) {
            assertEquals(0, seconds(text), text);
        }
        assertEquals(0, RetryAfter.ns(HttpHeaders.of(Map.of(), (name, text) -> true), NOW));
    }

    @Test
    void shouldWaitADayAtMost() {
        assertEquals(86_400, seconds("999999999"));
        assertEquals(86_400, seconds("99999999999999999999999999"));
        assertEquals(86_400, seconds("Mon, 30 Nov 2099 12:00:00 GMT"));
    }
}
