package io.plimsoll.daemon.integrity;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.recovery.OutputCause;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.Force;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.LogSync;
import io.plimsoll.journal.Roll;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.walk.Verdict;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Copies what is right of a damaged journal into a new one, byte for byte, with the snapshots that stand in it and the cursors that do, and opens
 * a new epoch there: sequences after the damage will be used again, order ids never. Only reads the original. One thread; once.
 */
public final class JournalRepair implements AutoCloseable {
    private final Path damaged;
    private final Path target;
    private final FrameLogs from;
    private final FrameLogs to;
    private final List<SnapshotHeader> snapshots; // to start the copy from
    private final JournalLock lock;
    private final int epoch;
    private FrameLogWriter writer;
    private long recordNs;
    private long leftOut;

    /**
     * What became of it.
     *
     * @param inputs what was found of them
     * @param orders what was found of them
     * @param copiedOrders sequence of the last record of orders in the copy
     * @param withdrawnOrders records of orders, whole in the original, whose cause is lost: bots may have seen them
     * @param epoch number of the new epoch
     * @param cursors what became of each that was registered
     */
    public record Outcome(
            Verdict inputs,
            Verdict orders,
            long copiedOrders,
            long withdrawnOrders,
            int epoch,
            List<CursorAfterRepair> cursors) {}

    /**
     * Takes the right to write the new journal, whose directory is empty or missing.
     *
     * @throws UserError when nothing tells which epoch must be the next, or a recovery of the copy would have no place to start from
     */
    public JournalRepair(final Path damaged, final Path target) throws IOException {
        this.damaged = damaged;
        this.target = target;
        from = FrameLogs.in(damaged);
        final HighestEpoch highest = new HighestEpoch();
        final RecoveryStart start = new RecoveryStart(loadSnapshots(highest));
        // of what is lost as well: its orders may have been seen
        final Verdict inputs = from.walk(LogName.INPUTS, highest.and(start::onInput), highest);
        from.walk(LogName.ORDERS, highest.and(start::onOrder), highest);
        if (inputs.first() != 0 && !start.isFound()) {
            throw new UserError(ExitCode.JOURNAL_DAMAGED, needsSnapshot(inputs));
        }
        snapshots = start.usable();
        epoch = new BootFile(damaged).unusedEpoch(highest.value());
        if (epoch == 1) {
            throw new UserError("no record of inputs or orders and no snapshot says which epoch the journal is in: "
                    + "a new one could use order ids again");
        }
        to = FrameLogs.in(target)
                .rolling(Roll.DAILY, () -> TimeUnit.NANOSECONDS.toMillis(recordNs)); // files as they were
        lock = to.lock();
    }

    private List<SnapshotHeader> loadSnapshots(final HighestEpoch highest) throws IOException {
        final SnapshotStore store = SnapshotFolder.reading(damaged);
        final List<SnapshotHeader> headers = new ArrayList<>();
        for (final long sequence : store.newestFirst()) {
            Snapshot.load(store, sequence, Capacities::newEngine).ifPresent(snapshot -> {
                headers.add(snapshot.header());
                highest.raise(Integer.toUnsignedLong(snapshot.engine().epoch()));
            });
        }
        return headers;
    }

    private String needsSnapshot(final Verdict inputs) {
        return "records before input " + inputs.first() + " or decisions on them were pruned, and no snapshot in "
                + damaged.resolve(SnapshotFolder.NAME)
                + " is whole and stands at a record that is right in both logs, up to input "
                + inputs.last() + ": a copy could not be recovered. Put a snapshot that the prune relied on back there";
    }

    /** Copies, and tells what was lost. */
    public Outcome run() throws IOException {
        final Verdict inputs =
                copy(LogName.INPUTS, (buffer, offset, length) -> writer.append(buffer, offset, length), true);
        from.quarantine().copyTo(to, inputs.last());
        final Verdict orders = copy(
                LogName.ORDERS, (buffer, offset, length) -> copyOrder(buffer, offset, length, inputs.last()), false);
        copySnapshots();
        final long lastOrder = orders.last() - leftOut;
        final List<CursorAfterRepair> cursors =
                new ArrayList<>(CursorAfterRepair.carry(damaged, target, LogName.INPUTS, inputs.last()));
        cursors.addAll(CursorAfterRepair.carry(damaged, target, LogName.ORDERS, lastOrder));
        return new Outcome(inputs, orders, lastOrder, leftOut, epoch, cursors);
    }

    private Verdict copy(final LogName log, final FrameHandler copier, final boolean isInputs) {
        try {
            final Verdict verdict = from.walk(log, (buffer, offset, length) -> {
                if (writer == null) {
                    open(log, Frame.sequence(buffer, offset) - 1, Frame.previousCrc(buffer, offset));
                }
                recordNs = Frame.eventNs(buffer, offset);
                copier.onFrame(buffer, offset, length);
            });
            if (writer == null) {
                recordNs = SystemEpochNanoClock.INSTANCE.nanoTime(); // nothing is right: a new log begins
                open(log, 0, 0);
            }
            if (isInputs) {
                openEpoch(verdict.damage() != null && verdict.damage().kind() == Kind.TAIL_LOST);
            }
            sync(log);
            return verdict;
        } finally {
            CloseHelper.close(writer);
            writer = null;
        }
    }

    // No order may outlive its cause, and no snapshot what it stands on.
    private void sync(final LogName log) {
        try (LogSync sync = to.sync(log, Force.DISK)) {
            sync.sync();
        }
    }

    // What stands after the good part belongs to the lost one.
    private void copySnapshots() throws IOException {
        final SnapshotStore store = SnapshotFolder.reading(damaged);
        final SnapshotStore copies = new SnapshotFolder(target, Integer.MAX_VALUE);
        for (final SnapshotHeader header : snapshots) {
            copies.save(
                    header.inputSequence(),
                    out -> {
                        try (InputStream in = store.open(header.inputSequence())) {
                            in.transferTo(out);
                        }
                    },
                    Snapshot.readBack(header, Capacities::newEngine));
        }
    }

    private void open(final LogName log, final long before, final int crc) {
        writer = to.beginningAfter(new Cursor(before, 0, crc)).writer(lock, log);
    }

    private void copyOrder(final DirectBuffer buffer, final int offset, final int length, final long lastInput) {
        if (leftOut > 0 || OutputCause.of(buffer, offset) > lastInput) {
            leftOut++;
        } else {
            writer.append(buffer, offset, length);
        }
    }

    private void openEpoch(final boolean isTailLost) {
        final EpochEncoder record = new EpochEncoder();
        record.wrapAndApplyHeader(
                        writer.claim(MessageHeaderEncoder.ENCODED_LENGTH + EpochEncoder.BLOCK_LENGTH),
                        writer.messageOffset(),
                        new MessageHeaderEncoder())
                .epoch(epoch)
                .reason(isTailLost ? EpochReason.TAIL_LOST : EpochReason.REPAIRED);
        writer.commit(MessageHeaderEncoder.ENCODED_LENGTH + EpochEncoder.BLOCK_LENGTH, recordNs);
    }

    @Override
    public void close() {
        lock.close();
    }
}
