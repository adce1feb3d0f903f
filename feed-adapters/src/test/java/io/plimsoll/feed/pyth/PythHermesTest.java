package io.plimsoll.feed.pyth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.Venue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PythHermesTest {
    private static final URI BASE = URI.create("http://127.0.0.1:8080/hermes");

    @Test
    void shouldAskForItsFeedsByTheAddress() {
        final Venue venue = new PythHermes(BASE, PythMessages.symbols(), null);
        final Endpoint endpoint = venue.endpoint(0, 0);
        assertEquals(
                "http://127.0.0.1:8080/hermes/v2/updates/price/stream?ids%5B%5D=" + PythMessages.ETH + "&ids%5B%5D="
                        + PythMessages.BTC
                        + "&parsed=true&encoding=hex&allow_unordered=false&benchmarks_only=false&ignore_invalid_price_ids=true",
                endpoint.uri().toString());
        assertEquals(Map.of(), endpoint.headers());
        assertEquals(Venue.Kind.EVENT_STREAM, venue.kind());
        assertEquals(List.of(), venue.subscription());
        assertEquals(0, venue.expectedAcknowledgements());
        assertNull(venue.answer());
        assertEquals(Duration.ofHours(24), venue.limits().maxLife());
    }

    @Test
    void shouldShowTheKeyToTheServerAlone() {
        final PythHermes venue = new PythHermes(BASE, PythMessages.symbols(), "s3cret");
        final Endpoint endpoint = venue.endpoint(0, 0);
        assertEquals(Map.of("Authorization", "Bearer s3cret"), endpoint.headers());
        assertFalse(endpoint.uri().toString().contains("s3cret"));
        assertFalse(endpoint.toString().contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0x", "BTC", "ff61491a", "gf61491a931112ddf1bd8147cd1b641375f79f5825126d665480874634fd0ace"})
    void shouldRefuseWhatIsNoId(final String symbol) {
        final SymbolIndex symbols = Symbols.of(symbol + "/8");
        assertThrows(IllegalArgumentException.class, () -> new PythHermes(BASE, symbols, null));
    }

    @Test
    void shouldRefuseAFeedTwice() {
        final SymbolIndex symbols =
                Symbols.of(PythMessages.ETH + "/8", "0X" + PythMessages.ETH.toUpperCase(Locale.ROOT) + "/8");
        assertThrows(IllegalArgumentException.class, () -> new PythHermes(BASE, symbols, null));
    }
}
