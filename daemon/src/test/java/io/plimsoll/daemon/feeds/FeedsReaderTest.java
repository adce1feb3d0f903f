package io.plimsoll.daemon.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.DefinitionsReader;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.feed.PriceId;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Venues in a configuration: read as written; each mistake is told with file and line, and no secret is. */
@Timeout(60)
class FeedsReaderTest {
    private static final String GOOD = """
            feeds:
              - type: chainlink
                name: streams
                source: 21
                url: wss://one.example, wss://two.example
                secret: file:key
                symbols:
                  - symbol: "0x0003abababababababababababababababababababababababababababababab"
                    price: BTC-PERP
                maxSilence: 5s
                maxPriceSilence: 30s
                connections: 3
                capture: raw
              - type: binance
                name: futures
                source: 22
                symbols:
                  - symbol: BTCUSDT@mark
                    price: BTC-PERP
              - type: capture
                name: again
                source: 23
                venue: deribit
                path: raw
                pace: 1x
                symbols:
                  - symbol: btc_usd
                    price: BTC-PERP
            """;

    @TempDir
    private Path folder;

    private record Mistake(String from, String to, int line, String expected) {}

    private static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "type: chainlink", "type: kraken", 2, "'kraken', expected one of file capture pyth binance"),
                new Mistake("type: chainlink", "typ: chainlink", 2, "missing 'feeds[0].type'"),
                new Mistake("source: 21", "source: 0", 4, "expected a whole number from 1 to 65534"),
                new Mistake("source: 22", "source: 21", 16, "21, which another feed has already"),
                new Mistake("name: futures", "name: streams", 15, "'streams', which another feed is called already"),
                new Mistake(
                        "wss://two.example", "ws://two.example", 5, "expected wss:// and a host (ws:// on loopback)"),
                new Mistake("wss://two.example", "two.example", 5, "expected wss:// and a host (ws:// on loopback)"),
                new Mistake(
                        "wss://two.example",
                        "http://127.0.0.1.example",
                        5,
                        "expected wss:// and a host (ws:// on loopback)"),
                new Mistake(
                        "wss://two.example",
                        "https://two.example",
                        5,
                        "'https://two.example', expected wss:// and a host"),
                new Mistake(
                        "name: futures",
                        "name: futures\n    url: https://fstream.example",
                        16,
                        "expected wss:// and a host"),
                new Mistake(
                        "wss://two.example", "wss://two words", 5, "expected wss:// and a host (ws:// on loopback)"),
                new Mistake("wss://two.example", "wss://ada:hush hush@two.example", 5, "no address: Illegal character"),
                new Mistake(
                        "wss://two.example",
                        "wss://ada:hush@two.example",
                        5,
                        "an address with a user or a query in it"),
                new Mistake(
                        "wss://two.example",
                        "wss://two.example/?key=hush",
                        5,
                        "an address with a user or a query in it"),
                new Mistake(
                        "price: BTC-PERP",
                        "price: BTC-PERP\n      - symbol: \"0x0003cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd\"\n        price: BTC-PERP",
                        11,
                        "'BTC-PERP', which another symbol of this feed gives"),
                new Mistake("file:key", "hunter2", 6, "neither env:NAME or file:PATH"),
                new Mistake("price: BTC-PERP", "price: ETH", 9, "'ETH', which no asset or instrument names"),
                new Mistake(
                        "price: BTC-PERP",
                        "price: BTC-PERP\n      - symbol: \"0x0003abababababababababababababababababababababababababababababab\"\n        price: BTC-PERP",
                        10,
                        "'0x0003abababababababababababababababababababababababababababababab', which this feed has already"),
                new Mistake("price: BTC-PERP", "price: BTC-PERP\n        pric: 1", 10, "unknown key"),
                new Mistake(
                        "symbol: BTCUSDT@mark", "symbol: BTCUSDT", 18, "'feeds[1].symbols[0].symbol' is not usable"),
                new Mistake(
                        "venue: deribit", "venue: file", 23, "'file', expected one of pyth binance coinbase deribit"),
                new Mistake("venue: deribit", "venu: deribit", 20, "missing 'feeds[2].venue'"),
                new Mistake("path: raw", "pat: raw", 20, "missing 'feeds[2].path'"),
                new Mistake("pace: 1x", "pace: fast", 25, "expected full, a multiple of real time"),
                new Mistake("pace: 1x", "pace: 1x\n    url: wss://x.example", 26, "unknown key 'feeds[2].url'"),
                new Mistake("symbol: btc_usd", "symbol: btc usd", 27, "expected an index such as btc_usd"),
                new Mistake("maxSilence: 5s", "maxSilence: 5", 10, "expected a duration with its unit"),
                new Mistake("maxSilence: 5s", "maxSilence: 10ms", 10, "not from 100ms to 24h"),
                new Mistake("maxPriceSilence: 30s", "maxPriceSilence: 999ms", 11, "not from 1s to 168h"),
                new Mistake("maxSilence: 5s", "maxBehind: 5s", 10, "coinbase alone tells how far its prices have come"),
                new Mistake("connections: 3", "connections: 1", 12, "expected a whole number from 2 to 4"),
                new Mistake("maxSilence: 5s", "pace: full", 10, "unknown key 'feeds[0].pace'"),
                new Mistake(
                        "symbols:\n      - symbol: \"0x0003abababababababababababababababababababababababababababababab\"\n        price: BTC-PERP\n    ",
                        "",
                        2,
                        "missing"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldTellWhereAMistakeIs(final Mistake mistake) throws IOException {
        assertTrue(GOOD.contains(mistake.from), mistake.from);
        final UserError error =
                assertThrows(UserError.class, () -> read(GOOD.replaceFirst(quoted(mistake.from), mistake.to)));
        final String start = folder.resolve("daemon.yaml") + ":" + mistake.line + ": ";
        assertTrue(error.getMessage().startsWith(start), start + " wanted, told: " + error.getMessage());
        assertTrue(error.getMessage().contains(mistake.expected), error.getMessage());
        assertFalse(error.getMessage().contains("hunter2"), error.getMessage());
        assertFalse(error.getMessage().contains("hush"), error.getMessage());
    }

    @Test
    void shouldReadForHowLongAPriceMayBeMissing() throws IOException {
        final String coinbase = """
                feeds:
                  - type: coinbase
                    name: exchange
                    source: 24
                    symbols:
                      - symbol: BTC-USD
                        price: BTC-PERP
                    maxBehind: 20s
                """;
        final LiveFeedConfig feed = (LiveFeedConfig) read(coinbase).get(0);
        assertEquals(Optional.of(Duration.ofSeconds(20)), feed.maxBehind());
        assertEquals(
                Duration.ofSeconds(20),
                Venues.of(feed, Venues.symbols(feed.symbols(), symbol -> new PriceId(1, 2)), Map.of())
                        .limits()
                        .maxBehind());
    }

    @Test
    void shouldReadWhatIsWritten() throws IOException {
        final List<FeedConfig> feeds = read(GOOD);
        final SecretPlace place = new SecretPlace("file:key", folder.resolve("key"));
        assertEquals(
                new LiveFeedConfig(
                        "streams",
                        21,
                        VenueType.CHAINLINK,
                        List.of(URI.create("wss://one.example"), URI.create("wss://two.example")),
                        Optional.of(place),
                        Map.of("0x0003abababababababababababababababababababababababababababababab", "BTC-PERP"),
                        Optional.of(Duration.ofSeconds(5)),
                        Optional.of(Duration.ofSeconds(30)),
                        Optional.empty(),
                        OptionalInt.of(3),
                        Optional.of(folder.resolve("raw"))),
                feeds.get(0));
        assertEquals(
                new LiveFeedConfig(
                        "futures",
                        22,
                        VenueType.BINANCE,
                        List.of(),
                        Optional.empty(),
                        Map.of("BTCUSDT@mark", "BTC-PERP"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Optional.empty()),
                feeds.get(1));
        final CaptureFeedConfig capture = (CaptureFeedConfig) feeds.get(2);
        assertEquals(23, capture.source());
        assertEquals(VenueType.DERIBIT, capture.venue());
        assertEquals(Map.of("btc_usd", "BTC-PERP"), capture.symbols());
        assertEquals(folder.resolve("raw"), capture.path());
        assertEquals("1x", capture.pace().toString());
        assertEquals("again", capture.recorded());
        final CaptureFeedConfig other =
                (CaptureFeedConfig) read(GOOD.replace("path: raw", "path: raw\n    recorded: deribit"))
                        .get(2);
        assertEquals("deribit", other.recorded());
    }

    @Test
    void shouldTakePlainSocketsOnLoopbackOnly() throws IOException {
        for (final String url : List.of("ws://127.0.0.1:81/x", "ws://localhost:82", "ws://[::1]:83")) {
            final LiveFeedConfig feed = (LiveFeedConfig) read(GOOD.replace("wss://one.example, wss://two.example", url))
                    .get(0);
            assertEquals(List.of(URI.create(url)), feed.urls());
        }
    }

    @Test
    void shouldTakeOfEachVenueOnlyAddressesOfItsKind() throws IOException {
        final String pyth = """
                feeds:
                  - type: pyth
                    name: pyth
                    source: 24
                    url: URL
                    symbols:
                      - symbol: e62df6c8b4a85fe1a67db44dc12de5db330f7ac66b72dc658afedf0f4a415b43
                        price: BTC-PERP
                """;
        for (final String url : List.of("https://hermes.example/hermes", "http://127.0.0.1:84")) {
            assertEquals(
                    List.of(URI.create(url)),
                    ((LiveFeedConfig) read(pyth.replace("URL", url)).get(0)).urls());
        }
        for (final String url : List.of("wss://hermes.example", "ws://127.0.0.1:84", "http://hermes.example")) {
            final UserError error = assertThrows(UserError.class, () -> read(pyth.replace("URL", url)));
            assertEquals(
                    folder.resolve("daemon.yaml") + ":5: 'feeds[0].url' is '" + url
                            + "', expected https:// and a host (http:// on loopback)",
                    error.getMessage());
        }
    }

    private List<FeedConfig> read(final String text) throws IOException {
        final Path config = Project.root().resolve("config");
        final DefinitionSet definitions = DefinitionsReader.read(
                config.resolve("instruments.yaml"), "USD", ProfileSpec.read(config.resolve("profiles/linear.yaml")));
        return FeedsReader.read(YamlSection.read(Files.writeString(folder.resolve("daemon.yaml"), text)), definitions);
    }

    private static String quoted(final String text) {
        return Pattern.quote(text);
    }
}
