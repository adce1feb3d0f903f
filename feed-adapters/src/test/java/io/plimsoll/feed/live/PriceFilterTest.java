package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.TickSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a refused price leaves behind: nothing. The rest of the filter is tested with its source. */
@Timeout(10)
class PriceFilterTest {
    private static final long NOW = 1_700_000_000_000_000_000L;

    private final PriceFilter filter = new PriceFilter(1, 10_000_000_000L);
    private final Quote quote = new Quote();

    private Verdict check(final long value, final long agoNs) {
        return filter.check(quote.price(0, value, TickSource.NO_CONFIDENCE).published(NOW - agoNs, 0), false, NOW);
    }

    @Test
    void shouldDropWhatHasExpiredAndNotBefore() {
        quote.price(0, 5, TickSource.NO_CONFIDENCE).published(NOW - 7, 0).expires(NOW - 1);
        assertEquals(Verdict.EXPIRED, filter.check(quote, false, NOW));
        assertEquals(0, filter.lastNs(0));
        assertEquals(Verdict.TAKEN, filter.check(quote.expires(NOW), false, NOW));
        assertEquals(Verdict.TAKEN, check(5, 6)); // of which nothing of the kind is said
    }

    @Test
    void shouldDropWhatIsNotPositiveAndBelieveTheNext() {
        assertEquals(Verdict.NOT_POSITIVE, check(0, 5));
        assertEquals(Verdict.NOT_POSITIVE, check(Long.MIN_VALUE, 5));
        assertEquals(0, filter.lastNs(0));
        assertEquals(Verdict.TAKEN, check(1, 5));
    }
}
