package io.plimsoll.simulator.disk;

import io.plimsoll.protocol.Frame;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A copy of one record, frame and message: equal when every byte is. Immutable. */
public final class JournalRecord {
    private final byte[] bytes;
    private final UnsafeBuffer view;

    JournalRecord(final DirectBuffer buffer, final int offset, final int length) {
        bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        view = new UnsafeBuffer(bytes);
    }

    /** The whole record; its frame begins at 0. */
    public DirectBuffer buffer() {
        return view;
    }

    /** Bytes of frame and message. */
    public int length() {
        return bytes.length;
    }

    public long sequence() {
        return Frame.sequence(view, 0);
    }

    public long eventNs() {
        return Frame.eventNs(view, 0);
    }

    /** CRC32C, unsigned. */
    public long crc() {
        return Integer.toUnsignedLong(Frame.crc(view, 0));
    }

    public int templateId() {
        return Frame.templateId(view, 0);
    }

    /** Whether the messages are equal, wherever in the journal they stand. */
    public boolean saysTheSameAs(final JournalRecord other) {
        return Arrays.equals(
                bytes, Frame.HEADER_LENGTH, bytes.length, other.bytes, Frame.HEADER_LENGTH, other.bytes.length);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof JournalRecord record && Arrays.equals(bytes, record.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "record " + sequence() + " " + HexFormat.of().formatHex(bytes);
    }
}
