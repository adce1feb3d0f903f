package io.plimsoll.daemon.recovery;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.Quarantine;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Holds each regenerated decision against the one that {@code orders} has in its place, byte for byte, and appends those that it does
 * not have; those of an input only once the engine has taken all of it. Decisions on inputs that were put in quarantine afterwards
 * keep their place and are passed over. The recovering thread.
 */
final class CheckedOrders implements OrderSink {
    private static final int EVENT_NS = 8;
    private static final int MESSAGE = 16;

    private final FrameLogReader existing;
    private final long lastExisting;
    private final FrameLogWriter orders;
    private final Quarantine quarantine;
    private final SameDecision same = new SameDecision();
    /** The input's decisions so far: length, event time, message of each. */
    private final ExpandableDirectByteBuffer made = new ExpandableDirectByteBuffer(64 * 1024);

    private int end;
    private long sequence;
    private boolean isFound;

    /**
     * @param existing stands after the decision {@code sequence}
     * @param sequence the decisions before the first regenerated one
     * @param quarantine the inputs that are not replayed
     */
    CheckedOrders(
            final FrameLogReader existing,
            final long sequence,
            final FrameLogWriter orders,
            final Quarantine quarantine) {
        this.existing = existing;
        this.sequence = sequence;
        this.orders = orders;
        this.quarantine = quarantine;
        this.lastExisting = orders.lastSequence();
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        made.checkLimit(end + MESSAGE + maxLength); // grows it
        return made;
    }

    @Override
    public int messageOffset() {
        return end + MESSAGE;
    }

    @Override
    public void commit(final int messageLength, final long causeNs) {
        made.putInt(end, messageLength);
        made.putLong(end + EVENT_NS, causeNs);
        end = BitUtil.align(end + MESSAGE + messageLength, Long.BYTES);
    }

    /** The engine has taken the input: its decisions stand. */
    void release() {
        int at = 0;
        while (at < end) {
            final int decision = at;
            if (!next((buffer, offset, length) -> compare(decision, buffer, offset, length))) {
                append(decision);
            }
            at = BitUtil.align(at + MESSAGE + made.getInt(at), Long.BYTES);
        }
        end = 0;
    }

    /** Decisions that were missing in {@code orders} and are there now. */
    long appended() {
        return orders.lastSequence() - lastExisting;
    }

    /** Refuses decisions that no input gives. */
    void end() {
        if (next((buffer, offset, length) -> {})) {
            throw new UserError(
                    ExitCode.ORDERS_AHEAD,
                    "orders hold " + lastExisting + " records, the inputs give only " + (sequence - 1)
                            + ": inputs lost their tail; see docs/operating/recovery.md, Orders ahead");
        }
    }

    // Shows the next existing decision on an input that is replayed; false when there is none.
    private boolean next(final FrameHandler handler) {
        isFound = false;
        while (!isFound && sequence < lastExisting) {
            final boolean hasPolled = existing.poll((buffer, offset, length) -> {
                isFound = !quarantine.holds(OutputCause.of(buffer, offset));
                if (isFound) {
                    handler.onFrame(buffer, offset, length);
                }
            });
            if (hasPolled) {
                sequence++;
            } else {
                existing.atEnd(lastExisting);
            }
        }
        return isFound;
    }

    private void append(final int decision) {
        final int length = made.getInt(decision);
        orders.claim(length).putBytes(orders.messageOffset(), made, decision + MESSAGE, length);
        orders.commit(length, made.getLong(decision + EVENT_NS));
        sequence++;
    }

    private void compare(final int decision, final DirectBuffer buffer, final int offset, final int recordLength) {
        final int length = made.getInt(decision);
        final long eventNs = made.getLong(decision + EVENT_NS);
        if (!same.test(made, decision + MESSAGE, length, eventNs, buffer, offset, recordLength)) {
            throw new UserError(
                    ExitCode.ORDERS_DIFFER,
                    "orders record " + Frame.sequence(buffer, offset)
                            + " is not what the inputs give; see docs/operating/recovery.md, Orders differ");
        }
    }
}
