package io.plimsoll.feed.live.net;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long a server asks to be left alone: RFC 9110, section 10.2.3, seconds or a date. Stateless. */
final class RetryAfter {
    private static final long MOST_S = 86_400;

    private RetryAfter() {}

    /** Nanoseconds from now, 0 where nothing is said that can be read; at most a day. */
    static long ns(final HttpHeaders headers, final Instant now) {
        return headers.firstValue("Retry-After")
                .map(text -> seconds(text.strip(), now))
                .map(seconds -> Duration.ofSeconds(Math.max(0, Math.min(MOST_S, seconds)))
                        .toNanos())
                .orElse(0L);
    }

    private static long seconds(final String text, final Instant now) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return text.length() > 9 ? MOST_S : Long.parseLong(text);
            }
            return Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant())
                    .toSeconds();
        } catch (final DateTimeException e) {
            return 0;
        }
    }
}
