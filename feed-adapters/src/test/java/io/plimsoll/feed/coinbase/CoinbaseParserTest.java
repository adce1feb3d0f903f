package io.plimsoll.feed.coinbase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.feed.live.Allocation;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.SymbolIndex;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CoinbaseParserTest {
    private static final long TIME_NS = 1_666_222_102_061_769_000L; // 2022-10-19T23:28:22.061769Z
    private static final long SEQUENCE = 37_475_248_783L;

    private final FrameParser parser = CoinbaseMessages.parser();

    private String refusal(final String message) {
        final FrameContent content = new FrameContent().reset();
        final byte[] frame = message.getBytes(StandardCharsets.UTF_8);
        parser.parse(frame, 0, frame.length, content);
        return content.refusal();
    }

    @Test
    void shouldReadATickerWithHalfOfItsSpread() {
        assertEquals(
                Said.priced(new Said.Price(0, 128_522_000_000L, 11_500_000, TIME_NS, SEQUENCE)),
                Said.by(parser, CoinbaseMessages.TICKER));
    }

    @Test
    void shouldRoundTheSpreadOutwards() { // 1285.04 to 1285.27 at one decimal is 1285.0 to 1285.3, half of which is
        // 0.15
        assertEquals(
                Said.priced(new Said.Price(1, 12_852, 2, TIME_NS, SEQUENCE)), Said.by(parser, CoinbaseMessages.EURO));
    }

    @Test
    void shouldTakeABookThatIsLocked() {
        assertEquals(
                Said.priced(new Said.Price(0, 128_522_000_000L, 0, TIME_NS, SEQUENCE)),
                Said.by(parser, CoinbaseMessages.TICKER.replace("1285.04", "1285.27")));
    }

    @Test
    void shouldShowHowWideABookWithoutBidsIs() {
        assertEquals(
                Said.priced(new Said.Price(0, 128_522_000_000L, 64_263_500_000L, TIME_NS, SEQUENCE)),
                Said.by(parser, CoinbaseMessages.TICKER.replace("1285.04", "0")));
    }

    @Test
    void shouldCountWhatNobodyNamed() {
        assertEquals(Said.priced(List.of(), 1), Said.by(parser, CoinbaseMessages.UNKNOWN));
    }

    @Test
    void shouldTakeAHeartbeatForLifeAlone() {
        assertEquals(Said.nothing(), Said.by(parser, CoinbaseMessages.HEARTBEAT));
    }

    @Test
    void shouldTellWhichTradeAPriceIsOfAndWhichWasTheLast() {
        final FrameContent content = read(CoinbaseMessages.TICKER);
        assertEquals(370_843_401, content.quote(0).number());
        assertEquals(SymbolIndex.UNKNOWN, content.reachedSymbol());
        final FrameContent beat = read(CoinbaseMessages.HEARTBEAT.replace("BTC-USD", "ETH-EUR"));
        assertEquals(1, beat.reachedSymbol());
        assertEquals(20, beat.reached());
        assertEquals(SymbolIndex.UNKNOWN, read(CoinbaseMessages.HEARTBEAT).reachedSymbol());
        final FrameContent uncounted = read(CoinbaseMessages.TICKER.replace("\"trade_id\":370843401,", ""));
        assertEquals(Quote.UNCOUNTED, uncounted.quote(0).number());
        assertEquals(Said.MALFORMED, Said.by(parser, CoinbaseMessages.TICKER.replace(":370843401", ":\"370843401\"")));
    }

    private FrameContent read(final String message) {
        final FrameContent content = new FrameContent().reset();
        final byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        parser.parse(bytes, 0, bytes.length, content);
        return content;
    }

    @Test
    void shouldCountWhatIsConfirmedOfWhatWasAskedFor() { // two heartbeats and a ticker; no level2, no ETH-BTC
        assertEquals(Said.acknowledging(3), Said.by(parser, CoinbaseMessages.CONFIRMATION));
    }

    @Test
    void shouldTakeWhatIsConfirmedTwiceForOne() {
        assertEquals(
                Said.acknowledging(1),
                Said.by(
                        parser,
                        "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":[\"ETH-USD\",\"ETH-USD\"]},"
                                + "{\"name\":\"ticker\",\"product_ids\":[\"ETH-USD\"]}]}"));
    }

    @Test
    void shouldTellOfRefusals() {
        assertEquals("Failed to subscribe: ETH-XYZ is not a valid product", refusal(CoinbaseMessages.ERROR));
        assertEquals("ErrSlowConsume", refusal(CoinbaseMessages.SLOW));
    }

    @Test
    void shouldIgnoreTypesThatItDoesNotKnow() {
        assertEquals(Said.nothing(), Said.by(parser, CoinbaseMessages.NEW_TYPE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\":\"ticker\", |",
                "\"type\":\"ticker\" | \"type\":null",
                "\"type\":\"ticker\" | \"type\":\"ticker\",\"type\":\"ticker\"",
                "\"sequence\":37475248783, |",
                "\"sequence\":37475248783 | \"sequence\":\"37475248783\"",
                "\"sequence\":37475248783 | \"sequence\":-1",
                "\"sequence\":37475248783 | \"sequence\":3.7e10",
                "\"product_id\":\"ETH-USD\", |",
                "\"product_id\":\"ETH-USD\" | \"product_id\":{}",
                "\"price\":\"1285.22\", |",
                "\"price\":\"1285.22\" | \"price\":1285.22",
                "\"price\":\"1285.22\" | \"price\":\"\"",
                "\"price\":\"1285.22\" | \"price\":\"92233720368.54775808\"",
                "\"price\":\"1285.22\" | \"price\":\"1\",\"price\":\"2\"",
                "\"best_bid\":\"1285.04\", |",
                "\"best_bid\":\"1285.04\" | \"best_bid\":\"1285.28\"", // above the ask
                "\"best_bid\":\"1285.04\" | \"best_bid\":\"-1\"",
                "\"best_bid\":\"1285.04\" | \"best_bid\":\"none\"",
                "\"best_ask\":\"1285.27\", |",
                "\"best_ask\":\"1285.27\" | \"best_ask\":\"0\"", // a book without asks
                "\"best_ask\":\"1285.27\" | \"best_ask\":\"-92233720368\"",
                "\"best_ask\":\"1285.27\" | \"best_ask\":\"92233720368.547758071\"",
                "\"time\":\"2022-10-19T23:28:22.061769Z\", |",
                "\"time\":\"2022-10-19T23:28:22.061769Z\" | \"time\":1666222102",
                "\"time\":\"2022-10-19T23:28:22.061769Z\" | \"time\":\"2022-10-19T23:28:22.061769\"",
                "\"time\":\"2022-10-19T23:28:22.061769Z\" | \"time\":\"2022-02-29T23:28:22Z\""
            })
    void shouldRefuseAFieldThatIsNotAsItShouldBe(final String good, final String bad) {
        final String message = CoinbaseMessages.TICKER.replace(good, bad == null ? "" : bad);
        assertNotEquals(CoinbaseMessages.TICKER, message);
        assertEquals(Said.MALFORMED, Said.by(parser, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"type\":\"heartbeat\"}",
                "{\"type\":\"heartbeat\",\"sequence\":90,\"last_trade_id\":-20,\"product_id\":\"BTC-USD\",\"time\":\"2014-11-07T08:19:28Z\"}",
                "{\"type\":\"subscriptions\"}",
                "{\"type\":\"subscriptions\",\"channels\":{}}",
                "{\"type\":\"subscriptions\",\"channels\":[\"ticker\"]}",
                "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\"}]}",
                "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"ticker\",\"product_ids\":[7]}]}",
                "{\"type\":\"error\"}",
                "{\"type\":\"error\",\"message\":null}",
                "{\"type\":\"status\"} {}"
            })
    void shouldRefuseWhatIsNoMessage(final String message) {
        assertEquals(Said.MALFORMED, Said.by(parser, message));
    }

    @Test
    void shouldAllocateNothing() {
        Allocation.assertNone(parser, CoinbaseMessages.TICKER);
        Allocation.assertNone(parser, CoinbaseMessages.EURO);
    }
}
