package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.LogFile;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.recovery.Recovered;
import io.plimsoll.daemon.recovery.Recovery;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The repair of a journal of which everything before a snapshot was pruned, its Epoch record with it: nothing else is left to start from. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class PrunedRepairTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 11);
    private static final int INPUTS = 400;
    private static final int SNAPSHOT = 200;
    private static final int FIRST = 190; // of the inputs that were left

    @TempDir
    private Path dir;

    private Path journal;
    private Path repaired;
    private Path snapshot;
    private int epoch;

    @BeforeEach
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        journal = dir.resolve("journal");
        repaired = dir.resolve("repaired");
        final RecordedRun run = new RecordedRun(SEED, INPUTS, SNAPSHOT);
        final FrameLogs logs = FrameLogs.in(journal).minUsableBytes(0);
        try (JournalLock lock = logs.lock()) {
            write(logs, lock, LogName.INPUTS, run.journal().of(LogName.INPUTS), FIRST);
            write(logs, lock, LogName.ORDERS, run.journal().of(LogName.ORDERS), 1);
        }
        final byte[] bytes = run.snapshots().bytes().get((long) SNAPSHOT);
        final SnapshotFolder folder = new SnapshotFolder(journal, 1);
        folder.save(SNAPSHOT, out -> out.write(bytes), in -> {});
        epoch = Snapshot.load(folder, SNAPSHOT, RecordedRun::newEngine)
                .orElseThrow()
                .engine()
                .epoch();
        try (var files = Files.list(journal.resolve(SnapshotFolder.NAME))) {
            snapshot = files.filter(file -> file.toString().endsWith(".image"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private static void write(
            final FrameLogs logs,
            final JournalLock lock,
            final LogName log,
            final List<byte[]> records,
            final int first) {
        final UnsafeBuffer before = new UnsafeBuffer(records.get(Math.max(0, first - 2)));
        final FrameLogs cut = first == 1 ? logs : logs.beginningAfter(new Cursor(first - 1, 0, Frame.crc(before, 0)));
        try (FrameLogWriter writer = cut.writer(lock, log)) {
            for (final byte[] record : records.subList(first - 1, records.size())) {
                final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
                buffer.putBytes(0, record);
                writer.append(buffer, 0, record.length);
            }
        }
    }

    private JournalRepair.Outcome repair() throws IOException {
        try (JournalRepair repair = new JournalRepair(journal, repaired)) {
            return repair.run();
        }
    }

    @Test
    void shouldMakeACopyThatRecoversUnderANewEpoch() throws IOException {
        new LogFile(journal, LogName.INPUTS).flipIn(350);
        final JournalRepair.Outcome outcome = repair();
        assertEquals(349, outcome.inputs().last());
        assertTrue(outcome.epoch() > epoch, outcome::toString);
        final Recovered recovered = recoverCopy();
        assertEquals(SNAPSHOT, recovered.snapshot());
        assertEquals(outcome.epoch(), recovered.engine().epoch());
    }

    @Test
    void shouldRefuseWithoutASnapshot() throws IOException {
        Files.delete(snapshot);
        assertRefused();
    }

    @Test
    void shouldRefuseWithASnapshotThatIsDamaged() throws IOException {
        final byte[] bytes = Files.readAllBytes(snapshot);
        bytes[bytes.length / 2] ^= 1;
        Files.write(snapshot, bytes);
        assertRefused();
    }

    @Test
    void shouldRefuseWithASnapshotBehindTheDamage() throws IOException {
        new LogFile(journal, LogName.INPUTS).flipIn(SNAPSHOT);
        assertRefused();
    }

    @Test
    void shouldRefuseWhenDecisionsBeforeTheSnapshotAreDamaged() throws IOException {
        new LogFile(journal, LogName.ORDERS).flipIn(2);
        assertRefused();
    }

    private void assertRefused() {
        final UserError refused = assertThrows(UserError.class, this::repair);
        assertEquals(ExitCode.JOURNAL_DAMAGED, refused.exitCode(), refused.getMessage());
        assertTrue(
                refused.getMessage().contains("Put a snapshot that the prune relied on back there"),
                refused.getMessage());
        assertFalse(Files.exists(repaired), "nothing is begun");
    }

    private Recovered recoverCopy() {
        final FrameLogs logs = FrameLogs.in(repaired).minUsableBytes(0);
        try (JournalLock lock = logs.lock();
                FrameLogWriter inputs = logs.writer(lock, LogName.INPUTS);
                FrameLogWriter orders = logs.writer(lock, LogName.ORDERS)) {
            return new Recovery(logs, inputs, orders, new SnapshotFolder(repaired, 1)).run(RecordedRun::newEngine);
        }
    }
}
