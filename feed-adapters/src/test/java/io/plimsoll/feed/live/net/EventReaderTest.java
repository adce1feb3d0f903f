package io.plimsoll.feed.live.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventReaderTest {
    private static final int MAX = 50;

    private final List<String> found = new ArrayList<>();
    private final EventReader.Events finder = new EventReader.Events() {
        @Override
        public void event(final byte[] data, final int offset, final int length) {
            found.add(new String(data, offset, length, UTF_8));
        }

        @Override
        public void keepAlive() {
            found.add("(alive)");
        }
    };
    private final EventReader reader = new EventReader(MAX, finder);

    private boolean read(final String text) {
        return reader.read(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    @Test
    void shouldJoinDataLinesAndDropOneSpace() {
        assertTrue(read("data: one\ndata:two\ndata:  three\ndata\n\ndata: four\n\n"));
        assertEquals(List.of("one\ntwo\n three\n", "four"), found);
    }

    @Test
    void shouldEndLinesInThreeWays() {
        assertTrue(read("data: a\r\rdata: b\n\ndata: c\r\n\r\ndata: d\r\n\r"));
        assertEquals(List.of("a", "b", "c", "d"), found);
    }

    @Test
    void shouldTakeCommentsAndEmptyEventsForLife() {
        assertTrue(read(":\n:keep-alive\r\nevent: nothing\n\ndata: x\n\n"));
        assertEquals(List.of("(alive)", "(alive)", "(alive)", "x"), found);
    }

    @Test
    void shouldReadTypesIdsAndUnknownFieldsAndTakeNothingFromThem() {
        assertTrue(read("event: price\nid: 7\nunknown: 3\nDATA: no\ndata : no\ndata: yes\nno colon\n\n"));
        assertEquals(List.of("yes"), found);
    }

    @Test
    void shouldTakeRetryOnlyWhereItIsANumber() {
        assertEquals(0, reader.retryMs());
        assertTrue(read("retry: 1500\nretry: 1.5\nretry: -3\nretry: 99999999999999\n"));
        assertEquals(1500, reader.retryMs());
    }

    @Test
    void shouldSkipAByteOrderMarkAtTheBeginningOnly() {
        assertTrue(read("\ufeffdata: a\n\n\ufeffdata: b\n\n"));
        assertEquals(List.of("a", "(alive)"), found);
    }

    @Test
    void shouldDropAnEventThatTheEndCuts() {
        assertTrue(read("data: whole\n\ndata: cut\n"));
        assertEquals(List.of("whole"), found);
    }

    @Test
    void shouldTakeAnEventAsLongAsAllowedAndNoLonger() {
        assertTrue(read("data: " + "x".repeat(MAX) + "\n\n"));
        assertEquals(List.of("x".repeat(MAX)), found);
        assertFalse(read("data: " + "x".repeat(MAX + 1) + "\n\n"));
    }

    @Test
    void shouldRefuseManyShortLinesOfOneEvent() {
        assertFalse(read("data: 123456789\n".repeat(6)));
    }

    @Test
    void shouldRefuseALineWithoutEndWhateverItIs() {
        for (final String start : List.of("data: ", ":", "x", "")) {
            final EventReader fresh = new EventReader(MAX, finder);
            final byte[] more = (start + "y".repeat(200)).getBytes(UTF_8);
            assertFalse(fresh.read(ByteBuffer.wrap(more)), start);
        }
    }

    @Test
    void shouldFindTheSameWhereverTheStreamIsSplit() {
        final String stream = "\ufeff:c\r\ndata: one\r\ndata: \u20ac\r\n\r\nevent: x\rdata:two\r\rdata: 3\n\n\r\n: \n";
        assertTrue(read(stream));
        final List<String> expected = List.copyOf(found);
        assertTrue(expected.contains("one\n\u20ac"), expected::toString);
        final byte[] bytes = stream.getBytes(UTF_8);
        final Random random = Seeds.random(EventReaderTest.class);
        for (int round = 0; round < bytes.length + 200; round++) {
            found.clear();
            final EventReader again = new EventReader(MAX, finder);
            int at = 0;
            while (at < bytes.length) { // first each single split, then random ones
                final int to = round < bytes.length
                        ? (at < round ? round : bytes.length)
                        : Math.min(bytes.length, at + 1 + random.nextInt(5));
                assertTrue(again.read(ByteBuffer.wrap(bytes, at, to - at)));
                at = to;
            }
            assertEquals(expected, found);
        }
    }
}
