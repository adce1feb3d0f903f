package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.agrona.DirectBuffer;

/**
 * A liquidator on paper: is shown {@code orders} as any bot is, and fills each order in full at its mark less slip, never past its
 * limit, a fixed event time after its cause. The driver's thread.
 */
public final class PaperVenue implements FrameHandler {

    private static final long NOTHING_DUE = Long.MAX_VALUE;
    private static final int BPS = 10_000;

    private final PaperTerms terms;
    private final int source;
    private final long liquidatorId;
    private final PriorityQueue<PaperFill> waiting = new PriorityQueue<>();
    private final Map<OrderId, PaperFill> byOrder = new HashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private long sourceSequence;

    /**
     * Waits for orders.
     *
     * @param source the source id of its fills
     * @param liquidatorId the account that takes the other side, or {@link LiquidationFill#NO_COUNTERPARTY}
     */
    public PaperVenue(final PaperTerms terms, final int source, final long liquidatorId) {
        this.terms = terms;
        this.source = source;
        this.liquidatorId = liquidatorId;
    }

    /** A fill to come; ties of time in order of the orders. */
    private record PaperFill(
            long dueNs, long number, OrderId order, long accountId, int instrumentId, long quantity, long price)
            implements Comparable<PaperFill> {
        @Override
        public int compareTo(final PaperFill other) {
            final int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Event time from an order's cause to its fill. */
    long delayNs() {
        return terms.delayNs();
    }

    /** When the next fill is due, or a time that never comes. */
    public long nextDueNs() {
        final PaperFill next = waiting.peek();
        return next == null ? NOTHING_DUE : next.dueNs();
    }

    /** Publishes the next fill. */
    public void publishNext(final InputPort port) {
        final PaperFill next = waiting.remove();
        byOrder.remove(next.order());
        final LiquidationFill fill = new LiquidationFill(
                source,
                ++sourceSequence,
                next.accountId(),
                liquidatorId,
                next.instrumentId(),
                next.order(),
                next.quantity(),
                next.price(),
                0);
        final long slot = port.claim();
        port.publish(slot, fill.encode(port.buffer(slot), port.messageOffset(slot)), System.nanoTime(), next.dueNs());
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        header.wrap(buffer, message);
        final int body = message + MessageHeaderDecoder.ENCODED_LENGTH;
        if (header.templateId() == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrap(buffer, body, header.blockLength(), header.version());
            onOrder(Frame.eventNs(buffer, offset), Frame.sequence(buffer, offset));
        } else if (header.templateId() == OrderStateDecoder.TEMPLATE_ID) {
            state.wrap(buffer, body, header.blockLength(), header.version());
            if (state.status() == OrderStatus.CANCELLED) {
                waiting.remove(
                        byOrder.remove(new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal())));
            }
        }
    }

    private void onOrder(final long causeNs, final long number) {
        final boolean isBuy = order.side() == Side.BUY;
        final long slip = Math.multiplyExact(order.markPrice() / BPS, (long) terms.slipBps())
                + order.markPrice() % BPS * terms.slipBps() / BPS;
        final long price = isBuy
                ? Math.min(order.markPrice() + slip, order.limitPrice())
                : Math.max(order.markPrice() - slip, order.limitPrice());
        final PaperFill fill = new PaperFill(
                causeNs + terms.delayNs(),
                number,
                new OrderId(order.epoch(), order.causeSequence(), order.ordinal()),
                order.accountId(),
                (int) order.instrumentId(),
                isBuy ? order.quantity() : -order.quantity(),
                price);
        waiting.add(fill);
        byOrder.put(fill.order(), fill);
    }
}
