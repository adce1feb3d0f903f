package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.chain.ReadingSink;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.Side;
import io.plimsoll.protocol.codec.Value128Decoder;
import io.plimsoll.protocol.codec.WithheldDecoder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what the engine decides, by account. The replay's thread. */
final class Decisions extends ReadingSink {
    private final LiquidationOrderDecoder order = new LiquidationOrderDecoder();
    private final WithheldDecoder withheld = new WithheldDecoder();
    private final List<Order> orders = new ArrayList<>();
    private final Map<Long, String> withheldReasons = new HashMap<>();

    /** An order as the engine made it; prices null where there is none. */
    record Order(
            OrderId id,
            long accountId,
            String symbol,
            boolean isBuy,
            BigDecimal quantity,
            BigDecimal limitPrice,
            BigDecimal bankruptcyPrice,
            String reason,
            BigDecimal equity,
            BigDecimal netWorth,
            BigDecimal initialMargin,
            BigDecimal stopMargin,
            BigDecimal maintenanceMargin,
            BigDecimal shortfall) {}

    List<Order> orders(final long accountId) {
        return orders.stream().filter(made -> made.accountId() == accountId).toList();
    }

    /** Why the account got no order, or null. */
    String withheldReason(final long accountId) {
        return withheldReasons.get(accountId);
    }

    @Override
    protected void onDecision(final int templateId, final long eventNs) {
        if (templateId == LiquidationOrderDecoder.TEMPLATE_ID) {
            order.wrapAndApplyHeader(record, 0, header);
            orders.add(order());
        } else if (templateId == WithheldDecoder.TEMPLATE_ID) {
            withheld.wrapAndApplyHeader(record, 0, header);
            withheldReasons.put(withheld.accountId(), withheld.reason().name().toLowerCase(Locale.ROOT));
        }
    }

    private Order order() {
        final long bankruptcy = order.bankruptcyPrice();
        final int decimals = order.priceDecimals();
        order.legs().forEach(leg -> {}); // the texts stand behind them
        order.skipAccountName();
        return new Order(
                new OrderId(order.epoch(), order.causeSequence(), order.ordinal()),
                order.accountId(),
                order.symbol(),
                order.side() == Side.BUY,
                Decimals.toBigDecimal(order.quantity(), order.quantityDecimals()),
                Decimals.toBigDecimal(order.limitPrice(), decimals),
                bankruptcy == LiquidationOrderDecoder.bankruptcyPriceNullValue()
                        ? null
                        : Decimals.toBigDecimal(bankruptcy, decimals),
                order.reason().name().toLowerCase(Locale.ROOT),
                value(order.equity()),
                value(order.netWorth()),
                value(order.initialMargin()),
                value(order.stopMargin()),
                value(order.maintenanceMargin()),
                value(order.shortfall()));
    }

    private BigDecimal value(final Value128Decoder value) {
        return Decimals.toBigDecimal(value.high(), value.low(), order.valueDecimals());
    }
}
