package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.walk.Verdict;
import io.plimsoll.protocol.Frame;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage in real files: no reader may take it for the end or deliver something else, and no writer may write on. */
@Timeout(600)
class DamagedLogTest {
    private static final int LAST = 300; // in three files of 100
    /** In a file's head, the eight bytes that say where its index begins. */
    private static final int HIGHEST_BYTE_OF_INDEX = 247;

    private static final int TRIALS = Integer.getInteger("plimsoll.trials", 200);
    private static final int LENGTH = Frame.HEADER_LENGTH + Records.TICK_LENGTH;

    private enum Damage {
        FLIP_BIT,
        FLIP_LENGTH,
        SWAP,
        DOUBLE,
        DROP,
        ZERO_RECORD,
        ZERO_PAGE,
        GARBAGE_LENGTH
    }

    private FrameLogs logs;
    private LogFiles files;

    @BeforeEach
    void write(@TempDir final Path dir) {
        files = new LogFiles(dir, LogName.INPUTS);
        final long[] written = {0};
        logs = FrameLogs.in(dir)
                .rolling(Roll.SECONDLY, () -> Records.FIRST_EVENT_NS / 1_000_000 + written[0] / 100 * 1_000);
        final Records records = new Records();
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            while (written[0] < LAST) {
                written[0] = records.append(writer);
            }
        }
        assertEquals(3, files.all().length);
    }

    @Test
    void shouldNoticeRandomDamage() {
        final SplittableRandom random = random();
        final Map<Damage, Integer> noticed = new EnumMap<>(Damage.class);
        for (int trial = 0; trial < TRIALS; trial++) {
            final Damage damage = Damage.values()[trial % Damage.values().length];
            final File file = files.all()[random.nextInt(3)];
            final byte[] before = LogFiles.read(file, 0, 1 << 20);
            final int position = inflict(damage, file, random);
            assertNoticed(damage + " at " + position + " of " + file);
            final Verdict verdict = logs.walk(LogName.INPUTS, (buffer, offset, length) -> {});
            assertFalse(verdict.isGood(), () -> "walked over " + damage + " at " + position + " of " + file);
            assertEquals(file.toString(), verdict.damage().file());
            if (file.equals(files.newest())) {
                assertThrows(JournalException.class, this::openWriter, () -> damage + " at " + position);
            }
            LogFiles.write(file, 0, before);
            noticed.merge(damage, 1, Integer::sum);
        }
        System.out.println("noticed " + noticed);
        openWriter(); // all repaired again: nothing is refused
    }

    /** Chronicle's header and index of a file: 520 KiB in front of its records, which nothing checks. */
    @Test
    void shouldNeverMisreadOverDamageToChroniclesOwnPages() {
        final SplittableRandom random = random();
        final Position[] from = {Position.start(), Position.at(50), Position.at(250), Position.end()};
        for (int trial = 0; trial < TRIALS / 3; trial++) {
            final File file = files.all()[random.nextInt(3)];
            final int position = random.nextInt(trial % 2 == 0 ? 512 : 520 * 1024);
            final byte[] before = LogFiles.read(file, position, 1);
            flip(file, position, random.nextInt(8));
            try (FrameLogReader reader = logs.reader(LogName.INPUTS, from[trial % from.length])) {
                new ReadBack().drain(reader);
                assertTrue(reader.lastSequence() == LAST || !reader.atEnd(0), () -> position + " of " + file);
            } catch (final JournalException e) {
                assertNotEquals(Kind.LOST, e.kind());
            }
            LogFiles.write(file, position, before);
        }
    }

    /** Chronicle would fill the heap with places for what lies between. */
    @Test
    void shouldReportAnIndexThatLeadsFarBehindTheFile() {
        final File file = files.all()[0];
        for (int bit = 0; bit < 8; bit++) {
            flip(file, HIGHEST_BYTE_OF_INDEX, bit);
            assertThrows(JournalException.class, () -> readAll(0));
            flip(file, HIGHEST_BYTE_OF_INDEX, bit);
        }
        readAll(LAST); // mended
    }

    @Test
    void shouldReportAHoleToAReaderThatAsksWhetherItIsAtTheEnd() {
        final File file = files.all()[1];
        LogFiles.write(file, LogFiles.records(file).get(150L) - 4, new byte[4_096]);
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            final ReadBack readBack = new ReadBack();
            final JournalException hole = assertThrows(JournalException.class, () -> readBack.drainToEnd(reader, 0));
            assertEquals(Kind.HOLE, hole.kind());
            assertEquals(149, readBack.last);
            assertEquals(150, hole.fromSequence());
            assertEquals(hole, assertThrows(JournalException.class, () -> reader.poll(readBack)), "and stays so");
        }
    }

    @Test
    void shouldReportAHoleInFrontOfACursor() {
        final Cursor cursor;
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.at(260))) {
            reader.poll(new ReadBack());
            cursor = reader.cursor();
        }
        final File file = files.newest();
        LogFiles.write(file, LogFiles.records(file).get(250L) - 4, new byte[4_096]);
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.after(cursor))) {
            final JournalException hole =
                    assertThrows(JournalException.class, () -> new ReadBack().drainToEnd(reader, cursor.sequence()));
            assertEquals(Kind.HOLE, hole.kind());
            assertEquals(250, hole.fromSequence());
        }
    }

    @Test
    void shouldReportACutFile() {
        final File file = files.newest();
        LogFiles.cut(file, pageOf(file, 250));
        assertKind(Kind.CORRUPT, () -> readAll(0));
        assertKind(Kind.CORRUPT, this::openWriter);
    }

    @Test
    void shouldReportALostOrEmptiedNewestFile() {
        LogFiles.cut(files.newest(), 0);
        assertKind(Kind.HOLE, () -> readAll(0));
        assertKind(Kind.HOLE, this::openWriter);
        assertTrue(files.newest().delete());
        assertKind(Kind.HOLE, () -> readAll(0));
        assertKind(Kind.HOLE, this::openWriter);
    }

    @Test
    void shouldReportRecordsThatOnlyTheirWriterKnowsOf() {
        assertKind(Kind.HOLE, () -> readAll(LAST + 1));
    }

    private static SplittableRandom random() {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.printf(
                "again: mvn -pl journal -am verify -Dtest=DamagedLogTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dplimsoll.trials=%d -Dplimsoll.seed=%d%n",
                TRIALS, seed);
        return new SplittableRandom(seed);
    }

    private int inflict(final Damage damage, final File file, final SplittableRandom random) {
        final Map<Long, Integer> records = LogFiles.records(file);
        final long first = records.keySet().iterator().next();
        final long sequence = first + 1 + random.nextInt(97); // with a neighbour on each side
        final int position = records.get(sequence);
        final int next = records.get(sequence + 1);
        final byte[] record = LogFiles.read(file, position, LENGTH);
        switch (damage) {
            case FLIP_BIT -> flip(file, position + random.nextInt(LENGTH), random.nextInt(8));
            case FLIP_LENGTH -> flip(file, position - 4 + random.nextInt(4), random.nextInt(8));
            case SWAP -> {
                LogFiles.write(file, position, LogFiles.read(file, next, LENGTH));
                LogFiles.write(file, next, record);
            }
            case DOUBLE -> LogFiles.write(file, next, record);
            case DROP -> {
                final int end = records.get(first + 99) + LENGTH;
                LogFiles.write(file, position, LogFiles.read(file, next, end - next + 8));
            }
            case ZERO_RECORD -> LogFiles.write(file, position, new byte[LENGTH]);
            case ZERO_PAGE -> LogFiles.write(file, pageOf(file, sequence), new byte[4_096]);
            case GARBAGE_LENGTH -> {
                final byte[] garbage = new byte[4];
                do {
                    random.nextBytes(garbage);
                } while (garbage[0] == LENGTH);
                LogFiles.write(file, position - 4, garbage);
            }
        }
        assertNotEquals(0, position);
        return position;
    }

    private static int pageOf(final File file, final long sequence) {
        return LogFiles.records(file).get(sequence) & -4_096;
    }

    private static void flip(final File file, final int position, final int bit) {
        final byte[] one = LogFiles.read(file, position, 1);
        one[0] = (byte) (one[0] ^ 1 << bit);
        LogFiles.write(file, position, one);
    }

    /** Either an exception, or the reader knows that this is not the end: after its patience that becomes one. */
    private void assertNoticed(final String damage) {
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            final ReadBack readBack = new ReadBack().drain(reader);
            assertTrue(readBack.last < LAST, damage);
            assertFalse(reader.atEnd(0), damage);
        } catch (final JournalException e) {
            assertNotEquals(Kind.LOST, e.kind(), damage);
        }
    }

    private void readAll(final long committedSequence) {
        try (FrameLogReader reader = logs.reader(LogName.INPUTS, Position.start())) {
            new ReadBack().drainToEnd(reader, committedSequence);
        }
    }

    private void openWriter() {
        try (JournalLock lock = logs.lock()) {
            logs.writer(lock, LogName.INPUTS).close();
        }
    }

    private static void assertKind(final Kind kind, final Runnable action) {
        assertEquals(kind, assertThrows(JournalException.class, action::run).kind());
    }
}
