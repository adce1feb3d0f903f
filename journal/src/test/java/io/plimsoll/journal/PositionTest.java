package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.JournalException.Kind;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a reader starts, over several files: 10 records in each. */
@Timeout(60)
class PositionTest {
    private static final int PER_FILE = 10;

    private final Records records = new Records();
    private final ReadBack seen = new ReadBack();
    private Path dir;
    private FrameLogs logs;
    private JournalLock lock;
    private FrameLogWriter writer;

    @BeforeEach
    void openWriter(@TempDir final Path temp) {
        dir = temp.resolve("journal");
        logs = FrameLogs.in(dir).rolling(Roll.SECONDLY, this::timeMs);
        lock = logs.lock();
        writer = logs.writer(lock, LogName.ORDERS);
    }

    @AfterEach
    void close() {
        writer.close();
        lock.close();
    }

    @Test
    void shouldStartAtTheOldestRecord() {
        records.append(writer, 35);
        assertDelivers(Position.start(), 1, 35);
        prune(2);
        assertDelivers(Position.start(), 21, 35);
    }

    @Test
    void shouldDeliverOnlyWhatComesAfterTheEnd() {
        records.append(writer, 30);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.end())) {
            assertFalse(reader.poll(seen));
            assertEquals(30, reader.lastSequence());
            records.append(writer, 25);
            seen.drainToEnd(reader, 55);
        }
        assertEquals(31, seen.first);
        assertEquals(55, seen.last);
    }

    @Test
    void shouldDeliverAllWhenOpenedAtTheEndOfNothing() {
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.end())) {
            assertFalse(reader.poll(seen));
            records.append(writer, 15);
            seen.drainToEnd(reader, 15);
        }
        assertEquals(1, seen.first);
    }

    @Test
    void shouldWaitInAFileWithoutRecords() {
        writer.claim(100);
        writer.abort();
        for (final Position from : new Position[] {Position.start(), Position.end(), Position.at(1), Position.at(3)}) {
            try (FrameLogReader reader = logs.reader(LogName.ORDERS, from)) {
                assertFalse(reader.poll(seen));
            }
        }
        try (FrameLogReader fromStart = logs.reader(LogName.ORDERS, Position.start());
                FrameLogReader fromEnd = logs.reader(LogName.ORDERS, Position.end())) {
            assertFalse(fromStart.poll(seen));
            assertFalse(fromEnd.poll(seen));
            records.append(writer, 15);
            assertEquals(15, new ReadBack().drainToEnd(fromStart, 15).count);
            assertEquals(15, new ReadBack().drainToEnd(fromEnd, 15).count);
        }
    }

    @Test
    void shouldStartAtAnySequence() {
        records.append(writer, 35);
        for (int sequence = 1; sequence <= 35; sequence++) {
            assertDelivers(Position.at(sequence), sequence, 35);
        }
    }

    @Test
    void shouldWaitForASequenceThatIsStillToCome() {
        records.append(writer, 15);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.at(18))) {
            assertFalse(reader.poll(seen));
            records.append(writer, 10);
            seen.drainToEnd(reader, 25);
        }
        assertEquals(18, seen.first);
    }

    @Test
    void shouldReportWhatWasPrunedBeforeASequence() {
        records.append(writer, 35);
        prune(2);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.at(5))) {
            assertLost(5, 20, reader);
            assertEquals(21, seen.drainToEnd(reader, 35).first); // and goes on with what is left
        }
        assertDelivers(Position.at(21), 21, 35);
    }

    @Test
    void shouldResumeAfterEachCursor() {
        records.append(writer, 35);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            for (int sequence = 1; sequence < 35; sequence++) {
                reader.poll(new ReadBack());
                assertEquals(sequence, reader.cursor().sequence());
                assertDelivers(Position.after(reader.cursor()), sequence + 1, 35);
            }
        }
    }

    @Test
    void shouldReportWhatWasPrunedAfterACursor() {
        records.append(writer, 35);
        final Cursor inFirstFile = cursorAt(5);
        final Cursor atItsEnd = cursorAt(20);
        prune(2);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.after(inFirstFile))) {
            assertLost(6, 20, reader);
            assertEquals(21, seen.drainToEnd(reader, 35).first);
        }
        assertDelivers(Position.after(atItsEnd), 21, 35); // pruned itself, but nothing after it is missing
    }

    @Test
    void shouldReportWhatWasPrunedUnderALaggingReader() {
        records.append(writer, 15);
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            reader.poll(seen);
            records.append(writer, 40);
            prune(3);
            final JournalException lost = assertThrows(JournalException.class, () -> seen.drain(reader));
            assertEquals(10, seen.last, "the removed file that it holds is read to its end");
            assertEquals(Kind.LOST, lost.kind());
            assertEquals(11, lost.fromSequence());
            assertEquals(30, lost.toSequence());
            assertEquals(31, new ReadBack().drainToEnd(reader, 55).first);
        }
    }

    @Test
    void shouldReportAFileMissingInTheMiddleAsAGap() {
        records.append(writer, 35);
        assertTrue(files()[1].delete());
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            final JournalException gap = assertThrows(JournalException.class, () -> seen.drain(reader));
            assertEquals(Kind.GAP, gap.kind());
            assertEquals(11, gap.fromSequence());
            assertEquals(20, gap.toSequence());
            assertEquals(gap, assertThrows(JournalException.class, () -> reader.poll(seen)), "and stays so");
        }
    }

    @Test
    void shouldNotTakeAnotherRecordForTheOneProcessed() {
        records.append(writer, 35);
        final Cursor cursor = cursorAt(25);
        final Cursor forged = new Cursor(25, cursor.index(), cursor.crc() + 1);
        final Cursor beyond = new Cursor(40, cursor.index() + 15, cursor.crc());
        for (final Cursor other : new Cursor[] {forged, beyond}) {
            try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.after(other))) {
                final JournalException forked = assertThrows(JournalException.class, () -> reader.poll(seen));
                assertEquals(Kind.FORKED, forked.kind());
                assertEquals(other.sequence(), forked.fromSequence());
            }
        }
    }

    @Test
    void shouldFindTheCursorsRecordUnderAnotherIndex() {
        records.append(writer, 35);
        final Cursor cursor = cursorAt(25);
        assertDelivers(Position.after(new Cursor(25, cursor.index() - 7, cursor.crc())), 26, 35);
        assertDelivers(Position.after(new Cursor(25, 0, cursor.crc())), 26, 35);
    }

    private Cursor cursorAt(final long sequence) {
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.at(sequence))) {
            reader.poll(new ReadBack());
            return reader.cursor();
        }
    }

    private void assertDelivers(final Position from, final long first, final long last) {
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, from)) {
            final ReadBack readBack = new ReadBack().drainToEnd(reader, last);
            assertEquals(first, readBack.first, from.toString());
            assertEquals(last, readBack.last, from.toString());
        }
    }

    private void assertLost(final long from, final long to, final FrameLogReader reader) {
        final JournalException lost = assertThrows(JournalException.class, () -> reader.poll(seen));
        assertEquals(Kind.LOST, lost.kind());
        assertEquals(from, lost.fromSequence());
        assertEquals(to, lost.toSequence());
    }

    private void prune(final int count) {
        final File[] files = files();
        for (int i = 0; i < count; i++) {
            assertTrue(files[i].delete());
        }
    }

    private File[] files() {
        final File[] files = dir.resolve("orders").toFile().listFiles((parent, name) -> name.endsWith(".cq4"));
        Arrays.sort(files);
        return files;
    }

    /** A second passes with every tenth record. */
    private long timeMs() {
        final long written = writer == null ? 0 : writer.lastSequence();
        return Records.FIRST_EVENT_NS / 1_000_000 + written / PER_FILE * 1_000;
    }
}
