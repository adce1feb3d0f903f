package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.TestFrames;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Messages as the venue's pages show them: https://docs.deribit.com/articles/notifications,
 * https://docs.deribit.com/api-reference/subscription-management/public-subscribe,
 * https://docs.deribit.com/api-reference/session-management/public-set_heartbeat and
 * https://docs.deribit.com/subscriptions/market-data/tickerinstrument_nameinterval; errors as in https://docs.deribit.com/articles/errors.
 */
@Timeout(30)
class RpcParserTest {
    private static final String OPTION = """
        {"params":{"data":{"timestamp":1699000000123,"state":"open","mark_price":0.0421,"mark_iv":61.25,
        "best_bid_price":0.0415,"best_ask_price":0.043,"bid_iv":60.0,"ask_iv":62.75,
        "stats":{"volume":12.5,"price_change":null},"greeks":{"delta":-0.4}},
        "channel":"ticker.BTC-29DEC23-40000-C.100ms"},"method":"subscription","jsonrpc":"2.0"}\
        """;

    private final SymbolIndex symbols =
            TestFrames.symbols(4, "btc_usd", "BTC-PERPETUAL", "BTC-29DEC23-40000-C@mark_iv", "BTC-29DEC23-40000-C");
    private final FrameParser parser = new DeribitVenue(URI.create("ws://127.0.0.1/"), symbols).parser();

    private FrameContent parse(final String message) {
        return TestFrames.parse(parser, message);
    }

    private static void assertQuote(
            final Quote quote, final int symbol, final long value, final long confidence, final long publishNs) {
        assertEquals(symbol, quote.symbol());
        assertEquals(value, quote.value());
        assertEquals(confidence, quote.confidence());
        assertEquals(publishNs, quote.publishNs());
        assertEquals(0, quote.sequence());
    }

