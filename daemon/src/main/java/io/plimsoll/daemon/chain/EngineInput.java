package io.plimsoll.daemon.chain;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An input port straight into an engine, on the caller's thread, with no ring and no journal: for margin reports and checks,
 * where nobody waits and nothing is kept. Outputs are dropped.
 */
public final class EngineInput extends OneSlotPort {
    private final MarginEngine engine;
    private final OrderSink nowhere = new DiscardingSink();
    private long sequence;
    private long eventNs;
    private int crc;

    public EngineInput(final MarginEngine engine) {
        this.engine = engine;
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long recordEventNs) {
        if (length > 0) {
            eventNs = Math.max(eventNs, recordEventNs);
            crc = Frame.seal(record, 0, length, ++sequence, eventNs, crc);
            engine.onEvent(record, 0, Frame.HEADER_LENGTH + length, nowhere);
        }
    }

    private static final class DiscardingSink implements OrderSink {
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
}
