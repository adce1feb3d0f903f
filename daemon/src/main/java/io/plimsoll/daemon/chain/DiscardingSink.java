package io.plimsoll.daemon.chain;

import io.plimsoll.engine.OrderSink;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes decisions that nobody wants: where only the engine's state counts. Engine thread. */
public final class DiscardingSink implements OrderSink {
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        return scratch;
    }

    @Override
    public int messageOffset() {
        return 0;
    }

    @Override
    public void commit(final int length, final long causeEventNs) {
        // nobody listens
    }
}
