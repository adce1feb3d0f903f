package io.plimsoll.daemon.recovery;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Whether a decision made again is the one that {@code orders} holds: event time and message, byte for byte. Only the schema version may
 * be another, the last field of the header: a build with a newer schema that writes the same fields still says the same. One thread.
 */
public final class SameDecision {
    private final UnsafeBuffer made = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer found = new UnsafeBuffer(0, 0);

    /**
     * Compares one message with one record.
     *
     * @param message where the message made again begins, its header first
     * @param record where the record's frame begins in {@code orders}
     */
    public boolean test(
            final DirectBuffer maker,
            final int message,
            final int messageLength,
            final long eventNs,
            final DirectBuffer orders,
            final int record,
            final int recordLength) {
        final int other = record + Frame.HEADER_LENGTH;
        final int version = MessageHeaderDecoder.versionEncodingOffset();
        final int body = MessageHeaderDecoder.ENCODED_LENGTH;
        return recordLength == Frame.HEADER_LENGTH + messageLength
                && Frame.eventNs(orders, record) == eventNs
                && isSame(maker, message, orders, other, version)
                && isSame(maker, message + body, orders, other + body, messageLength - body);
    }

    private boolean isSame(
            final DirectBuffer a, final int aOffset, final DirectBuffer b, final int bOffset, final int length) {
        made.wrap(a, aOffset, length);
        found.wrap(b, bOffset, length);
        return made.equals(found);
    }
}
