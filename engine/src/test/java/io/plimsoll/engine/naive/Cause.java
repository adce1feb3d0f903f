package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/**
 * The input record behind an output.
 *
 * @param sequence the record's sequence
 * @param eventNs its event time, nanoseconds since the Unix epoch
 * @param crc its CRC32C, unsigned
 */
public record Cause(long sequence, long eventNs, long crc) {
    static Cause of(final DirectBuffer buffer, final int offset) {
        return new Cause(
                Frame.sequence(buffer, offset),
                Frame.eventNs(buffer, offset),
                Integer.toUnsignedLong(Frame.crc(buffer, offset)));
    }
}
