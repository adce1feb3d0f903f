package io.plimsoll.simulator.bug;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.fake.ForwardingWriter;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import org.agrona.MutableDirectBuffer;

/** Counts the sequence in an order's id from the first input of the run. */
final class RenumberingWriter extends ForwardingWriter {
    private final long firstInput;
    private MutableDirectBuffer claimed;

    RenumberingWriter(final FrameLogWriter writer, final long firstInput) {
        super(writer);
        this.firstInput = firstInput;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        claimed = super.claim(maxMessageLength);
        return claimed;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        final int offset = messageOffset();
        if (Frame.templateId(claimed, offset - Frame.HEADER_LENGTH) == LiquidationOrderDecoder.TEMPLATE_ID) {
            final int field = offset
                    + MessageHeaderDecoder.ENCODED_LENGTH
                    + LiquidationOrderDecoder.causeSequenceEncodingOffset();
            claimed.putLong(field, claimed.getLong(field, LITTLE_ENDIAN) - firstInput + 1, LITTLE_ENDIAN);
        }
        return super.commit(messageLength, eventNs);
    }
}
