package io.plimsoll.daemon.chain;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Has each decision read where it was encoded, and keeps none. Engine thread. */
public abstract class ReadingSink implements OrderSink {
    /** The decision in progress, its header at 0. */
    protected final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));

    protected final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** A decision stands in the record, and {@code templateId} says which message it is. */
    protected abstract void onDecision(int templateId, long eventNs);

    @Override
    public final MutableDirectBuffer claim(final int maxLength) {
        return record;
    }

    @Override
    public final int messageOffset() {
        return 0;
    }

    @Override
    public final void commit(final int length, final long eventNs) {
        onDecision(header.wrap(record, 0).templateId(), eventNs);
    }
}
