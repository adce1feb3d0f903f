package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.TestFrames;
import io.plimsoll.feed.live.Venue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to the venue, as its pages want it; addresses as in RpcParserTest. */
@Timeout(30)
class DeribitVenueTest {
    private static Venue venue(final String... symbols) {
        return new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(2, symbols));
    }

    private static void assertRefused(final String symbol, final String part) {
        final String complaint = assertThrows(IllegalArgumentException.class, () -> venue(symbol))
                .getMessage();
        assertTrue(complaint.contains(part), complaint);
    }

    @Test
    void shouldAskForHeartbeatsThenForEachChannelOnce() {
        final Venue venue = venue("btc_usd", "ETH-27AUG21-4000-P", "ETH-27AUG21-4000-P@mark_iv", "BTC_USDC-PERPETUAL");
        assertEquals(
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"public/set_heartbeat\",\"params\":{\"interval\":10}}",
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"public/subscribe\",\"params\":{\"channels\":["
                                + "\"deribit_price_index.btc_usd\",\"ticker.ETH-27AUG21-4000-P.100ms\","
                                + "\"ticker.BTC_USDC-PERPETUAL.100ms\"]}}"),
                venue.subscription());
        assertEquals(3, venue.expectedAcknowledgements());
    }

    @Test
    void shouldAnswerWithATest() {
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"public/test\",\"params\":{}}",
                venue("btc_usd").answer());
    }

    @Test
    void shouldConnectOnceAndWithoutKeys() {
        final Venue venue = venue("btc_usd");
        assertEquals(Venue.Kind.WEB_SOCKET, venue.kind());
        assertEquals("wss://www.deribit.com/ws/api/v2", venue.endpoint(0, 1).toString());
        assertTrue(venue.endpoint(0, 1).headers().isEmpty());
        assertEquals(1, venue.limits().connections());
        assertTrue(venue.limits().maxSilence().compareTo(Duration.ofSeconds(20)) > 0, "longer than two heartbeats");
        assertTrue(venue.backfill(0, 1, 1).isEmpty());
    }

    @Test
    void shouldRefuseWhatIsNoSymbol() {
        assertRefused("BTC-PERPETUAL@last_price", "number @last_price; expected @mark_price or @mark_iv");
        assertRefused("BTC-PERPETUAL@price", "number @price");
        assertRefused("BTC-PERPETUAL@", "number @");
        assertRefused("btc-usd", "symbol btc-usd; expected an index such as btc_usd");
        assertRefused("ticker.BTC-PERPETUAL.raw", "symbol ticker.BTC-PERPETUAL.raw");
        assertRefused("BTC\"]", "symbol BTC\"]");
        assertRefused("", "symbol ; expected");
    }
}
