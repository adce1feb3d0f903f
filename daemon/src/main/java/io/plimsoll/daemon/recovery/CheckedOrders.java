package io.plimsoll.daemon.recovery;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds each regenerated decision against the one that {@code orders} has in its place, byte for byte, and appends those that it does
 * not have. The recovering thread.
 */
final class CheckedOrders implements OrderSink {
    private final FrameLogReader existing;
    private final long lastExisting;
    private final FrameLogWriter orders;
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
    private final SameDecision same = new SameDecision();
    private long sequence;
    private int length;
    private long eventNs;

    /**
     * @param existing stands after the decision {@code sequence}
     * @param sequence the decisions before the first regenerated one
     */
    CheckedOrders(final FrameLogReader existing, final long sequence, final FrameLogWriter orders) {
        this.existing = existing;
        this.sequence = sequence;
        this.orders = orders;
        this.lastExisting = orders.lastSequence();
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return isThere() ? scratch : orders.claim(maxLength);
    }

    @Override
    public int messageOffset() {
        return isThere() ? 0 : orders.messageOffset();
    }

    @Override
    public void commit(final int messageLength, final long causeNs) {
        if (isThere()) {
            length = messageLength;
            eventNs = causeNs;
            while (!existing.poll(this::compare)) {
                existing.atEnd(lastExisting);
            }
        } else {
            orders.commit(messageLength, causeNs);
        }
        sequence++;
    }

    /** Decisions that were missing in {@code orders} and are there now. */
    long appended() {
        return orders.lastSequence() - lastExisting;
    }

    /** Refuses decisions that no input gives. */
    void end() {
        if (lastExisting > sequence) {
            throw new UserError(
                    ExitCode.ORDERS_AHEAD,
                    "orders hold " + lastExisting + " records, the inputs give only " + sequence
                            + ": inputs lost their tail; see docs/operating/recovery.md, Orders ahead");
        }
    }

    private boolean isThere() {
        return sequence < lastExisting;
    }

    private void compare(final DirectBuffer buffer, final int offset, final int recordLength) {
        if (!same.test(scratch, 0, length, eventNs, buffer, offset, recordLength)) {
            throw new UserError(
                    ExitCode.ORDERS_DIFFER,
                    "orders record " + Frame.sequence(buffer, offset)
                            + " is not what the inputs give; see docs/operating/recovery.md, Orders differ");
        }
    }
}
