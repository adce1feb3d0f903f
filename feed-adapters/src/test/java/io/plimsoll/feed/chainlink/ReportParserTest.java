package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.TestFrames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports of every schema that is read, laid out as https://docs.chain.link/data-streams/reference/report-schema-overview says. */
@Timeout(30)
class ReportParserTest {
    private static final long AT = 1_734_216_545;
    private static final long AT_NS = 1_734_216_545_000_000_000L;

    private final FrameParser parser = parser(8, TestReports.CRYPTO, TestReports.SHARE, TestReports.SHARE_WITH_BOOK);

    private static FrameParser parser(final int decimals, final String... feeds) {
        return new ReportParser(TestFrames.symbols(decimals, feeds));
    }

    private static BigInteger e18(final String decimal) {
        return new BigDecimal(decimal).movePointRight(18).toBigIntegerExact();
    }

    private static String word(final String decimal) {
        return TestReports.word(e18(decimal));
    }

    private static void assertQuote(
            final FrameContent content, final int symbol, final long value, final long confidence, final long atNs) {
        assertEquals(1, content.quotes());
        final Quote quote = content.quote(0);
        assertEquals(symbol, quote.symbol());
        assertEquals(value, quote.value());
        assertEquals(confidence, quote.confidence());
        assertEquals(atNs, quote.publishNs());
        assertEquals(0, quote.sequence());
    }

    private FrameContent parse(final List<String> report) {
        return TestFrames.parse(parser, TestReports.message(report));
    }

    @Test
    void shouldReadACryptoReport() {
        assertQuote(
                parse(TestReports.crypto(AT, e18("120432.123456785"), e18("120430"), e18("120431.00000001"))),
                0,
                12_043_212_345_679L,
                50_000_001,
                AT_NS);
    }

    @Test
    void shouldReadNegativePricesAndTakeACrossedBookForAsWideAsItIsCrossed() {
        assertQuote(
                parse(TestReports.crypto(AT, e18("-37.63"), e18("-37"), e18("-38"))),
                0,
                -3_763_000_000L,
                50_000_000,
                AT_NS);
    }

    @Test
    void shouldReadReportsWithAPriceAlone() {
        for (final String feed : List.of("0x0002" + "11".repeat(30), "0x0007" + "22".repeat(30))) {
            final FrameContent content =
                    TestFrames.parse(parser(2, feed), TestReports.message(TestReports.report(feed, AT, word("1.055"))));
            assertQuote(content, 0, 106, TickSource.NO_CONFIDENCE, AT_NS);
        }
    }

    @Test
    void shouldReadTimesInMillisecondsWhereTheFeedIdSaysSo() {
        final String feed = "0x1003" + "33".repeat(30);
        final FrameContent content = TestFrames.parse(
                parser(2, feed),
                TestReports.message(TestReports.report(feed, AT * 1000 + 7, word("1"), word("1"), word("1"))));
        assertQuote(content, 0, 100, TickSource.NO_CONFIDENCE, AT_NS + 7_000_000); // bid and ask are one: no book
    }

    @Test
    void shouldSayUntilWhenAReportMayBeUsed() {
        final List<String> report = TestReports.crypto(AT, e18("5"), e18("4"), e18("6"));
        assertEquals((AT + 86_400) * 1_000_000_000, parse(report).quote(0).expiresNs());
        report.set(5, TestReports.word(Long.MAX_VALUE));
        assertEquals(Quote.NEVER, parse(report).quote(0).expiresNs());
        final String millis = "0x1003" + "33".repeat(30); // in which unit is not documented
        final FrameContent content = TestFrames.parse(
                parser(2, millis),
                TestReports.message(TestReports.report(millis, AT * 1000, word("1"), word("1"), word("1"))));
        assertEquals(Quote.NEVER, content.quote(0).expiresNs());
    }

    @Test
    void shouldReadOpenMarketsAloneAndCountTheOthers() {
        final String old = "0x0004" + "44".repeat(30);
        for (int status = 0; status <= 6; status++) {
            final FrameContent v4 = TestFrames.parse(
                    parser(2, old),
                    TestReports.message(TestReports.report(old, AT, word("5"), TestReports.word(status))));
            final FrameContent v8 = parse(share(AT_NS, status));
            final FrameContent v11 = parse(shareWithBook(AT_NS, status));
            for (final FrameContent content : List.of(v4, v8, v11)) {
                assertEquals(status == 2 ? 1 : 0, content.quotes(), "status " + status);
                assertEquals(status == 2 ? 0 : 1, content.closed(), "status " + status);
            }
        }
    }

    @Test
    void shouldTakeAPriceForAsOldAsItsLastUpdate() {
        assertQuote(parse(share(AT_NS + 400_000_000, 2)), 1, 21_050_000_000L, TickSource.NO_CONFIDENCE, AT_NS);
        assertQuote(
                parse(share(AT_NS - 60_000_000_001L, 2)),
                1,
                21_050_000_000L,
                TickSource.NO_CONFIDENCE,
                AT_NS - 60_000_000_001L);
        assertQuote(parse(shareWithBook(AT_NS - 1, 2)), 2, 21_050_000_000L, 2_000_000, AT_NS - 1);
    }

