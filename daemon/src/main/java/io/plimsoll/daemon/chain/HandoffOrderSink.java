package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.journal.FrameLogWriter;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.YieldingIdleStrategy;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/**
 * Third step of the chain on a thread of its own: the engine hands decisions over through a bounded ring, and waits when it is
 * full. The engine's thread calls the sink's methods, the orders thread {@link #drain}.
 */
final class HandoffOrderSink implements TimedOrderSink {
    private static final int RING_BYTES = 1 << 24;
    private static final int MESSAGE_TYPE = 1;
    private static final int EVENT_NS = 0;
    private static final int DUE = BitUtil.SIZE_OF_LONG;
    private static final int DECIDED = 2 * BitUtil.SIZE_OF_LONG;
    private static final int PREFIX = 3 * BitUtil.SIZE_OF_LONG;
    private static final int MAX_MESSAGE = 8 * 1024;

    private final OneToOneRingBuffer ring = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH)));
    private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(PREFIX + MAX_MESSAGE));
    private final IdleStrategy full = new YieldingIdleStrategy();
    private final FrameLogWriter orders;
    private final LatencyRecorders latency;
    private final Progress progress;
    private final BooleanSupplier hasFailed;
    private long dueNanoTime;
    private long decidedNanoTime;
    private long handedOver;
    private volatile boolean isClosed;

    /** @param hasFailed whether the chain is broken, so that nobody may be left to make room */
    HandoffOrderSink(
            final FrameLogWriter orders,
            final LatencyRecorders latency,
            final Progress progress,
            final BooleanSupplier hasFailed) {
        this.orders = orders;
        this.latency = latency;
        this.progress = progress;
        this.hasFailed = hasFailed;
    }

    @Override
    public void dueAt(final long nanoTime) {
        dueNanoTime = nanoTime;
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        decidedNanoTime = System.nanoTime();
        return scratch;
    }

    @Override
    public int messageOffset() {
        return PREFIX;
    }

    @Override
    public void commit(final int length, final long eventNs) {
        scratch.putLong(EVENT_NS, eventNs);
        scratch.putLong(DUE, dueNanoTime);
        scratch.putLong(DECIDED, decidedNanoTime);
        full.reset();
        while (!ring.write(MESSAGE_TYPE, scratch, 0, PREFIX + length)) {
            if (hasFailed.getAsBoolean()) {
                throw new IllegalStateException("the chain has failed while a decision waited for the orders thread");
            }
            full.idle();
        }
        progress.ordersHandedOver(++handedOver);
    }

    /** Appends what was handed over until {@link #close()}, then the rest. The orders thread. */
    void drain() {
        final IdleStrategy idle = new BackoffIdleStrategy(10, 10, 1_000, 50_000);
        final MessageHandler appender = new Appender();
        boolean wasClosed;
        int read;
        do {
            wasClosed = isClosed;
            read = ring.read(appender);
            idle.idle(read);
        } while (read > 0 || !wasClosed);
    }

    /** No more will be handed over. */
    void close() {
        isClosed = true;
    }

    private final class Appender implements MessageHandler {
        private long appended;

        @Override
        public void onMessage(final int type, final MutableDirectBuffer buffer, final int index, final int length) {
            final int messageLength = length - PREFIX;
            final MutableDirectBuffer target = orders.claim(messageLength);
            target.putBytes(orders.messageOffset(), buffer, index + PREFIX, messageLength);
            final boolean isOrder = JournalOrderSink.isOrder(buffer, index + PREFIX);
            orders.commit(messageLength, buffer.getLong(index + EVENT_NS));
            if (isOrder) {
                final long now = System.nanoTime();
                latency.record(Hop.ENGINE_TO_ORDERS, now - buffer.getLong(index + DECIDED));
                latency.record(Hop.TICK_TO_ORDER, now - buffer.getLong(index + DUE));
            }
            progress.ordersAppended(++appended);
        }
    }
}
