package io.plimsoll.daemon.compare;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keeps each order that the engine makes as an episode of its own. The replay's thread. */
final class OrdersMade extends ReadingSink {
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final Standings standings;
    private final List<Episode> orders = new ArrayList<>();
    private boolean isOpen;

    OrdersMade(final Standings standings) {
        this.standings = standings;
    }

    /** From here on orders count. */
    void open() {
        isOpen = true;
    }

    List<Episode> orders() {
        return orders;
    }

    @Override
    protected void onDecision(final int templateId, final long eventNs) {
        if (isOpen && templateId == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(record, 0, header);
            if (order.reason() != OrderReason.REBALANCE) {
                orders.add(episode(eventNs));
            }
        }
    }

    private Episode episode(final long eventNs) {
        final BigDecimal size = Decimals.toBigDecimal(order.quantity(), order.quantityDecimals());
        final Standing standing = new Standing(
                order.causeSequence(),
                order.reason() == OrderReason.BANKRUPT ? "bankrupt" : "liquidate",
                value(order.equity()),
                value(order.maintenanceMargin()),
                value(order.netWorth()),
                null,
                size,
                standings.prices(standings.unitOf(order.accountId())));
        final OrderId id = new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
        order.legs().forEach(leg -> {}); // the texts stand behind them
        final String account = order.accountName();
        return new Episode(
                order.accountId(),
                account,
                order.symbol(),
                eventNs,
                eventNs,
                order.causeSequence(),
                1,
                order.side() == Side.BUY ? size : size.negate(),
                standing,
                null,
                null,
                id.toString());
    }

    private BigDecimal value(final Value128Decoder value) {
        return Decimals.toBigDecimal(value.high(), value.low(), order.valueDecimals());
    }
}
