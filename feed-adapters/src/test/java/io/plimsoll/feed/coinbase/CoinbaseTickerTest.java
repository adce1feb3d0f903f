package io.plimsoll.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.Venue;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CoinbaseTickerTest {
    private static final URI BASE = URI.create("ws://127.0.0.1:9002");

    @Test
    void shouldSubscribeToTickersAndHeartbeats() {
        final Venue venue = new CoinbaseTicker(BASE, CoinbaseMessages.symbols());
        assertEquals(
                List.of("{\"type\":\"subscribe\",\"product_ids\":[\"ETH-USD\",\"ETH-EUR\"],"
                        + "\"channels\":[\"ticker\",\"heartbeat\"]}"),
                venue.subscription());
        assertEquals(4, venue.expectedAcknowledgements());
        assertEquals(Endpoint.of(BASE), venue.endpoint(0, 0));
        assertEquals(Venue.Kind.WEB_SOCKET, venue.kind());
        assertNull(venue.answer());
        assertNull(venue.limits().maxLife());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ETH/USD", "ETH\"USD", "ETH\u00e4USD", "ETH USD"})
    void shouldRefuseWhatIsNoProduct(final String symbol) {
        final SymbolIndex symbols = Symbols.of(symbol + "/8");
        assertThrows(IllegalArgumentException.class, () -> new CoinbaseTicker(BASE, symbols));
    }
}
