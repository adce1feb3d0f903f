package io.plimsoll.daemon.explain;

import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import org.agrona.DirectBuffer;

/**
 * Which account is explained, and at which input.
 *
 * @param account its name, or its id as text
 * @param sequence of the input
 */
public record Subject(String account, long sequence) {
    /**
     * What {@code ORDER-ID} or {@code ACCOUNT@SEQ} means.
     *
     * @throws UserError when it is neither, or {@code orders} holds no such order
     */
    public static Subject parse(final String text, final ReadableLogs logs) {
        final int at = text.lastIndexOf('@');
        try {
            if (at < 0) {
                return ofOrder(OrderId.parse(text), logs);
            }
            final long sequence = Long.parseLong(text.substring(at + 1));
            if (at > 0 && sequence > 0) {
                return new Subject(text.substring(0, at), sequence);
            }
        } catch (final IllegalArgumentException ignored) {
            // told below, with what was expected
        }
        throw new UserError(
                "'" + text + "': expected an order id as 1-4711-0, or an account and an input as alice@4711");
    }

    private static Subject ofOrder(final OrderId id, final ReadableLogs logs) {
        final Search search = new Search(id);
        try (FrameLogReader orders = logs.reader(LogName.ORDERS, Position.start())) {
            while (search.account == 0 && (orders.poll(search::onFrame) || !orders.atEnd(0))) {
                // on to the order
            }
        }
        if (search.account == 0) {
            throw new UserError("orders holds no order " + id);
        }
        return new Subject(Long.toString(search.account), id.sequence());
    }

    private static final class Search {
        private final OrderId id;
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
        private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
        private long account;

        Search(final OrderId id) {
            this.id = id;
        }

        void onFrame(final DirectBuffer buffer, final int offset, final int length) {
            if (Frame.templateId(buffer, offset) == LiquidationOrderDecoder.TEMPLATE_ID) {
                order.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
                look(order.epoch(), order.causeSequence(), order.ordinal(), order.accountId());
            } else if (Frame.templateId(buffer, offset) == SeizeOrderDecoder.TEMPLATE_ID) {
                seizeOrder.wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, header);
                look(seizeOrder.epoch(), seizeOrder.causeSequence(), seizeOrder.ordinal(), seizeOrder.accountId());
            }
        }

        private void look(final long epoch, final long sequence, final long ordinal, final long accountId) {
            account = new OrderId(epoch, sequence, ordinal).equals(id) ? accountId : 0;
        }
    }
}
