package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.postmortem.BookHealth;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.DeleverageDecoder;
import io.plimsoll.protocol.codec.FundDrawDecoder;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import io.plimsoll.protocol.codec.UnitStateDecoder;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Counts decisions and shows each to a venue, as a record of {@code orders} would be. The run's thread. */
final class OrdersTally implements OrderSink {
    private final FrameHandler venue;
    private final long after;
    private final UnsafeBuffer record = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
    private final DeleverageDecoder deleverage = new DeleverageDecoder();
    private final TreeMap<Long, String> liquidated = new TreeMap<>();
    private long sequence;
    private long orders;
    private long filled;

    /** @param after the input behind which orders count */
    OrdersTally(final FrameHandler venue, final long after) {
        this.venue = venue;
        this.after = after;
    }

    boolean hasOrders() {
        return orders > 0;
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
        header.wrap(record, Frame.HEADER_LENGTH);
        switch (header.templateId()) {
            case LiquidationOrderDecoder.TEMPLATE_ID ->
                onOrder(order.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header));
            case SeizeOrderDecoder.TEMPLATE_ID ->
                onOrder(seizeOrder.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header));
            case OrderStateDecoder.TEMPLATE_ID -> {
                state.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header);
                onState(state.status(), state.orderSequence());
            }
            case SeizeOrderStateDecoder.TEMPLATE_ID -> {
                seizeState.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header);
                onState(seizeState.status(), seizeState.orderSequence());
            }
            case DeleverageDecoder.TEMPLATE_ID -> {
                deleverage.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, header);
                if (deleverage.orderSequence() <= after) {
                    return; // of an order that was made, whose fills stay
                }
            }
            case FundDrawDecoder.TEMPLATE_ID, UnitStateDecoder.TEMPLATE_ID -> {
                // a venue pays, and no longer does
            }
            default -> {
                return; // nothing that a venue acts on
            }
        }
        Frame.seal(record, 0, length, ++sequence, eventNs, 0);
        venue.onFrame(record, 0, Frame.HEADER_LENGTH + length);
    }

    private void onOrder(final LiquidationOrderDecoder made) {
        orders++;
        if (made.reason() != OrderReason.REBALANCE && !liquidated.containsKey(made.accountId())) {
            made.legs().forEach(leg -> {}); // the name stands behind them
            liquidated.put(made.accountId(), made.accountName());
        }
    }

    private void onOrder(final SeizeOrderDecoder made) {
        orders++;
        if (!liquidated.containsKey(made.accountId())) {
            made.legs().forEach(leg -> {}); // the name stands behind them
            liquidated.put(made.accountId(), made.accountName());
        }
    }

    private void onState(final OrderStatus status, final long orderSequence) {
        filled += status == OrderStatus.FILLED && orderSequence > after ? 1 : 0;
    }

    Outcome outcome(final BookHealth end, final long snapshots) {
        return new Outcome(orders, filled, liquidated, end.deficits(), end.deficit(), snapshots);
    }
}
