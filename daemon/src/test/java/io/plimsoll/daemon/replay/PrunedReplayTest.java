package io.plimsoll.daemon.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.fake.MemoryJournal;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EngineMode;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A journal without its first records is replayed from a snapshot, whatever room its runs asked for; without one it is refused. */
@Timeout(60)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class PrunedReplayTest {
    private static final long SEED = Long.getLong("plimsoll.seed", 11);
    private static final int INPUTS = 1_500;
    private static final int SNAPSHOT = 1_000;
    private static final int FIRST = 600;

    private RecordedRun run;
    private MemoryJournal journal;

    @BeforeEach
    void record() throws IOException {
        System.out.println("seed " + SEED + "; reproduce with -Dplimsoll.seed=" + SEED);
        run = new RecordedRun(SEED, INPUTS, SNAPSHOT - 100);
        journal = run.journal();
    }

    // As after a prune: the log begins later.
    private ReadableLogs pruned() {
        return (log, from) -> journal.reader(
                log, log == LogName.INPUTS && from instanceof Position.Start ? Position.at(FIRST) : from);
    }

    private long replayedHash() throws IOException {
        final Stretch afterSnapshot = Stretch.all().from(Integer.toString(SNAPSHOT));
        try (JournalReplay replay = JournalReplay.fromSnapshot(pruned(), afterSnapshot, run.snapshots())) {
            replay.finish(JournalReplay.UNSEEN, new DiscardingSink());
            return replay.engine().stateHash();
        }
    }

    @Test
    void shouldHaveRoomForWhatTheSnapshotHolds() throws IOException {
        assertEquals(run.stateHash(), replayedHash());
    }

    @Test
    void shouldGoOnWithMoreRoomFromWhereItStands() throws IOException {
        appendLargerRun();
        final MarginEngine whole = new MarginEngine(new EngineCapacity(2_000, 40_000, 20_000, 200, 200));
        for (final byte[] record : journal.of(LogName.INPUTS)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[record.length]);
            buffer.putBytes(0, record);
            whole.onEvent(buffer, 0, record.length, new DiscardingSink());
        }
        assertEquals(whole.stateHash(), replayedHash());
    }

    private void appendLargerRun() {
        final InputRecords records = new InputRecords();
        records.ready(EngineMode.LIVE, 2_000, 40_000, 20_000);
        try (FrameLogWriter inputs = journal.writer(LogName.INPUTS)) {
            final int length = records.length() - Frame.HEADER_LENGTH;
            inputs.claim(length)
                    .putBytes(inputs.messageOffset(), records.buffer(), records.offset() + Frame.HEADER_LENGTH, length);
            inputs.commit(length, inputs.lastEventNs());
        }
    }

    @Test
    void shouldRefuseWhatNeedsTheFirstRecord() {
        final UserError error = assertThrows(UserError.class, () -> new JournalReplay(pruned(), Stretch.all()));
        assertEquals(ExitCode.JOURNAL_LOST, error.exitCode(), error.getMessage());
        assertTrue(error.getMessage().startsWith("inputs before " + FIRST + " have been pruned"), error.getMessage());
    }

    @Test
    void shouldNameTheEarliestBeginningThatIsLeft() {
        final Stretch early = Stretch.all().from(Integer.toString(FIRST + 1));
        final UserError error =
                assertThrows(UserError.class, () -> JournalReplay.fromSnapshot(pruned(), early, run.snapshots()));
        assertEquals(ExitCode.JOURNAL_LOST, error.exitCode(), error.getMessage());
        assertTrue(
                error.getMessage().matches(".*the earliest beginning is \\d+, or \\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z;.*"),
                error.getMessage());
        assertTrue(!error.getMessage().contains("is " + FIRST + ","), error.getMessage());
    }

    @Test
    void shouldBeginWithTheOldestSnapshotWhereNoBeginningIsAskedFor() throws IOException {
        try (JournalReplay replay = JournalReplay.fromSnapshot(pruned(), Stretch.all(), run.snapshots())) {
            final long begun = replay.snapshot();
            assertTrue(begun >= FIRST, begun + " is before the first that is left");
            for (final long sequence : run.snapshots().newestFirst()) {
                assertTrue(sequence >= begun || sequence < FIRST, sequence + " is older than " + begun);
            }
            replay.finish(JournalReplay.UNSEEN, new DiscardingSink());
            assertEquals(run.stateHash(), replay.engine().stateHash());
        }
    }
}
