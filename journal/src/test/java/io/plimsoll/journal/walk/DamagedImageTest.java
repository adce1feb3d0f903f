package io.plimsoll.journal.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogFiles;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Records;
import io.plimsoll.protocol.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every truncation and every flipped bit of a stretch of records, on images in memory of a file that a real writer wrote. */
@Timeout(120)
class DamagedImageTest {
    private static final int RECORDS = 1_000;
    private static final int TRUNCATED = 4_096;
    private static final int FLIPPED_BITS = 64 * 1024 * 8;
    private static final int PIECE = 8;
    private static final int LENGTH = Frame.HEADER_LENGTH + Records.TICK_LENGTH;
    private static final int WORD = 4;

    private byte[] written;
    /** Of each record's frame, by sequence. */
    private NavigableMap<Long, Integer> positions;

    private int end;

    @BeforeEach
    void write(@TempDir final Path dir) {
        final FrameLogs logs = FrameLogs.in(dir).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            new Records().append(writer, RECORDS);
        }
        final LogFiles files = new LogFiles(dir, LogName.INPUTS);
        positions = new TreeMap<>(LogFiles.records(files.newest()));
        assertEquals(RECORDS, positions.size());
        end = positions.lastEntry().getValue() + LENGTH;
        written = LogFiles.read(files.newest(), 0, end + 4_096);
    }

    @Test
    void shouldFindAWholeImageRight() {
        final Verdict verdict = walk(new MemoryFile(written), RECORDS);
        assertTrue(verdict.isGood(), verdict::toString);
        assertEquals(1, verdict.first());
        assertEquals(RECORDS, verdict.last());
    }

    /** At each byte of the last 4 KiB: cut at the last whole record, and the loss counted. */
    @Test
    void shouldCutATornTailAtItsLastWholeRecord() {
        final MemoryFile image = new MemoryFile(written);
        for (int length = end - TRUNCATED; length < end; length++) {
            final int cut = length;
            final Verdict verdict = walk(image.cutTo(length), RECORDS);
            final long whole = positions.entrySet().stream()
                    .filter(record -> record.getValue() + LENGTH <= cut)
                    .mapToLong(Map.Entry::getKey)
                    .max()
                    .orElseThrow();
            assertEquals(whole, verdict.last(), () -> "cut to " + cut);
            assertNotEquals(null, verdict.damage(), () -> "cut to " + cut);
            assertEquals(RECORDS, verdict.lostUpTo());
            assertEquals(whole, verdict.damage().record(), "the number in the file of the first that is lost");
        }
    }

    /** Each bit of 64 KiB of records, their length words included; what pads a record to a multiple of four is no part of it. */
    @Test
    void shouldNoticeEveryFlippedBit() {
        int flips = 0;
        for (long first = 2; flips < FLIPPED_BITS; first += PIECE) {
            flips += flipAll(first);
        }
        assertTrue(flips >= FLIPPED_BITS, "flipped " + flips);
    }

    /** Of some neighbours in an image of their own, which begins after a known record: walking it all takes too long. */
    private int flipAll(final long first) {
        final long last = first + PIECE - 1;
        final int from = positions.get(first) - WORD;
        final int to = positions.get(last + 1);
        final MemoryFile piece = new MemoryFile(Arrays.copyOfRange(written, from, to));
        piece.bytes.putInt(to - from - WORD, 0); // blank: the end
        int flips = 0;
        for (long record = first; record <= last; record++) {
            final int start = positions.get(record) - WORD - from;
            for (int bit = start * 8; bit < (start + WORD + LENGTH) * 8; bit++, flips++) {
                piece.flip(bit);
                final Verdict verdict = new LogWalk(List.of(piece), last, before(first)).walk((b, o, l) -> {});
                if (verdict.isGood() || verdict.last() >= record) {
                    throw new AssertionError("bit " + (bit - start * 8) + " of record " + record + ": " + verdict);
                }
                piece.flip(bit);
            }
        }
        return flips;
    }

    /** To the queue all of these are the end of the log. */
    @Test
    void shouldSeeBehindAHole() {
        final MemoryFile image = new MemoryFile(written);
        final int word = positions.get(500L) - WORD;
        for (final int length : new int[] {WORD, 600, 4_096, 8_192}) {
            image.bytes.setMemory(word, length, (byte) 0);
            final Verdict verdict = walk(image, 0); // without a mark
            assertEquals(Kind.HOLE, verdict.damage().kind(), () -> length + " zeroed");
            assertEquals(499, verdict.last());
            assertEquals(word, verdict.damage().position());
            assertTrue(verdict.damage().readable() > 400, verdict::toString);
            image.bytes.putBytes(0, written);
        }
    }

    @Test
    void shouldSeeRecordsBehindAGarbledHead() {
        final MemoryFile image = new MemoryFile(written);
        for (final int garbage : new int[] {0, 0x4000_0000 | end, 0x7FFF_FFFF, 0xC000_0000, 0x4000_0010, 17}) {
            image.bytes.putInt(0, garbage);
            final Verdict verdict = walk(image, garbage == 0xC000_0000 ? RECORDS : 0);
            assertTrue(!verdict.isGood(), () -> "head 0x" + Integer.toHexString(garbage));
            assertEquals(0, verdict.last());
        }
    }

    @Test
    void shouldPutUpWithARecordThatItsWriterNeverFinished() {
        final MemoryFile image = new MemoryFile(written);
        final int word = positions.get((long) RECORDS) - WORD;
        image.bytes.putInt(word, image.bytes.getInt(word) | 0x8000_0000);
        assertTrue(walk(image, RECORDS - 1).isGood(), "sealed, but not published: nobody has seen it");
        assertEquals(Kind.HOLE, walk(image, RECORDS).damage().kind(), "appended, so the word was another once");
        image.bytes.putInt(word, 0x8000_0000);
        image.bytes.putInt(word + WORD, 0);
        assertTrue(walk(image, RECORDS - 1).isGood());
        assertEquals(Kind.TAIL_LOST, walk(image, RECORDS).damage().kind());
    }

    private Verdict walk(final MemoryFile image, final long appended) {
        return new LogWalk(List.of(image), appended).walk((buffer, offset, length) -> {});
    }

    private FrameChain before(final long sequence) {
        final FrameChain chain = new FrameChain();
        final UnsafeBuffer bytes = new UnsafeBuffer(written);
        chain.accept(bytes, positions.get(sequence - 1));
        return chain;
    }
}
