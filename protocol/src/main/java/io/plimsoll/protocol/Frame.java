package io.plimsoll.protocol;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.checksum.Crc32c;

/**
 * The 32 bytes in front of every SBE message in every journal and ring slot: what makes a hole, a flipped bit or a lost
 * record visible, since the queue underneath carries no checksum of its own. Little endian, stateless, any thread.
 *
 * <pre>
 *   0  int   magic            "PLIM"
 *   4  int   crc32c           of bytes 8 .. 32 + length
 *   8  long  sequence         contiguous within a journal, from 1
 *  16  long  eventNs          nanoseconds since the Unix epoch, given once by the sequencing stage, never decreasing
 *  24  int   length           of the SBE message, its 8-byte header included
 *  28  int   previousCrc32c   of the record before it, 0 for the first: chains the records
 *  32        SBE message
 * </pre>
 */
public final class Frame {
    /** Bytes in front of the SBE message. */
    public static final int HEADER_LENGTH = 32;

    /** "PLIM" in little-endian order. */
    public static final int MAGIC = 0x4D49_4C50;

    private static final int CRC_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int EVENT_NS_OFFSET = 16;
    private static final int LENGTH_OFFSET = 24;
    private static final int PREVIOUS_CRC_OFFSET = 28;
    private static final int CHECKED_FROM = SEQUENCE_OFFSET;

    private Frame() {}

    /** Completes a record whose SBE message already stands at {@code offset + 32}, and returns its CRC32C. */
    public static int seal(
            final MutableDirectBuffer buffer,
            final int offset,
            final int messageLength,
            final long sequence,
            final long eventNs,
            final int previousCrc) {
        buffer.putInt(offset, MAGIC, LITTLE_ENDIAN);
        buffer.putLong(offset + SEQUENCE_OFFSET, sequence, LITTLE_ENDIAN);
        buffer.putLong(offset + EVENT_NS_OFFSET, eventNs, LITTLE_ENDIAN);
        buffer.putInt(offset + LENGTH_OFFSET, messageLength, LITTLE_ENDIAN);
        buffer.putInt(offset + PREVIOUS_CRC_OFFSET, previousCrc, LITTLE_ENDIAN);
        final int crc = computeCrc(buffer, offset, messageLength);
        buffer.putInt(offset + CRC_OFFSET, crc, LITTLE_ENDIAN);
        return crc;
    }

    /** What is wrong with a record, or null when it is whole. Sequence and chain are the reader's own check. */
    public static String defect(final DirectBuffer buffer, final int offset, final int available) {
        if (available < HEADER_LENGTH + 8) {
            return "record of " + available + " bytes is shorter than a frame and a message header";
        }
        final int magic = buffer.getInt(offset, LITTLE_ENDIAN);
        if (magic != MAGIC) {
            return "magic is 0x" + Integer.toHexString(magic) + ", expected 0x" + Integer.toHexString(MAGIC);
        }
        final int length = length(buffer, offset);
        if (length != available - HEADER_LENGTH) {
            return "length says " + length + " bytes of message, the record holds " + (available - HEADER_LENGTH);
        }
        final int crc = computeCrc(buffer, offset, length);
        final int stored = crc(buffer, offset);
        if (crc != stored) {
            return "CRC32C is 0x" + Integer.toHexString(crc) + ", the frame says 0x" + Integer.toHexString(stored);
        }
        return null;
    }

    /** Sequence within the journal. */
    public static long sequence(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + SEQUENCE_OFFSET, LITTLE_ENDIAN);
    }

    /** Event time, nanoseconds since the Unix epoch. */
    public static long eventNs(final DirectBuffer buffer, final int offset) {
        return buffer.getLong(offset + EVENT_NS_OFFSET, LITTLE_ENDIAN);
    }

    /** Length of the SBE message behind the frame, bytes. */
    public static int length(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    }

    /** CRC32C of this record. */
    public static int crc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** CRC32C of the record before this one, 0 for a journal's first. */
    public static int previousCrc(final DirectBuffer buffer, final int offset) {
        return buffer.getInt(offset + PREVIOUS_CRC_OFFSET, LITTLE_ENDIAN);
    }

    /** SBE template id of the message behind the frame. */
    public static int templateId(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + HEADER_LENGTH + BitUtil.SIZE_OF_SHORT, LITTLE_ENDIAN) & 0xFFFF;
    }

    private static int computeCrc(final DirectBuffer buffer, final int offset, final int messageLength) {
        final int length = HEADER_LENGTH - CHECKED_FROM + messageLength;
        buffer.boundsCheck(offset + CHECKED_FROM, length);
        if (buffer.byteArray() == null) {
            return Crc32c.INSTANCE.compute(buffer.addressOffset(), offset + CHECKED_FROM, length);
        }
        final CRC32C crc = new CRC32C(); // heap buffers: tests and tools only
        crc.update(buffer.byteArray(), buffer.wrapAdjustment() + offset + CHECKED_FROM, length);
        return (int) crc.getValue();
    }
}
