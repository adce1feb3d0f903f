package io.plimsoll.daemon.compare;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Value128Decoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Keeps each order that the engine makes as an episode of its own. The replay's thread. */
final class OrdersMade extends ReadingSink {
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final SeizeOrderDecoder seizeOrder = new SeizeOrderDecoder();
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
        if (!isOpen) {
            return;
        }
        if (templateId == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(record, 0, header);
            if (order.reason() != OrderReason.REBALANCE) {
                orders.add(closing(eventNs));
            }
        } else if (templateId == SeizeOrderDecoder.TEMPLATE_ID) {
            orders.add(seizing(seizeOrder.wrapAndApplyHeader(record, 0, header), eventNs));
        }
    }

    private Episode closing(final long eventNs) {
        final BigDecimal size = Decimals.toBigDecimal(order.quantity(), order.quantityDecimals());
        final int decimals = order.valueDecimals();
        final Standing standing = standing(
                order.accountId(),
                order.causeSequence(),
                order.reason(),
                value(order.equity(), decimals),
                value(order.maintenanceMargin(), decimals),
                value(order.netWorth(), decimals),
                size);
        final OrderId id = new OrderId(order.epoch(), order.causeSequence(), order.ordinal());
        order.legs().forEach(leg -> {}); // the texts stand behind them
        final String account = order.accountName();
        final BigDecimal signed = order.side() == Side.BUY ? size : size.negate();
        return episode(order.accountId(), account, order.symbol(), eventNs, signed, standing, id);
    }

    // What is taken is what a venue tells of.
    private Episode seizing(final SeizeOrderDecoder made, final long eventNs) {
        final BigDecimal size = Decimals.toBigDecimal(made.seize(), made.collateralDecimals());
        final int decimals = made.valueDecimals();
        final Standing standing = standing(
                made.accountId(),
                made.causeSequence(),
                made.reason(),
                value(made.equity(), decimals),
                value(made.maintenanceMargin(), decimals),
                value(made.netWorth(), decimals),
                size);
        final OrderId id = new OrderId(made.epoch(), made.causeSequence(), made.ordinal());
        made.legs().forEach(leg -> {}); // the texts stand behind them
        final String account = made.accountName();
        made.debtSymbol(); // stands before the next
        return episode(made.accountId(), account, made.collateralSymbol(), eventNs, size.negate(), standing, id);
    }

    private Standing standing(
            final long accountId,
            final long sequence,
            final OrderReason reason,
            final BigDecimal equity,
            final BigDecimal requirement,
            final BigDecimal netWorth,
            final BigDecimal size) {
        return new Standing(
                sequence,
                reason == OrderReason.BANKRUPT ? "bankrupt" : "liquidate",
                equity,
                requirement,
                netWorth,
                null,
                size,
                standings.prices(standings.unitOf(accountId)));
    }

    private static Episode episode(
            final long accountId,
            final String account,
            final String subject,
            final long eventNs,
            final BigDecimal quantity,
            final Standing standing,
            final OrderId id) {
        return new Episode(
                accountId,
                account,
                subject,
                eventNs,
                eventNs,
                standing.sequence(),
                1,
                quantity,
                standing,
                null,
                null,
                id.toString());
    }

    private static BigDecimal value(final Value128Decoder value, final int decimals) {
        return Decimals.toBigDecimal(value.high(), value.low(), decimals);
    }
}