    // Last update, mid, status.
    private static List<String> share(final long updatedNs, final int status) {
        return TestReports.report(
                TestReports.SHARE, AT, TestReports.word(updatedNs), word("210.5"), TestReports.word(status));
    }

    // Mid, last update, bid and volume, ask and volume, last trade, status.
    private static List<String> shareWithBook(final long updatedNs, final int status) {
        return TestReports.report(
                TestReports.SHARE_WITH_BOOK,
                AT,
                word("210.5"),
                TestReports.word(updatedNs),
                word("210.48"),
                word("300"),
                word("210.52"),
                word("100"),
                word("999"),
                TestReports.word(status));
    }

    @Test
    void shouldReadAPageInItsOrder() {
        final FrameContent content = TestFrames.parse(
                parser,
                TestReports.page(List.of(
                        TestReports.crypto(AT, e18("1"), e18("1"), e18("1")),
                        TestReports.crypto(AT + 1, e18("2"), e18("2"), e18("2")),
                        TestReports.crypto(AT + 3, e18("3"), e18("3"), e18("3")))));
        assertEquals(3, content.quotes());
        for (int i = 0; i < 3; i++) {
            assertEquals((i + 1) * 100_000_000L, content.quote(i).value());
        }
        assertEquals(AT_NS + 3_000_000_000L, content.quote(2).publishNs());
        assertEquals(0, TestFrames.parse(parser, "{\"reports\":[]}").quotes());
    }

    @Test
    void shouldCountFeedsThatNobodyAskedForWhateverTheirSchema() {
        assertEquals(
                1,
                parse(TestReports.report("0x0fff" + "55".repeat(30), AT, word("1")))
                        .unknown());
    }

    @Test
    void shouldTakeAFeedIdInEitherCase() {
        final List<String> report = TestReports.crypto(AT, e18("1"), e18("1"), e18("1"));
        final String upper = "0x" + report.get(0).toUpperCase(Locale.ROOT);
        assertEquals(
                1,
                TestFrames.parse(parser, TestReports.message(upper, TestReports.hex(TestReports.envelope(report, 0))))
                        .quotes());
    }

    @Test
    void shouldRefuseAReportOfAnotherFeedThanTheMessageSays() {
        final String full =
                TestReports.hex(TestReports.envelope(TestReports.crypto(AT, e18("1"), e18("1"), e18("1")), 2));
        assertComplains(TestReports.message(TestReports.SHARE, full), "expected that of the signed report, 0x0003ab");
    }

    @Test
    void shouldRefuseMessagesWithoutAReport() {
        assertComplains("{}", "without a report");
        assertComplains("{\"report\":null}", "expected an object");
        assertComplains("{\"report\":{\"feedID\":\"0x\"}}", "without feedID or fullReport");
        assertComplains("{\"reports\":{}}", "expected a list");
        assertComplains("{\"reports\":[1]}", "expected an object");
        assertComplains("{\"report\":{\"feedID\":\"0x\",\"fullReport\":7}}", "expected a string");
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        assertComplains(crypto(2, "0".repeat(40) + "80" + "0".repeat(22)), "63 bits");
        assertComplains(crypto(2, TestReports.word(Long.MAX_VALUE)), "seconds");
        assertComplains(crypto(6, "01" + "0".repeat(62)), "192 bits");
        assertComplains(crypto(6, "f".repeat(16) + "7" + "f".repeat(47)), "192 bits");
        assertComplains(crypto(6, TestReports.word(BigInteger.ONE.shiftLeft(191).subtract(BigInteger.ONE))), "64 bits");
        assertComplains(crypto(8, TestReports.word(BigInteger.ONE.shiftLeft(190))), "64 bits");
    }

    private static String crypto(final int word, final String digits) {
        final List<String> report = TestReports.crypto(AT, e18("1"), e18("1"), e18("1"));
        report.set(word, digits);
        return TestReports.message(report);
    }

    @Test
    void shouldRefuseReportsOfAnotherLengthThanTheirSchemas() {
        final List<String> report = TestReports.crypto(AT, e18("1"), e18("1"), e18("1"));
        assertComplains(TestReports.message(report.subList(0, 8)), "8 words; expected 9");
        report.add(TestReports.word(0));
        assertComplains(TestReports.message(report), "10 words; expected 9");
    }

    @Test
    void shouldRefuseSymbolsThatAreNoFeedIdOrOfASchemaThatIsNotRead() {
        assertRefused("BTC/USD", "symbol BTC/USD; expected a feed id");
        assertRefused(TestReports.CRYPTO.toUpperCase(Locale.ROOT), "expected a feed id");
        assertRefused("0x0009" + "ab".repeat(30), "report schema v9 is not read; expected v2, v3, v4, v7, v8, v11");
        assertRefused("0x000a" + "ab".repeat(30), "report schema v10 is not read");
        assertRefused("0x2003" + "ab".repeat(30), "times of grain 2");
    }

    private static void assertRefused(final String feed, final String part) {
        final String complaint = assertThrows(IllegalArgumentException.class, () -> parser(8, feed))
                .getMessage();
        assertTrue(complaint.contains(part), complaint);
    }

    private void assertComplains(final String message, final String part) {
        final String complaint = TestFrames.complaint(parser, message);
        assertTrue(complaint.contains(part), complaint);
    }
}
