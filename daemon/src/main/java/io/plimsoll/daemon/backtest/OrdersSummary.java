package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderStateDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/** Counts what an {@code orders} log holds. One thread. */
final class OrdersSummary implements FrameHandler {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
    private final SeizeOrderStateDecoder seizeState = new SeizeOrderStateDecoder();
    private final LongHashSet accounts = new LongHashSet();
    private long orders;
    private long filled;

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        final int message = offset + Frame.HEADER_LENGTH;
        switch (Frame.templateId(buffer, offset)) {
            case LiquidationOrderDecoder.TEMPLATE_ID -> {
                order.wrapAndApplyHeader(buffer, message, header);
                orders++;
                if (order.reason() != OrderReason.REBALANCE) {
                    accounts.add(order.accountId());
                }
            }
            case SeizeOrderDecoder.TEMPLATE_ID -> {
                orders++;
                accounts.add(
                        seizeOrder.wrapAndApplyHeader(buffer, message, header).accountId());
            }
            case OrderStateDecoder.TEMPLATE_ID ->
                onState(state.wrapAndApplyHeader(buffer, message, header).status());
            case SeizeOrderStateDecoder.TEMPLATE_ID ->
                onState(seizeState.wrapAndApplyHeader(buffer, message, header).status());
            default -> {
                // no order, and no state of one
            }
        }
    }

    private void onState(final OrderStatus status) {
        filled += status == OrderStatus.FILLED ? 1 : 0;
    }

    long orders() {
        return orders;
    }

    long filled() {
        return filled;
    }

    long accountsLiquidated() {
        return accounts.size();
    }
}
