package io.plimsoll.daemon.chain;

import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A port without a ring: each record is dealt with before the next is claimed. One thread. */
abstract class OneSlotPort implements InputPort {
    final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE));

    @Override
    public final long claim() {
        return 0;
    }

    @Override
    public final long tryClaim() {
        return 0;
    }

    @Override
    public final MutableDirectBuffer buffer(final long slot) {
        return record;
    }

    @Override
    public final MutableDirectBuffer buffer(final long slot, final int length) {
        if (Frame.HEADER_LENGTH + length > record.capacity()) {
            record.wrap(ByteBuffer.allocateDirect(Frame.HEADER_LENGTH + length));
        }
        return record;
    }

    @Override
    public final int messageOffset(final long slot) {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public final int maxMessageLength() {
        return RecordSlot.SIZE - Frame.HEADER_LENGTH;
    }
}
