package io.plimsoll.feed.deribit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.live.TestFrames;
import io.plimsoll.feed.live.Venue;
import io.plimsoll.feed.live.Wire;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of July 2021, their numbers read a second way: by pattern and as BigDecimal. */
@Timeout(30)
class RecordedTickersTest {
    private static final int DECIMALS = 6;

    private static String captured(final String line) {
        return line.substring(line.indexOf('{')).replace(".raw\"", ".100ms\""); // the interval wants a login since
    }

    private static BigDecimal number(final String frame, final String field) {
        final Matcher matcher =
                Pattern.compile("\"" + field + "\":([-0-9.eE+]+|null)").matcher(frame);
        assertTrue(matcher.find(), field);
        return matcher.group(1).equals("null") ? BigDecimal.ZERO : new BigDecimal(matcher.group(1));
    }

    private static long mantissa(final BigDecimal number, final RoundingMode rounding) {
        return number.setScale(DECIMALS, rounding).unscaledValue().longValueExact();
    }

    private static void assertPrice(
            final String frame, final Quote quote, final String price, final String low, final String high) {
        final BigDecimal bid = number(frame, low);
        final BigDecimal ask = number(frame, high);
        assertEquals(mantissa(number(frame, price), RoundingMode.HALF_UP), quote.value(), frame);
        final boolean hasBoth = bid.signum() != 0 && ask.signum() != 0;
        final BigDecimal half = ask.subtract(bid).divide(BigDecimal.valueOf(2));
        assertEquals(
                hasBoth ? mantissa(half, RoundingMode.CEILING) : TickSource.NO_CONFIDENCE, quote.confidence(), frame);
        assertEquals(number(frame, "timestamp").longValueExact() * 1_000_000, quote.publishNs(), frame);
    }

    @Test
    void shouldReadRecordedTickers() {
        final List<String> lines = Wire.lines("deribit/option-ticker.capture.txt");
        int withInterval = 0;
        for (final String line : lines) {
            final String frame = captured(line);
            final Matcher name =
                    Pattern.compile("\"instrument_name\":\"([^\"]+)\"").matcher(frame);
            assertTrue(name.find());
            final SymbolIndex symbols = TestFrames.symbols(DECIMALS, name.group(1), name.group(1) + "@mark_iv");
            final FrameContent content =
                    TestFrames.parse(new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, symbols).parser(), frame);
            assertEquals(2, content.quotes());
            assertPrice(frame, content.quote(0), "mark_price", "best_bid_price", "best_ask_price");
            assertPrice(frame, content.quote(1), "mark_iv", "bid_iv", "ask_iv");
            withInterval += content.quote(0).confidence() == TickSource.NO_CONFIDENCE ? 0 : 1;
        }
        assertEquals(40, lines.size());
        assertTrue(withInterval > 0 && withInterval < lines.size(), "both kinds are there");
    }

    @Test
    void shouldReadARecordedAnswer() {
        final String answer = captured(
                        Wire.lines("deribit/subscribe.capture.txt").get(1))
                .replace("\"id\":0", "\"id\":2"); // the number that our request has
        final Venue venue = new DeribitVenue(
                DeribitVenue.DEFAULT_ADDRESS,
                TestFrames.symbols(DECIMALS, "BTC-24SEP21-8000-P", "ETH-23JUL21-2300-C@mark_iv"));
        final FrameContent content = TestFrames.parse(venue.parser(), answer);
        assertEquals(venue.expectedAcknowledgements(), content.acknowledged().cardinality());
        assertNull(content.refusal());
        final Venue other = new DeribitVenue(
                DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(DECIMALS, "BTC-24SEP21-9000-P", "BTC-24SEP21-8000-P"));
        assertEquals(
                "no channel ticker.BTC-24SEP21-9000-P.100ms",
                TestFrames.parse(other.parser(), answer).refusal());
    }

    @Test
    void shouldReadTheIndexOfTheDocumentation() {
        final String sample =
                Wire.lines("deribit/deribit_price_index.doc-sample.json").get(1).strip();
        final String params = "{\"channel\":\"deribit_price_index.btc_usd\"," + sample.substring(1);
        final FrameContent content = TestFrames.parse(
                new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(2, "btc_usd")).parser(),
                "{\"jsonrpc\":\"2.0\",\"method\":\"subscription\",\"params\":" + params + "}");
        assertEquals(1, content.quotes());
        assertEquals(393_789, content.quote(0).value());
        assertEquals(1_550_588_002_899_000_000L, content.quote(0).publishNs());
    }

    @Test
    void shouldAskForHeartbeatsAsTheDocumentationDoesAndTakeTheAnswerForLife() {
        final List<String> lines = Wire.lines("deribit/set_heartbeat.doc-sample.json");
        final Venue venue = new DeribitVenue(DeribitVenue.DEFAULT_ADDRESS, TestFrames.symbols(2, "btc_usd"));
        assertEquals(
                lines.get(0).strip(),
                venue.subscription().get(0).replace("\"id\":1,", "\"id\":9098,").replace(":10}", ":30}"));
        final FrameContent content = TestFrames.parse(venue.parser(), lines.get(1));
        assertEquals(0, content.quotes() + content.acknowledged().cardinality());
        assertNull(content.refusal());
    }
}
