package io.plimsoll.daemon.integrity;

import io.plimsoll.daemon.UserError;
import io.plimsoll.daemon.recovery.OutputCause;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException.Kind;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Roll;
import io.plimsoll.journal.walk.Verdict;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Copies what is right of a damaged journal into a new one, byte for byte, and opens a new epoch there: sequences after the damage
 * will be used again, order ids never. Only reads the original. One thread; once.
 */
public final class JournalRepair implements AutoCloseable {
    private final FrameLogs from;
    private final FrameLogs to;
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
     */
    public record Outcome(Verdict inputs, Verdict orders, long copiedOrders, long withdrawnOrders, int epoch) {}

    /**
     * Takes the right to write the new journal, whose directory is empty or missing.
     *
     * @throws UserError when nothing tells which epoch must be the next
     */
    public JournalRepair(final FrameLogs damaged, final Path target) {
        from = damaged;
        epoch = 1 + lastEpoch();
        to = FrameLogs.in(target)
                .rolling(Roll.DAILY, () -> TimeUnit.NANOSECONDS.toMillis(recordNs)); // files as they were
        lock = to.lock();
    }

    // Of what is lost as well: its orders may have been seen.
    private int lastEpoch() {
        final HighestEpoch highest = new HighestEpoch();
        for (final LogName log : LogName.values()) {
            from.walk(log, highest, highest);
        }
        if (highest.value() == 0) {
            throw new UserError(
                    "no record of inputs or orders says which epoch they are of: a new journal could use order ids again");
        }
        return highest.value();
    }

    /** Copies, and tells what was lost. */
    public Outcome run() {
        final Verdict inputs =
                copy(LogName.INPUTS, (buffer, offset, length) -> writer.append(buffer, offset, length), true);
        from.quarantine().copyTo(to, inputs.last());
        final Verdict orders = copy(
                LogName.ORDERS, (buffer, offset, length) -> copyOrder(buffer, offset, length, inputs.last()), false);
        return new Outcome(inputs, orders, orders.last() - leftOut, leftOut, epoch);
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
            if (isInputs) {
                if (writer == null) {
                    recordNs = SystemEpochNanoClock.INSTANCE.nanoTime(); // nothing is right: a new log begins
                    open(log, 0, 0);
                }
                openEpoch(verdict.damage() != null && verdict.damage().kind() == Kind.TAIL_LOST);
            }
            return verdict;
        } finally {
            CloseHelper.close(writer);
            writer = null;
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
