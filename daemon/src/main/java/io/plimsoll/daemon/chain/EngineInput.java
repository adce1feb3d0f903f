package io.plimsoll.daemon.chain;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An input port straight into an engine, on the caller's thread, with no ring and no journal: for margin reports and checks,
 * where nobody waits and nothing is kept. Outputs are dropped.
 */
public final class EngineInput implements InputPort {
    private static final int MAX_RECORD = 512;

    private final MarginEngine engine;
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(MAX_RECORD));
    private final OrderSink nowhere = new DiscardingSink();
    private long sequence;
    private long eventNs;
    private int crc;

    public EngineInput(final MarginEngine engine) {
        this.engine = engine;
    }

    @Override
    public long claim() {
        return 0;
    }

    @Override
    public long tryClaim() {
        return 0;
    }

    @Override
    public MutableDirectBuffer buffer(final long slot) {
        return record;
    }

    @Override
    public int messageOffset(final long slot) {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public int maxMessageLength() {
        return MAX_RECORD - Frame.HEADER_LENGTH;
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