    private static String perpetual(final String fields) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":{\"channel\":\"ticker.BTC-PERPETUAL.100ms\","
                + "\"data\":{\"instrument_name\":\"BTC-PERPETUAL\"," + fields + "}}}";
    }

    @Test
    void shouldReadAnIndex() {
        final FrameContent content = parse("""
            {"jsonrpc": "2.0", "method": "subscription", "params": {"channel": "deribit_price_index.btc_usd",
            "data": {"timestamp": 1535098298227, "price": 6521.17, "index_name": "btc_usd"}}}\
            """);
        assertEquals(1, content.quotes());
        assertQuote(content.quote(0), 0, 65_211_700, TickSource.NO_CONFIDENCE, 1_535_098_298_227_000_000L);
    }

    @Test
    void shouldReadWhatAnInstrumentIsMarkedAtAndHalfOfItsSpread() {
        final FrameContent content = parse(
                perpetual(
                        "\"timestamp\":1535098298227,\"mark_price\":36000.12345,\"best_bid_price\":36000,\"best_ask_price\":36000.5"));
        assertQuote(content.quote(0), 1, 360_001_235, 2500, 1_535_098_298_227_000_000L);
    }

    @Test
    void shouldGiveAnOptionsPriceAndVolatilityFromOneChannelWhateverTheOrderOfItsFields() {
        final FrameContent content = parse(OPTION);
        assertEquals(2, content.quotes());
        assertQuote(content.quote(0), 2, 612_500, 13_750, 1_699_000_000_123_000_000L);
        assertQuote(content.quote(1), 3, 421, 8, 1_699_000_000_123_000_000L); // half of 15, up
    }

    @Test
    void shouldGiveNoIntervalWithoutBidAndAsk() {
        for (final String book : new String[] {
            "\"best_bid_price\":null,\"best_ask_price\":2",
            "\"best_bid_price\":1,\"best_ask_price\":0.0",
            "\"best_bid_price\":0,\"best_ask_price\":2",
            "\"best_ask_price\":2"
        }) {
            final FrameContent content = parse(perpetual("\"timestamp\":1,\"mark_price\":1e-4," + book));
            assertQuote(content.quote(0), 1, 1, TickSource.NO_CONFIDENCE, 1_000_000);
        }
    }

    @Test
    void shouldCountWhatIsNotOpen() {
        for (final String state : new String[] {"\"settlement\"", "null", "1"}) {
            final FrameContent content = parse(OPTION.replace("\"open\"", state));
            assertEquals(0, content.quotes());
            assertEquals(2, content.closed());
        }
    }

    @Test
    void shouldCountWhatNobodyAskedFor() {
        assertEquals(1, parse(OPTION.replace("40000-C", "50000-C")).unknown());
    }

    @Test
    void shouldAcknowledgeTheChannelsOfTheAnswer() {
        final FrameContent content = parse("""
            {"jsonrpc":"2.0","id":2,"result":["ticker.BTC-29DEC23-40000-C.100ms","deribit_price_index.btc_usd",
            "ticker.BTC-PERPETUAL.100ms"],"usIn":1535043730126248,"usOut":1535043730126250,"usDiff":2,"testnet":false}\
            """);
        assertEquals(3, content.acknowledged().cardinality());
        assertNull(content.refusal());
    }

    @Test
    void shouldRefuseByNameWhatTheAnswerLeavesOut() {
        final FrameContent content =
                parse("{\"id\":2,\"result\":[\"deribit_price_index.btc_usd\",\"ticker.BTC-29DEC23-40000-C.100ms\"]}");
        assertEquals(2, content.acknowledged().cardinality());
        assertEquals("no channel ticker.BTC-PERPETUAL.100ms", content.refusal());
    }

    @Test
    void shouldRefuseOnErrors() {
        final FrameContent content = parse("""
            {"jsonrpc":"2.0","id":2,"error":{"message":"Invalid params","code":-32602,
            "data":{"reason":"wrong format","param":"channels"}},"testnet":false,"usDiff":2}\
            """);
        assertEquals("Invalid params (-32602)", content.refusal());
    }

    @Test
    void shouldAnswerTestRequestsAlone() {
        assertTrue(parse("{\"params\":{\"type\":\"test_request\"},\"method\":\"heartbeat\",\"jsonrpc\":\"2.0\"}")
                .wantsAnswer());
        assertFalse(parse("{\"params\":{\"type\":\"heartbeat\"},\"method\":\"heartbeat\",\"jsonrpc\":\"2.0\"}")
                .wantsAnswer());
    }

    @Test
    void shouldTakeOtherMessagesForNothingButLife() {
        for (final String message : new String[] {
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"ok\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":{\"version\":\"1.2.26\"},\"testnet\":false}",
            "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":[\"deribit_price_index.btc_usd\"]}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"announcement\",\"params\":[1,2]}",
            "{}"
        }) {
            final FrameContent content = parse(message);
            assertEquals(
                    0,
                    content.quotes() + content.acknowledged().cardinality() + content.unknown() + content.closed(),
                    message);
            assertFalse(content.wantsAnswer() || content.refusal() != null || content.closing() != null, message);
        }
    }

    @Test
    void shouldRefuseWhatTheVenueDoesNotSend() {
        assertComplains(perpetual("\"timestamp\":1"), "without mark_price");
        assertComplains(perpetual("\"mark_price\":1"), "without timestamp");
        assertComplains(perpetual("\"timestamp\":1.5,\"mark_price\":1"), "timestamp 1.5");
        assertComplains(perpetual("\"timestamp\":9e18,\"mark_price\":1"), "timestamp 9e18");
        assertComplains(perpetual("\"timestamp\":9223372036855,\"mark_price\":1"), "9223372036855");
        assertComplains(perpetual("\"timestamp\":1,\"mark_price\":1e15"), "fits in 64 bits");
        assertComplains(perpetual("\"timestamp\":1,\"mark_price\":true"), "without mark_price");
        assertComplains(perpetual("\"timestamp\":\"1\",\"mark_price\":1"), "without timestamp");
        assertComplains("{\"method\":\"subscription\",\"params\":{}}", "without a channel");
        assertComplains("{\"id\":2,\"result\":\"ok\"}", "without a list");
        assertComplains("{\"id\":2,\"result\":[1]}", "expected a string");
    }

    private void assertComplains(final String message, final String part) {
        final String complaint = TestFrames.complaint(parser, message);
        assertTrue(complaint.contains(part), complaint);
    }
}
