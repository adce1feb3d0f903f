package io.plimsoll.feed.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.Allocation;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BinanceParserTest {
    private static final Said.Price MARK = price(0, 1_179_415_000_000L, 1_562_305_380_000L);
    private static final Said.Price INDEX = price(1, 1_178_463, 1_562_305_380_000L); // 11784.62659091 at 2 decimals
    private static final Said.Price DATED_INDEX = price(2, 286, 1_562_305_380_001L); // 285.5, and nobody wants its mark

    private final FrameParser parser = BinanceMessages.parser();

    private static Said.Price price(final int symbol, final long value, final long timeMs) {
        return new Said.Price(symbol, value, TickSource.NO_CONFIDENCE, timeMs * 1_000_000, timeMs);
    }

    private FrameContent parse(final String message) {
        final FrameContent content = new FrameContent().reset();
        final byte[] frame = message.getBytes(StandardCharsets.UTF_8);
        parser.parse(frame, 0, frame.length, content);
        return content;
    }

    @Test
    void shouldReadMarkAndIndex() {
        assertEquals(Said.priced(MARK, INDEX), Said.by(parser, BinanceMessages.BTC));
        assertEquals(Said.priced(DATED_INDEX), Said.by(parser, BinanceMessages.DATED));
    }

    @Test
    void shouldReadWhatACombinedStreamWraps() {
        assertEquals(Said.priced(MARK, INDEX), Said.by(parser, BinanceMessages.WRAPPED));
        assertEquals(Said.priced(List.of(MARK, INDEX, DATED_INDEX), 1), Said.by(parser, BinanceMessages.WRAPPED_ARRAY));
    }

    @Test
    void shouldReadAnArrayAsOneMessageAndCountWhatNobodyNamed() {
        assertEquals(Said.priced(List.of(MARK, INDEX, DATED_INDEX), 1), Said.by(parser, BinanceMessages.ARRAY));
        assertEquals(Said.nothing(), Said.by(parser, "[]"));
    }

    @Test
    void shouldTellOfAnswersRefusalsAndTheServersEnd() {
        assertEquals(Said.acknowledging(1), Said.by(parser, BinanceMessages.ANSWER));
        assertEquals(Said.refusing(), Said.by(parser, BinanceMessages.ERROR));
        assertEquals(
                "Invalid JSON: EOF while parsing", parse(BinanceMessages.CODE).refusal());
        assertEquals(Said.closing(), Said.by(parser, BinanceMessages.SHUTDOWN));
        assertEquals("the server shuts down", parse(BinanceMessages.SHUTDOWN).closing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "markPriceUpdate | aggTrade",
                "\"e\":\"markPriceUpdate\", |",
                "\"E\":1562305380000 | \"E\":\"1562305380000\"",
                "\"E\":1562305380000 | \"E\":1562305380000.5",
                "\"E\":1562305380000 | \"E\":-1",
                "\"E\":1562305380000 | \"E\":9223372036855",
                "\"E\":1562305380000, |",
                "\"s\":\"BTCUSDT\", |",
                "\"s\":\"BTCUSDT\" | \"s\":7",
                "\"s\":\"BTCUSDT\" | \"s\":\"BTCUSDT\",\"s\":\"BTCUSDT\"",
                "\"p\":\"11794.15000000\", |",
                "\"p\":\"11794.15000000\" | \"p\":11794.15",
                "\"p\":\"11794.15000000\" | \"p\":\"11,794.15\"",
                "\"p\":\"11794.15000000\" | \"p\":\"\"",
                "\"p\":\"11794.15000000\" | \"p\":\"92233720368.54775808\"",
                "\"p\":\"11794.15000000\" | \"p\":\"1\",\"p\":\"1\"",
                "\"i\":\"11784.62659091\", |",
                "\"i\":\"11784.62659091\" | \"i\":null",
                "\"i\":\"11784.62659091\" | \"i\":\"NaN\""
            })
    void shouldRefuseAFieldThatIsNotAsItShouldBe(final String good, final String bad) {
        for (final String message : List.of(BinanceMessages.BTC, BinanceMessages.WRAPPED, BinanceMessages.ARRAY)) {
            final int at = message.indexOf(good);
            final String damaged =
                    message.substring(0, at) + (bad == null ? "" : bad) + message.substring(at + good.length());
            assertNotEquals(message, damaged);
            assertEquals(Said.MALFORMED, Said.by(parser, damaged), damaged);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "7",
                "[[]]",
                "{\"data\":[]}",
                "{\"stream\":\"x\"}",
                "{\"stream\":1,\"data\":[]}",
                "{\"stream\":\"x\",\"data\":[],\"data\":[]}",
                "{\"stream\":\"x\",\"data\":null}",
                "{\"code\":1}",
                "{\"stream\":\"x\",\"data\":[]}}"
            })
    void shouldRefuseWhatIsNoMessage(final String message) {
        assertEquals(Said.MALFORMED, Said.by(parser, message));
    }

    @Test
    void shouldAllocateNothing() {
        Allocation.assertNone(parser, BinanceMessages.BTC);
        Allocation.assertNone(parser, BinanceMessages.WRAPPED);
        Allocation.assertNone(parser, BinanceMessages.ARRAY);
    }

    /** The folder of recordings has the shape of a message, with invented values. */
    @Test
    void shouldReadTheShapeBesideTheRecordings() {
        final BinanceOracle oracle = new BinanceOracle();
        final List<Said> said = Wire.lines("binance-futures/README.txt").stream()
                .filter(line -> line.startsWith("{\"e\""))
                .map(line -> oracle.check(parser, line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertEquals(
                List.of(Said.priced(
                        price(0, 9_123_450_000_000L, 1_770_000_000_000L), price(1, 9_123_012, 1_770_000_000_000L))),
                said);
    }
}
