package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.chain.DiscardingSink;
import io.plimsoll.daemon.process.LogFile;
import io.plimsoll.daemon.recovery.RecordedRun;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which epoch a repaired journal opens: none that an order of the lost part may carry. */
@Timeout(60)
class JournalRepairTest {
    private static final long EVENT_NS = 1_700_000_000_000_000_000L;

    @TempDir
    private Path dir;

    private FrameLogs logs;
    private JournalLock lock;
    private FrameLogWriter inputs;
    private FrameLogWriter orders;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @BeforeEach
    void open() {
        logs = FrameLogs.in(dir.resolve("damaged")).minUsableBytes(0);
        lock = logs.lock();
        inputs = logs.writer(lock, LogName.INPUTS);
        orders = logs.writer(lock, LogName.ORDERS);
    }

    @AfterEach
    void close() {
        orders.close();
        inputs.close();
        lock.close();
    }

    @Test
    void shouldOpenAnEpochAboveOneBehindTheDamage() throws IOException {
        epoch(5);
        timer();
        epoch(6);
        assertEquals(7, repairDamagedAt(2).epoch());
    }

    @Test
    void shouldOpenAnEpochAboveThatOfAnOrderWhoseCauseIsLost() throws IOException {
        epoch(5);
        timer();
        order(2, 8);
        assertEquals(9, repairDamagedAt(2).epoch());
    }

    @Test
    void shouldOpenAnEpochWhenNoInputIsRight() throws IOException {
        epoch(5);
        order(1, 5);
        for (final Path file : logs.files(LogName.INPUTS)) {
            Files.delete(file);
        }
        assertEquals(6, repair().epoch());
        final FrameLogs repaired = FrameLogs.in(dir.resolve("repaired"));
        final HighestEpoch written = new HighestEpoch();
        assertEquals(1, repaired.walk(LogName.INPUTS, written).last());
        assertEquals(6, written.value());
    }

    @Test
    void shouldOpenAnEpochAboveThatOfAKeptSnapshot() throws IOException {
        timer();
        final InputRecords record = new InputRecords();
        record.epoch(7);
        final MarginEngine engine = RecordedRun.newEngine();
        engine.onEvent(record.buffer(), record.offset(), record.length(), new DiscardingSink());
        final SnapshotHeader header =
                new SnapshotHeader(MarginEngine.RULES_VERSION, 1, inputs.lastCrc(), 0, 0, engine.stateHash());
        new SnapshotFolder(dir.resolve("damaged"), 1).save(1, out -> Snapshot.write(header, engine, out), in -> {});
        assertEquals(8, repair().epoch());
    }

    @Test
    void shouldOpenAnEpochAboveOneThatOnlyTheBootFileKnows() throws IOException {
        epoch(5);
        new BootFile(dir.resolve("damaged")).save(6);
        assertEquals(7, repair().epoch());
    }

    @Test
    void shouldHaveTheCopyOnDisk() throws IOException {
        epoch(5);
        timer();
        order(2, 5);
        repair();
        final FrameLogs repaired = FrameLogs.in(dir.resolve("repaired"));
        try (LogMark ofInputs = repaired.markOf(LogName.INPUTS).orElseThrow();
                LogMark ofOrders = repaired.markOf(LogName.ORDERS).orElseThrow()) {
            assertEquals(3, ofInputs.durable());
            assertEquals(1, ofOrders.durable());
        }
    }

    @Test
    void shouldRefuseWhenNothingTellsTheEpoch() {
        timer();
        assertThrows(UserError.class, this::repair);
    }

    private JournalRepair.Outcome repairDamagedAt(final long sequence) throws IOException {
        new LogFile(dir.resolve("damaged"), LogName.INPUTS).flipIn(sequence);
        return repair();
    }

    private JournalRepair.Outcome repair() throws IOException {
        try (JournalRepair repair = new JournalRepair(dir.resolve("damaged"), dir.resolve("repaired"))) {
            return repair.run();
        }
    }

    private void epoch(final int number) {
        final EpochEncoder epoch = new EpochEncoder()
                .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), header)
                .epoch(number)
                .reason(EpochReason.TAKEN_OVER);
        inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + epoch.encodedLength(), EVENT_NS);
    }

    private void timer() {
        final TimerEncoder timer = new TimerEncoder()
                .wrapAndApplyHeader(inputs.claim(64), inputs.messageOffset(), header)
                .dueNs(EVENT_NS);
        inputs.commit(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), EVENT_NS);
    }

    private void order(final long cause, final int epoch) {
        final LiquidationOrderEncoder order = new LiquidationOrderEncoder()
                .wrapAndApplyHeader(orders.claim(512), orders.messageOffset(), header)
                .causeSequence(cause)
                .epoch(epoch);
        orders.commit(MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength(), EVENT_NS);
    }
}
