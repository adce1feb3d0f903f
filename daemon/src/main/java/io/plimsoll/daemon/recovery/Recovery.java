package io.plimsoll.daemon.recovery;

import io.plimsoll.daemon.ExitCode;
import io.plimsoll.daemon.UserError;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings a fresh engine to the end of {@code inputs}. Decisions are a pure function of them, so each is compared with what
 * {@code orders} holds, byte for byte, and only what a crash kept from being written is appended. The starting thread.
 */
public final class Recovery {
    private final ReadableLogs logs;
    private final FrameLogWriter inputs;
    private final FrameLogWriter orders;
    private long replayed;
    private long appended;

    /**
     * @param logs where both logs are read from the start
     * @param inputs the writer of {@code inputs}, for where they end
     * @param orders the writer of {@code orders}, which gets what is missing
     */
    public Recovery(final ReadableLogs logs, final FrameLogWriter inputs, final FrameLogWriter orders) {
        this.logs = logs;
        this.inputs = inputs;
        this.orders = orders;
    }

    /** Replays everything; refuses an {@code orders} log that these inputs do not give. */
    public void run(final MarginEngine engine) {
        if (inputs.lastSequence() == 0) {
            requireNothingAhead(0);
            return;
        }
        try (FrameLogReader input = logs.reader(LogName.INPUTS, Position.start());
                FrameLogReader existing = logs.reader(LogName.ORDERS, Position.start())) {
            final ComparingSink sink = new ComparingSink(existing);
            while (input.lastSequence() < inputs.lastSequence()) {
                if (!input.poll((buffer, offset, length) -> engine.onEvent(buffer, offset, length, sink))) {
                    input.atEnd(inputs.lastSequence());
                }
            }
            replayed = input.lastSequence();
            requireNothingAhead(sink.compared);
        }
    }

    /** Inputs replayed. */
    public long replayed() {
        return replayed;
    }

    /** Decisions that were missing in {@code orders} and are there now. */
    public long appended() {
        return appended;
    }

    private void requireNothingAhead(final long given) {
        if (orders.lastSequence() > given + appended) {
            throw new UserError(
                    ExitCode.JOURNAL_DAMAGED,
                    "orders hold " + orders.lastSequence() + " records, the inputs give only " + (given + appended)
                            + ": inputs lost their tail; see docs/operating/exit-codes.md");
        }
    }

    private final class ComparingSink implements OrderSink {
        private final FrameLogReader existing;
        private final long existingLast = orders.lastSequence();
        private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
        private MutableDirectBuffer claimed;
        private long compared;
        private int length;
        private long eventNs;

        ComparingSink(final FrameLogReader existing) {
            this.existing = existing;
        }

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            claimed = compared < existingLast ? scratch : orders.claim(maxLength);
            return claimed;
        }

        @Override
        public int messageOffset() {
            return compared < existingLast ? 0 : orders.messageOffset();
        }

        @Override
        public void commit(final int messageLength, final long causeNs) {
            if (compared == existingLast) {
                orders.commit(messageLength, causeNs);
                appended++;
                return;
            }
            length = messageLength;
            eventNs = causeNs;
            while (!existing.poll(this::compare)) {
                existing.atEnd(existingLast);
            }
            compared++;
        }

        private void compare(final DirectBuffer buffer, final int offset, final int recordLength) {
            final boolean isSame = recordLength == Frame.HEADER_LENGTH + length
                    && Frame.eventNs(buffer, offset) == eventNs
                    && isSameMessage(buffer, offset + Frame.HEADER_LENGTH);
            if (!isSame) {
                throw new UserError(
                        ExitCode.JOURNAL_DAMAGED,
                        "orders record " + Frame.sequence(buffer, offset)
                                + " is not what the inputs give; see docs/operating/exit-codes.md");
            }
        }

        private boolean isSameMessage(final DirectBuffer buffer, final int offset) {
            for (int i = 0; i < length; i++) {
                if (buffer.getByte(offset + i) != scratch.getByte(i)) {
                    return false;
                }
            }
            return true;
        }
    }
}
