package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.TestFrames;
import io.plimsoll.feed.live.Wire;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports that the venue signed, their words read a second way: counted off in the hexadecimal text, as BigInteger. */
@Timeout(30)
class RecordedReportsTest {
    private static final int REPORT_WORD = 8; // behind seven words of the envelope and the report's length

    private static String field(final String line, final String name) {
        final Matcher matcher =
                Pattern.compile("\"" + name + "\":\"?([0-9a-fx]+)").matcher(line);
        assertTrue(matcher.find(), name);
        return matcher.group(1);
    }

    private static BigDecimal price(final String line, final int word) {
        final int start = 2 + 64 * (REPORT_WORD + word);
        return new BigDecimal(new BigInteger(field(line, "fullReport").substring(start, start + 64), 16), 18);
    }

    private static long mantissa(final BigDecimal number, final int decimals, final RoundingMode rounding) {
        return number.setScale(decimals, rounding).unscaledValue().longValueExact();
    }

    @Test
    void shouldReadRecordedReports() {
        final List<String> lines = Wire.lines("chainlink-data-streams/fullReports.ndjson");
        assertEquals(4, lines.size());
        for (final String line : lines) {
            for (int decimals = 0; decimals <= 14; decimals++) {
                final FrameContent content = TestFrames.parse(
                        new ReportParser(TestFrames.symbols(decimals, field(line, "feedID"))),
                        "{\"report\":" + line + "}");
                assertEquals(1, content.quotes());
                assertEquals(
                        mantissa(price(line, 6), decimals, RoundingMode.HALF_UP),
                        content.quote(0).value());
                final BigDecimal half = price(line, 8).subtract(price(line, 7)).divide(BigDecimal.valueOf(2));
                assertTrue(half.signum() > 0);
                assertEquals(
                        mantissa(half, decimals, RoundingMode.CEILING),
                        content.quote(0).confidence());
                assertEquals(
                        Long.parseLong(field(line, "observationsTimestamp")) * 1_000_000_000,
                        content.quote(0).publishNs());
            }
        }
    }

    @Test
    void shouldReadThemAsAPage() {
        final List<String> lines = Wire.lines("chainlink-data-streams/fullReports.ndjson");
        final String feed = field(lines.get(1), "feedID");
        final FrameContent content = TestFrames.parse(
                new ReportParser(TestFrames.symbols(8, feed)), "{\"reports\":[" + String.join(",", lines) + "]}");
        assertEquals(3, content.quotes());
        assertEquals(1, content.unknown());
        for (int i = 1; i < content.quotes(); i++) {
            assertTrue(content.quote(i).publishNs() > content.quote(i - 1).publishNs(), "a second apart");
        }
    }
}
