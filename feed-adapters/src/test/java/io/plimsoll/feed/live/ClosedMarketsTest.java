package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.deribit.DeribitVenue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prices that a venue itself says are none reach the counters, and nothing else. */
@Timeout(30)
class ClosedMarketsTest {
    @Test
    void shouldCountPricesOfClosedMarketsAndPublishNothing() {
        final SymbolIndex symbols = TestFrames.symbols(2, "BTC-PERPETUAL");
        final Venue venue = new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, symbols);
        final FakePort port = new FakePort();
        final LiveCounters counters = new LiveCounters(symbols, 1);
        final PriceIntake intake = new PriceIntake(
                new LiveContext(
                        "deribit",
                        24,
                        venue,
                        symbols,
                        new PricePublisher(port, WhenFull.CONFLATE),
                        (source, atNs) -> {},
                        error -> {}),
                new PriceFilter(symbols.size(), venue.limits().maxSilence().toNanos()),
                counters);
        final FrameContent content = TestFrames.parse(
                venue.parser(),
                "{\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.BTC-PERPETUAL.100ms\","
                        + "\"data\":{\"timestamp\":1,\"state\":\"locked\",\"mark_price\":5}}}");
        assertEquals(0, intake.take(content, null, 2, 3));
        assertEquals(0, intake.take(content, null, 2, 3));
        assertEquals(2, counters.closedMarkets());
        assertEquals(0, counters.prices());
        assertEquals(0, port.published().size());
    }
}
