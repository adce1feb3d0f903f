package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.fake.ForwardingWriter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A writer that lets something happen on its thread before and after each record. */
final class HeldUpWriter extends ForwardingWriter {
    private final Runnable holdUp;

    HeldUpWriter(final FrameLogWriter writer, final Runnable holdUp) {
        super(writer);
        this.holdUp = holdUp;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        holdUp.run();
        return super.claim(maxMessageLength);
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        holdUp.run();
        final long sequence = super.commit(messageLength, eventNs);
        holdUp.run();
        return sequence;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        holdUp.run();
        super.append(buffer, offset, length);
        holdUp.run();
    }
}
