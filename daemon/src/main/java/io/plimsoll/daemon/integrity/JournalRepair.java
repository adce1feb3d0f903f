package io.plimsoll.daemon.integrity;

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
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

/**
 * Copies what is right of a damaged journal into a new one, byte for byte, and opens a new epoch there: sequences after the damage
 * will be used again, order ids never. Only reads the original. One thread; once.
 */
public final class JournalRepair implements AutoCloseable {
    private final FrameLogs from;
    private final FrameLogs to;
    private final JournalLock lock;
    private final EpochDecoder epochDecoder = new EpochDecoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private FrameLogWriter writer;
    private long recordNs;
    private int epoch;
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

    /** Takes the right to write the new journal, whose directory is empty or missing. */
    public JournalRepair(final FrameLogs damaged, final Path target) {
        from = damaged;
        to = FrameLogs.in(target)
                .rolling(Roll.DAILY, () -> TimeUnit.NANOSECONDS.toMillis(recordNs)); // files as they were
        lock = to.lock();
    }

    /** Copies, and tells what was lost. */
    public Outcome run() {
        final Verdict inputs = copy(LogName.INPUTS, this::copyInput, true);
        final Verdict orders = copy(
                LogName.ORDERS, (buffer, offset, length) -> copyOrder(buffer, offset, length, inputs.last()), false);
        return new Outcome(inputs, orders, orders.last() - leftOut, leftOut, epoch + 1);
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
            if (isInputs && writer != null) {
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

    private void copyInput(final DirectBuffer buffer, final int offset, final int length) {
        if (Frame.templateId(buffer, offset) == EpochDecoder.TEMPLATE_ID) {
            epochDecoder.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
            epoch = Math.max(epoch, (int) epochDecoder.epoch());
        }
        writer.append(buffer, offset, length);
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
                .epoch(epoch + 1)
                .reason(isTailLost ? EpochReason.TAIL_LOST : EpochReason.REPAIRED);
        writer.commit(MessageHeaderEncoder.ENCODED_LENGTH + EpochEncoder.BLOCK_LENGTH, writer.lastEventNs());
    }

    @Override
    public void close() {
        lock.close();
    }
}
