package io.plimsoll.daemon.report;

import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.terms.Mark;
import java.math.BigDecimal;

/** What an order closes, in the valuation currency, exact. Stateless; the engine's thread, while it makes the order. */
public final class OrderNotional {
    private OrderNotional() {}

    /** Quantity times mark, or what as many inverse contracts are worth, times {@link #settlementPrice}. */
    public static BigDecimal of(final LiquidationOrderDecoder order, final MarginView view) {
        final Position position = position(order, view);
        return of(
                position,
                Decimals.toBigDecimal(order.quantity(), order.quantityDecimals()),
                Decimals.toBigDecimal(order.markPrice(), order.priceDecimals()));
    }

    /** The same of so much of a position at another price. */
    public static BigDecimal of(final Position position, final BigDecimal quantity, final BigDecimal price) {
        return quantity.multiply(
                        Mark.of(position.terms(), price, position.price().decimals()))
                .abs()
                .multiply(settlementPrice(position));
    }

    /** The price of what the order's instrument settles in, as the engine has it now. */
    public static BigDecimal settlementPrice(final LiquidationOrderDecoder order, final MarginView view) {
        return settlementPrice(position(order, view));
    }

    private static BigDecimal settlementPrice(final Position position) {
        return Decimals.toBigDecimal(
                position.settlement().value(), position.settlement().decimals());
    }

    private static Position position(final LiquidationOrderDecoder order, final MarginView view) {
        for (final Position position :
                view.sheet(view.unitOf(order.accountId())).positions()) {
            if (Integer.toUnsignedLong(position.instrumentId()) == order.instrumentId()) {
                return position;
            }
        }
        throw new IllegalStateException(
                "an order of account " + order.accountId() + " for a position that is not there");
    }
}
