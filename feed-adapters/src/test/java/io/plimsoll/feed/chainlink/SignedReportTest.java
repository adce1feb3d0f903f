package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.live.MalformedFrameException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** There is one way to write an envelope, and every other one is refused. */
@Timeout(30)
class SignedReportTest {
    private final List<String> report = TestReports.crypto(1000, TestReports.ONE, TestReports.ONE, TestReports.ONE);
    private final List<String> envelope = TestReports.envelope(report, 3);

    private static void assertRefused(final String hex, final String part) {
        final String complaint = assertThrows(MalformedFrameException.class, () -> SignedReport.open(hex))
                .getMessage();
        assertTrue(complaint.contains(part), complaint);
    }

    private void assertRefused(final int word, final String digits, final String part) {
        final String before = envelope.set(word, digits);
        assertRefused(TestReports.hex(envelope), part);
        envelope.set(word, before);
    }

    @Test
    void shouldFindTheReportWhateverTheNumberOfSignatures() {
        for (int signatures = 0; signatures <= 32; signatures++) {
            final ReportWords words = SignedReport.open(TestReports.hex(TestReports.envelope(report, signatures)));
            assertEquals(report.size(), words.words());
            for (int i = 0; i < report.size(); i++) {
                assertEquals("0x" + report.get(i), words.text(i));
            }
        }
        assertRefused(TestReports.hex(TestReports.envelope(report, 33)), "length 33; expected at most 32");
    }

    @Test
    void shouldRefuseOtherPlacesAndLengths() {
        final String huge = "f".repeat(64);
        assertRefused(3, TestReports.word(6 * 32), "place 192; expected 224");
        assertRefused(3, TestReports.word(225), "place 225");
        assertRefused(4, TestReports.word(7 * 32), "place 224");
        assertRefused(5, TestReports.word(1L << 40), "place 1099511627776");
        for (int word = 3; word <= 5; word++) {
            assertRefused(word, huge, "63 bits");
        }
        assertRefused(7, TestReports.word(8 * 32), "place 544; expected 512");
        assertRefused(7, TestReports.word(9 * 32 + 1), "a report of 289 bytes");
        assertRefused(7, TestReports.word(1 << 30), "length 1073741824");
        assertRefused(7, huge, "63 bits");
        assertRefused(17, TestReports.word(2), "place");
        assertRefused(21, TestReports.word(2), "uneven halves");
    }

    @Test
    void shouldRefuseWhatStandsBehindOrIsCut() {
        envelope.add(TestReports.word(0));
        assertRefused(TestReports.hex(envelope), "26 words; expected 25");
        for (int words = 0; words < 25; words++) {
            final String hex = TestReports.hex(envelope.subList(0, words));
            assertThrows(MalformedFrameException.class, () -> SignedReport.open(hex));
        }
    }

    @Test
    void shouldRefuseWhatIsNoHexadecimal() {
        final String good = TestReports.hex(envelope);
        assertRefused("", "expected 0x and hexadecimal digits");
        assertRefused("0x", "0 words");
        assertRefused(good.substring(2), "expected 0x");
        assertRefused(good.substring(0, good.length() - 1), "expected 0x");
        assertRefused(good.substring(0, good.length() - 2), "bytes; expected whole words of 32");
        assertRefused(good.replaceFirst("6", "g"), "expected 0x");
    }

    @Test
    void shouldCheckThePlaceOfEveryWord() {
        final ReportWords words = SignedReport.open(TestReports.hex(envelope));
        for (final int place : new int[] {-1, 9, Integer.MAX_VALUE}) {
            assertThrows(MalformedFrameException.class, () -> words.unsigned(place));
            assertThrows(MalformedFrameException.class, () -> words.part(place, 1));
        }
        assertThrows(MalformedFrameException.class, () -> words.part(5, 5));
        assertThrows(MalformedFrameException.class, () -> words.part(5, Integer.MAX_VALUE));
        assertEquals(
                Collections.nCopies(3, TestReports.ONE), List.of(words.int192(6), words.int192(7), words.int192(8)));
    }
}
