package io.plimsoll.daemon.chain;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyRecorders;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SeizeOrderEncoder;
import org.agrona.MutableDirectBuffer;

/** Third step of the chain, inline: decisions are encoded straight into {@code orders}. Engine thread; owns the orders writer. */
final class JournalOrderSink implements TimedOrderSink {
    private final FrameLogWriter orders;
    private final LatencyRecorders latency;
    private MutableDirectBuffer buffer;
    private long dueNanoTime;
    private long decidedNanoTime;

    JournalOrderSink(final FrameLogWriter orders, final LatencyRecorders latency) {
        this.orders = orders;
        this.latency = latency;
    }

    @Override
    public void dueAt(final long nanoTime) {
        dueNanoTime = nanoTime;
    }

    @Override
    public MutableDirectBuffer claim(final int maxLength) {
        decidedNanoTime = System.nanoTime();
        buffer = orders.claim(maxLength);
        return buffer;
    }

    @Override
    public int messageOffset() {
        return orders.messageOffset();
    }

    @Override
    public void commit(final int length, final long eventNs) {
        final boolean isOrder = isOrder(buffer, orders.messageOffset());
        orders.commit(length, eventNs);
        if (isOrder) {
            final long now = System.nanoTime();
            latency.record(Hop.ENGINE_TO_ORDERS, now - decidedNanoTime);
            latency.record(Hop.TICK_TO_ORDER, now - dueNanoTime);
        }
    }

    static boolean isOrder(final MutableDirectBuffer buffer, final int messageOffset) {
        final int templateId = buffer.getShort(
                        messageOffset + MessageHeaderEncoder.templateIdEncodingOffset(),
                        java.nio.ByteOrder.LITTLE_ENDIAN)
                & 0xFFFF;
        return templateId == LiquidationOrderEncoder.TEMPLATE_ID || templateId == SeizeOrderEncoder.TEMPLATE_ID;
    }
}
