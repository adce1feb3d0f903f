package io.plimsoll.daemon.backtest;

import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.SeizeFill;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import org.agrona.DirectBuffer;

/**
 * A liquidator on paper: is shown {@code orders} as any bot is, and fills each in full a fixed event time after its cause. What closes a
 * position trades at its mark less slip, never past its limit; what seizes collateral repays just what it says, the venue's reserves' part
 * as well, for just what it takes. The driver's thread.
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
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
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

    /** A fill to come, once it has its sequence; ties of time in order of the orders. */
    private record PaperFill(long dueNs, long number, OrderId order, LongFunction<Fact> fact)
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
        final Fact fill = next.fact().apply(++sourceSequence);
        final long slot = port.claim();
        port.publish(slot, fill.encode(port.buffer(slot), port.messageOffset(slot)), System.nanoTime(), next.dueNs());
    }

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case LiquidationOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, message, header);
                final OrderId id = new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
                await(buffer, offset, id, fillOf(id));
            }
            case SeizeOrderDecoder.TEMPLATE_ID -> {
                seizeOrder.wrapAndApplyHeader(buffer, message, header);
                final OrderId id = new OrderId(seizeOrder.epoch(), seizeOrder.causeSequence(), seizeOrder.ordinal());
                await(buffer, offset, id, seizeFillOf(id));
            }
            case OrderStateDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(buffer, message, header);
                onState(new OrderId(state.orderEpoch(), state.orderSequence(), state.orderOrdinal()), state.status());
            }
            case SeizeOrderStateDecoder.TEMPLATE_ID -> {
                seizeState.wrapAndApplyHeader(buffer, message, header);
                onState(
                        new OrderId(seizeState.orderEpoch(), seizeState.orderSequence(), seizeState.orderOrdinal()),
                        seizeState.status());
            }
            default -> {
                // nothing that a venue acts on
            }
        }
    }

    private void onState(final OrderId id, final OrderStatus status) {
        if (status == OrderStatus.CANCELLED || status == OrderStatus.EXPIRED) {
            waiting.remove(byOrder.remove(id));
        }
    }

    private void await(final DirectBuffer buffer, final int offset, final OrderId id, final LongFunction<Fact> fact) {
        final PaperFill fill = new PaperFill(
                Frame.eventNs(buffer, offset) + terms.delayNs(), Frame.sequence(buffer, offset), id, fact);
        waiting.add(fill);
        byOrder.put(id, fill);
    }

    private LongFunction<Fact> fillOf(final OrderId id) {
        final boolean isBuy = order.side() == Side.BUY;
        final long slip = Math.multiplyExact(order.markPrice() / BPS, (long) terms.slipBps())
                + order.markPrice() % BPS * terms.slipBps() / BPS;
        final long price = isBuy
                ? Math.min(order.markPrice() + slip, order.limitPrice())
                : Math.max(order.markPrice() - slip, order.limitPrice());
        final long accountId = order.accountId();
        final int instrumentId = (int) order.instrumentId();
        final long quantity = isBuy ? order.quantity() : -order.quantity();
        return sequence ->
                new LiquidationFill(source, sequence, accountId, liquidatorId, instrumentId, id, quantity, price, 0);
    }

    private LongFunction<Fact> seizeFillOf(final OrderId id) {
        final long accountId = seizeOrder.accountId();
        final int debtAssetId = (int) seizeOrder.debtAssetId();
        final long repaid = seizeOrder.repay() + seizeOrder.reserve();
        final int collateralAssetId = (int) seizeOrder.collateralAssetId();
        final long seized = seizeOrder.seize();
        return sequence -> new SeizeFill(
                source, sequence, accountId, liquidatorId, id, debtAssetId, repaid, collateralAssetId, seized);
    }
}
