package io.plimsoll.simulator.bug;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.fake.ForwardingWriter;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Commits each liquidation order a second time. */
final class DoublingWriter extends ForwardingWriter {
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
    private MutableDirectBuffer claimed;

    DoublingWriter(final FrameLogWriter writer) {
        super(writer);
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        claimed = super.claim(maxMessageLength);
        return claimed;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        final int offset = messageOffset();
        copy.putBytes(0, claimed, offset, messageLength);
        final boolean isOrder =
                Frame.templateId(claimed, offset - Frame.HEADER_LENGTH) == LiquidationOrderDecoder.TEMPLATE_ID;
        final long sequence = super.commit(messageLength, eventNs);
        if (!isOrder) {
            return sequence;
        }
        super.claim(messageLength).putBytes(messageOffset(), copy, 0, messageLength);
        return super.commit(messageLength, eventNs);
    }
}
