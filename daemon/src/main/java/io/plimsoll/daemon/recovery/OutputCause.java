package io.plimsoll.daemon.recovery;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The input that caused a record of {@code orders}: in every message of the schema's outputs it is the first field. Stateless. */
public final class OutputCause {
    private static final int OFFSET = Frame.HEADER_LENGTH
            + MessageHeaderDecoder.ENCODED_LENGTH
            + LiquidationOrderDecoder.causeSequenceEncodingOffset();

    private OutputCause() {}

    /** Its sequence; the frame of the record begins at the offset. */
    public static long of(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
}
