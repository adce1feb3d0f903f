package io.plimsoll.daemon.backtest;

import java.math.BigDecimal;

/**
 * An account's first order, or the first tick at which it should have had one.
 *
 * @param tick number of the tick, from 1 in the order of publishing
 * @param timeNs the tick's time
 * @param symbol what the tick priced
 * @param price the tick's price
 */
record Liquidation(
        String account,
        long tick,
        long timeNs,
        String symbol,
        BigDecimal price,
        BigDecimal equity,
        BigDecimal maintenanceMargin) {
    Liquidation {
        price = plain(price);
        equity = plain(equity);
        maintenanceMargin = plain(maintenanceMargin);
    }

    // equal numbers shall be equal records
    private static BigDecimal plain(final BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
