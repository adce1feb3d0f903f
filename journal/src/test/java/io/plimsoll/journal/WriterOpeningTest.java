package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.JournalException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a writer refuses when it is opened; damaged logs are DamagedLogTest's. */
@Timeout(60)
class WriterOpeningTest {
    private static final DateTimeFormatter FILE_NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'T.cq4'").withZone(ZoneOffset.UTC);

    private final Records records = new Records();

    @TempDir
    private Path dir;

    private long nowMs = Records.FIRST_EVENT_NS / 1_000_000;

    @Test
    void shouldRefuseASecondWriterInThisProcess() {
        final FrameLogs logs = FrameLogs.in(dir);
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
            assertKind(Kind.LOCKED, logs::lock);
            assertKind(
                    Kind.LOCKED,
                    () -> FrameLogs.in(dir.resolve("../" + dir.getFileName())).lock());
            assertKind(Kind.LOCKED, () -> logs.writer(lock, LogName.ORDERS));
            assertThrows(IllegalStateException.class, lock::close, "a writer is still open");
            records.append(writer);
        }
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
            assertEquals(2, records.append(writer));
        }
    }

    @Test
    void shouldRefuseASecondWriterInAnotherProcess() {
        final FrameLogs logs = FrameLogs.in(dir).rolling(Roll.SECONDLY, this::timeMs);
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
            assertKind(Kind.LOCKED, logs::lock); // must not loosen what the other process meets
            try (ChildJvm other = childWriter()) {
                final String reason = other.awaitLine("THROWN");
                assertTrue(reason.startsWith("LOCKED"), reason);
                assertTrue(
                        reason.endsWith("by process " + ProcessHandle.current().pid()), reason);
            }
            records.append(writer);
        }
        try (ChildJvm other = childWriter()) {
            assertEquals("1", other.awaitLine("READY"));
            assertEquals("10", other.awaitLine("DONE"));
        }
    }

    @Test
    void shouldRefuseALowDisk() {
        final FrameLogs logs = FrameLogs.in(dir).minUsableBytes(Long.MAX_VALUE);
        try (JournalLock lock = logs.lock()) {
            assertKind(Kind.LOW_DISK, () -> logs.writer(lock, LogName.INPUTS));
            FrameLogs.in(dir).writer(lock, LogName.INPUTS).close();
        }
    }

    @Test
    void shouldRefuseAReleasedLock() {
        final FrameLogs logs = FrameLogs.in(dir);
        final JournalLock lock = logs.lock();
        lock.close();
        lock.close();
        assertThrows(IllegalStateException.class, () -> logs.writer(lock, LogName.INPUTS));
    }

    @Test
    void shouldWriteOnWhenTheClockIsSetBackOverARoll() {
        final FrameLogs logs = FrameLogs.in(dir).rolling(Roll.SECONDLY, this::timeMs);
        for (final int step : new int[] {0, 5_000, -5_000, -3_600_000, 3_610_000}) {
            try (JournalLock lock = logs.lock();
                    FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
                records.append(writer, 5); // a restart with the clock set back
                nowMs += step;
                records.append(writer, 5); // and a running writer
            }
        }
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            assertEquals(50, new ReadBack().drainToEnd(reader, 50).last);
        }
    }

    /** What a kill in a roll leaves: the file is there, its first four bytes are not set. Chronicle would wait 25 s for it. */
    @Test
    @Timeout(15)
    void shouldSetAsideAFileThatWasNeverFinished() throws IOException {
        final FrameLogs logs = FrameLogs.in(dir).rolling(Roll.SECONDLY, this::timeMs);
        for (final byte[] head : new byte[][] {{}, {0, 0, 0, 0}, {0, 0, 0, (byte) 0x80}}) {
            try (JournalLock lock = logs.lock();
                    FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
                records.append(writer, 5);
                nowMs += 1_000;
                records.append(writer, 5);
            }
            nowMs += 1_000;
            final Path next = dir.resolve("orders").resolve(FILE_NAME.format(Instant.ofEpochMilli(nowMs)));
            Files.write(next, head);
            if (head.length != 0) {
                LogFiles.cut(next.toFile(), 80 << 20);
            }
            try (JournalLock lock = logs.lock();
                    FrameLogWriter writer = logs.writer(lock, LogName.ORDERS)) {
                records.append(writer, 5);
            }
            assertTrue(Files.exists(next.resolveSibling(next.getFileName() + ".discard")));
        }
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            assertEquals(45, new ReadBack().drainToEnd(reader, 45).last);
        }
    }

    private ChildJvm childWriter() {
        return ChildJvm.start(dir, List.of(), WriterMain.class, dir, dir.resolve("acks"), 10, 100, 100);
    }

    private static void assertKind(final Kind kind, final Runnable action) {
        assertEquals(kind, assertThrows(JournalException.class, action::run).kind());
    }

    private long timeMs() {
        return nowMs;
    }
}
