package io.plimsoll.feed.chainlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.FrameFuzz;
import io.plimsoll.feed.live.FrameOracle;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.Said;
import io.plimsoll.feed.live.TestFrames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChainlinkFuzzTest extends FrameFuzz {
    private static final int ROUNDS = 3_000;
    private static final FrameOracle ORACLE = new ReportOracle();
    private static final FrameParser PARSER =
            new ReportParser(TestFrames.symbols(8, TestReports.CRYPTO, TestReports.SHARE, TestReports.SHARE_WITH_BOOK));

    private static final List<String> PRICED = TestReports.crypto(
            1000, TestReports.ONE, TestReports.ONE.subtract(TestReports.ONE.shiftRight(7)), TestReports.ONE);
    private static final List<String> SHARE = TestReports.report(
            TestReports.SHARE, 1000, TestReports.word(999_000_000_001L), TestReports.word(5), TestReports.word(2));
    private static final List<String> GOOD = List.of(unsigned(PRICED), unsigned(SHARE), "{\"reports\":[]}");

    // Signatures are many bytes of which none says anything.
    private static String unsigned(final List<String> report) {
        return TestReports.message("0x" + report.get(0), TestReports.hex(TestReports.envelope(report, 0)));
    }

    ChainlinkFuzzTest() {
        super(PARSER, ORACLE, GOOD);
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (int length = 0; length < GOOD.get(0).length(); length++) {
            assertEquals(Said.MALFORMED, Said.by(PARSER, GOOD.get(0).substring(0, length)));
        }
    }

    @Test
    void shouldReadDamagedWordsAsItsTwinDoes() {
        final Random random = Seeds.random(ChainlinkFuzzTest.class);
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            final List<String> report = random.nextBoolean() ? PRICED : SHARE;
            final List<String> words = new ArrayList<>(TestReports.envelope(report, random.nextInt(4)));
            for (int change = random.nextInt(3); change >= 0; change--) {
                words.set(random.nextInt(words.size()), strange(random, words.size()));
            }
            final String message = TestReports.message("0x" + report.get(0), TestReports.hex(words));
            read += ORACLE.check(PARSER, message.getBytes(StandardCharsets.UTF_8)) == null ? 0 : 1;
        }
        System.out.println("ChainlinkFuzzTest: " + read + " of " + ROUNDS + " damaged envelopes read");
        assertTrue(read > ROUNDS / 20 && read < ROUNDS - ROUNDS / 20, "both ways are tried");
    }

    private static String strange(final Random random, final int words) {
        return switch (random.nextInt(5)) {
            case 0 -> TestReports.word(random.nextInt(words) * 32L);
            case 1 -> TestReports.word(random.nextInt(40));
            case 2 -> "f".repeat(64);
            case 3 -> "0".repeat(48) + "7" + "f".repeat(15);
            default -> TestReports.word(1L << random.nextInt(63));
        };
    }
}
