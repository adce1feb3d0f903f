package io.plimsoll.feed.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LineReaderTest {
    /** A stream that gives a few bytes at a time, as a socket may. */
    private static InputStream trickle(final byte[] bytes, final Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(final byte[] target, final int offset, final int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    private static List<String> lines(final InputStream in, final int maxLength) throws IOException {
        final LineReader reader = new LineReader(in, maxLength);
        final List<String> result = new ArrayList<>();
        while (reader.next()) {
            result.add(
                    reader.tooLong()
                            ? "<too long>"
                            : new String(reader.bytes(), reader.start(), reader.length(), UTF_8));
            assertEquals(result.size(), reader.line());
        }
        assertFalse(reader.next(), "after the end");
        return result;
    }

    private static List<String> lines(final String text, final int maxLength) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(UTF_8)), maxLength);
    }

    @Test
    void shouldEndLinesWithLfCrlfAndTheEndOfTheStream() throws IOException {
        assertEquals(List.of("a", "b", "", "c"), lines("a\nb\r\n\nc", 10));
        assertEquals(List.of("a"), lines("a\n", 10));
        assertEquals(List.of(), lines("", 10));
        assertEquals(List.of(""), lines("\r\n", 10));
        assertEquals(List.of("a\rb"), lines("a\rb", 10));
    }

    @Test
    void shouldTellALineThatOnlyTheStreamEnds() throws IOException {
        assertTrue(hasEnds("").isEmpty());
        assertEquals(List.of(true, true), hasEnds("a\nb\n"));
        assertEquals(List.of(true, false), hasEnds("a\r\nb"));
        assertEquals(List.of(true, false), hasEnds("a\n" + "b".repeat(200_000)));
    }

    private static List<Boolean> hasEnds(final String text) throws IOException {
        final LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), 10);
        final List<Boolean> result = new ArrayList<>();
        while (reader.next()) {
            result.add(reader.hasEnd());
        }
        assertEquals(result.isEmpty() || result.get(result.size() - 1), reader.hasEnd(), "it stays the last line");
        return result;
    }

    @Test
    void shouldSkipALineBeyondTheLimitAndGoOn() throws IOException {
        assertEquals(List.of("12345", "<too long>", "x"), lines("12345\r\n123456\nx", 5));
        assertEquals(List.of("<too long>"), lines("1234567", 5));
        final String huge = "y".repeat(1_000_000);
        assertEquals(List.of("a", "<too long>", "b"), lines("a\n" + huge + "\nb\n", 4096));
        assertEquals(List.of("<too long>"), lines(huge, 4096));
    }

    @Test
    void shouldNotCountALineEndThatArrivesByteByByte() throws IOException {
        final InputStream byteByByte = new ByteArrayInputStream("12345\r\n123456\r\n".getBytes(UTF_8)) {
            @Override
            public int read(final byte[] target, final int offset, final int length) {
                return super.read(target, offset, 1);
            }
        };
        assertEquals(List.of("12345", "<too long>"), lines(byteByByte, 5));
    }

    @Test
    void shouldCutTheSameLinesHoweverTheBytesArrive() throws IOException {
        final Random random = Seeds.random(LineReaderTest.class);
        for (int round = 0; round < 100; round++) {
            final StringBuilder text = new StringBuilder();
            final List<String> expected = new ArrayList<>();
            for (int line = random.nextInt(300); line >= 0; line--) {
                final String content = "z".repeat(random.nextInt(random.nextInt(20) == 0 ? 2_000 : 40));
                expected.add(content.length() > 1_000 ? "<too long>" : content);
                text.append(content).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            assertEquals(expected, lines(trickle(text.toString().getBytes(UTF_8), random), 1_000));
        }
    }

    @Test
    void shouldTellPlainDecimalsFromOtherText() {
        for (final String good :
                List.of("0", "-0", "007", "12.5", "-12.50", "1".repeat(90), "0.000000000000000000001")) {
            assertTrue(PlainDecimal.matches(good, 0, good.length()), good);
        }
        for (final String bad :
                List.of("", "-", "+1", "1.", ".5", "1e7", "NaN", "1,5", " 1", "1 ", "1.2.3", "--1", "0x1")) {
            assertFalse(PlainDecimal.matches(bad, 0, bad.length()), bad);
        }
    }
}
