package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.FrameHandler;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OrderStateDecoder;
import io.plimsoll.protocol.codec.OrderStatus;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/** Counts what an {@code orders} log holds. One thread. */
final class OrdersSummary implements FrameHandler {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final OrderStateDecoder state = new OrderStateDecoder();
    private final LongHashSet accounts = new LongHashSet();
    private long orders;
    private long filled;

    @Override
    public void onFrame(final DirectBuffer buffer, final int offset, final int length) {
        header.wrap(buffer, offset + Frame.HEADER_LENGTH);
        final int body = offset + Frame.HEADER_LENGTH + MessageHeaderDecoder.ENCODED_LENGTH;
        if (header.templateId() == LiquidationOrderDecoder.TEMPLATE_ID) {
            orders++;
            accounts.add(order.wrap(buffer, body, header.blockLength(), header.version())
                    .accountId());
        } else if (header.templateId() == OrderStateDecoder.TEMPLATE_ID) {
            state.wrap(buffer, body, header.blockLength(), header.version());
            filled += state.status() == OrderStatus.FILLED ? 1 : 0;
        }
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
