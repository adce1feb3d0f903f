package io.plimsoll.daemon.follow;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts each decision into the frame that it has in {@code orders}, and keeps nothing but the last CRC. Frames are chained, so one that
 * has the same CRC as the live one tells that every decision up to it is the same. One thread.
 */
final class ChainedDecisions implements OrderSink {
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
    private long sequence;
    private int crc;

    /** Begins after this decision. */
    ChainedDecisions(final long sequence, final int crc) {
        this.sequence = sequence;
        this.crc = crc;
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return record;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public void commit(final int length, final long eventNs) {
        crc = Frame.seal(record, 0, length, ++sequence, eventNs, crc);
    }

    /** Sequence of the last decision. */
    long sequence() {
        return sequence;
    }

    /** CRC32C that its record has. */
    int crc() {
        return crc;
    }
}
