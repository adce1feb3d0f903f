package io.plimsoll.daemon.report;

import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Position;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import java.math.BigDecimal;

/** What an order closes, in the valuation currency, exact. Stateless; the engine's thread, while it makes the order. */
public final class OrderNotional {
    private OrderNotional() {}

    /** Quantity times mark times {@link #settlementPrice}. */
    public static BigDecimal of(final LiquidationOrderDecoder order, final MarginView view) {
        return Decimals.toBigDecimal(order.quantity(), order.quantityDecimals())
                .multiply(Decimals.toBigDecimal(order.markPrice(), order.priceDecimals()))
                .multiply(settlementPrice(order, view));
    }

    /** The price of what the order's instrument settles in, as the engine has it now. */
    public static BigDecimal settlementPrice(final LiquidationOrderDecoder order, final MarginView view) {
        for (final Position position :
                view.sheet(view.unitOf(order.accountId())).positions()) {
            if (Integer.toUnsignedLong(position.instrumentId()) == order.instrumentId()) {
                return Decimals.toBigDecimal(
                        position.settlement().value(), position.settlement().decimals());
            }
        }
        throw new IllegalStateException(
                "an order of account " + order.accountId() + " for a position that is not there");
    }
}
