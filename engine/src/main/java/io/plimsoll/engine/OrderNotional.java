package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;

/** What an order closes, or takes, in millionths of the valuation currency, rounded up: the same at any value scale. One thread an instance. */
final class OrderNotional {
    private final Catalog catalog;
    private final Prices prices;
    private final WideDivision division = new WideDivision();
    private final Int128 value = new Int128();

    OrderNotional(final EngineState state) {
        this.catalog = state.catalog;
        this.prices = state.prices;
    }

    /**
     * At most the largest long.
     *
     * @param factor the instrument, or the asset that is taken
     * @param quantity mantissa
     */
    long micros(final Factor factor, final long quantity) {
        final long price = factor.mark(prices.value(factor.priceSlot));
        MarginCalculator.notional(quantity, factor, price, prices.value(factor.settlementSlot), value);
        value.multiply(Rates.ONE);
        for (int more = catalog.valueDecimals() - Rates.DECIMALS; more > 0; more -= Decimals.MAX_DECIMALS) {
            divideCeil(Decimals.powerOfTen(Math.min(more, Decimals.MAX_DECIMALS)));
        }
        return value.fitsLong() ? value.low() : Long.MAX_VALUE;
    }

    private void divideCeil(final long divisor) {
        value.negate();
        division.divideFloor(value, divisor, value);
        value.negate();
    }
}
