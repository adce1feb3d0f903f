package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One fault of one feed is told once a minute, and hides no other. */
@Timeout(20)
class FeedFaultsTest {
    private final FeedFaults faults = new FeedFaults();

    private static RuntimeException fault(final int number) {
        return new IllegalStateException("slot " + number);
    }

    @Test
    void shouldTellOfEachFeedAndKindOnce() {
        assertEquals("", faults.more("pyth", fault(1), 0));
        for (int i = 2; i < 50; i++) {
            assertNull(faults.more("pyth", fault(i), i), "another text of the same");
        }
        assertEquals("", faults.more("binance", fault(1), 50));
        assertEquals("", faults.more("pyth", new IllegalStateException("elsewhere"), 51));
        assertEquals("", faults.more("pyth", new IllegalArgumentException("other"), 52));
    }
}
