package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sync brings to the disk: by the worst image that a loss of power may leave, and by what the kernel says is dirty. */
@Timeout(120)
class LogSyncTest {
    @TempDir
    private Path dir;

    private final Records records = new Records();
    private final SyncedDisk disk = new SyncedDisk();
    private final long[] timeMs = {Records.FIRST_EVENT_NS / 1_000_000};
    private FrameLogs logs;
    private JournalLock lock;
    private FrameLogWriter writer;

    @BeforeEach
    void open() {
        logs = FrameLogs.in(dir).rolling(Roll.SECONDLY, () -> timeMs[0]);
        lock = logs.lock();
        writer = logs.writer(lock, LogName.INPUTS);
    }

    @AfterEach
    void release() {
        writer.close();
        lock.close();
    }

    @Test
    void shouldSurviveALossOfPowerUpToTheDurableSequence() throws IOException {
        try (LogSync sync = logs.sync(LogName.INPUTS, disk)) {
            for (int round = 1; round <= 4; round++) {
                records.append(writer, 50);
                final long durable = sync.sync();
                assertEquals(writer.lastSequence(), durable);
                records.append(writer, 50); // in every other round the last of their file
                assertEquals(50, sync.pending());
                timeMs[0] += round % 2 == 0 ? 1_000 : 0;
                assertEquals(durable, left(round));
            }
        }
    }

    @Test
    void shouldSyncTheOlderFileOnceMoreAfterARoll() throws IOException {
        try (LogSync sync = logs.sync(LogName.INPUTS, disk)) {
            records.append(writer, 10);
            sync.sync();
            records.append(writer, 10);
            timeMs[0] += 1_000;
            records.append(writer, 10);
            assertEquals(30, sync.sync());
            assertEquals(30, left(0));
            final int forces = disk.forces();
            records.append(writer, 1);
            sync.sync();
            assertEquals(forces + 1, disk.forces(), "and then no more, nor any directory");
            assertEquals(31, left(1));
        }
    }

    @Test
    void shouldSyncWhatAnEarlierProcessLeft() throws IOException {
        for (int file = 0; file < 3; file++) {
            records.append(writer, 10);
            timeMs[0] += 1_000;
        }
        writer.close();
        writer = logs.writer(lock, LogName.INPUTS);
        try (LogSync sync = logs.sync(LogName.INPUTS, disk)) {
            assertEquals(30, sync.sync());
        }
        assertEquals(30, left(0));
    }

    @Test
    void shouldPublishNothingThatTheDiskDidNotTake() {
        try (LogSync sync = logs.sync(LogName.INPUTS, disk);
                LogMark mark = logs.markOf(LogName.INPUTS).orElseThrow()) {
            records.append(writer, 10);
            assertEquals(10, mark.appended());
            assertEquals(0, mark.durable());
            sync.sync();
            assertEquals(10, mark.durable());
            records.append(writer, 10);
            disk.failAt(disk.forces() + 1);
            final JournalException failed = assertThrows(JournalException.class, sync::sync);
            assertEquals(JournalException.Kind.FAILED, failed.kind());
            assertEquals(11, failed.fromSequence());
            disk.failAt(Integer.MAX_VALUE);
            assertSame(failed, assertThrows(JournalException.class, sync::sync), "the kernel has forgotten the pages");
            assertEquals(10, mark.durable());
        }
    }

    /** The kernel lists per mapping what differs from the disk; a sync that does nothing leaves it as it is. */
    @Test
    void shouldLeaveNoDirtyPageBehind() throws IOException {
        assumeFalse("tmpfs".equals(Files.getFileStore(dir).type()), "a file system in memory has no disk to sync to");
        try (LogSync sync = logs.sync(LogName.INPUTS, Force.DISK)) {
            records.append(writer, 1_000);
            final long before = dirtyKiB();
            assertTrue(before >= 4, () -> before + " KiB dirty after 1,000 appends: the kernel does not tell here");
            sync.sync();
            assertEquals(0, dirtyKiB());
            timeMs[0] += 1_000;
            records.append(writer, 1_000);
            assertTrue(dirtyKiB() >= 4);
            sync.sync();
            assertEquals(0, dirtyKiB(), "nor in the new file");
        }
    }

    @Test
    void shouldShowDurableRecordsOnlyToWhoAsksForThem() {
        try (LogSync sync = logs.sync(LogName.INPUTS, disk);
                FrameLogReader reader = logs.durable().reader(LogName.INPUTS, Position.start())) {
            records.append(writer, 10);
            final ReadBack readBack = new ReadBack().drainToEnd(reader, 0);
            assertEquals(0, readBack.count);
            sync.sync();
            records.append(writer, 5);
            assertEquals(10, readBack.drainToEnd(reader, 10).last);
            sync.sync();
            assertEquals(15, readBack.drainToEnd(reader, 15).last);
        }
    }

    /** Dirty memory of this process that maps files of the log. */
    private long dirtyKiB() throws IOException {
        final String prefix = dir.toRealPath().toString();
        long dirty = 0;
        boolean isOurs = false;
        for (final String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                isOurs = line.contains(prefix) && line.endsWith(".cq4");
            } else if (isOurs && (line.startsWith("Shared_Dirty:") || line.startsWith("Private_Dirty:"))) {
                dirty += Long.parseLong(List.of(line.split("\\s+", -1)).get(1));
            }
        }
        return dirty;
    }

    /** Last record that can be read of what is on disk. */
    private long left(final int image) throws IOException {
        final Path journal = dir.resolve("image" + image);
        disk.restore(dir.resolve(LogName.INPUTS.directory()), journal.resolve(LogName.INPUTS.directory()));
        if (new LogFiles(journal, LogName.INPUTS).all().length == 0) {
            return 0;
        }
        try (FrameLogReader reader = FrameLogs.in(journal)
                .rolling(Roll.SECONDLY, () -> timeMs[0])
                .reader(LogName.INPUTS, Position.start())) {
            return new ReadBack().drainToEnd(reader, 0).last;
        }
    }
}
