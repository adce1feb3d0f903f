package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What a quantity of an instrument is asked for initially, all in all (docs/internals/initial-margin.md): at the worse of the price in force
 * and the stable one, with what the worse one takes from it, and by the leverage that the account chose. One thread.
 */
final class InitialRequirement {
    private final Prices prices;
    private final RoundedRequirement requirement;
    private final Int128 notional = new Int128();

    InitialRequirement(final Prices prices, final Rounder rounder) {
        this.prices = prices;
        this.requirement = new RoundedRequirement(rounder);
    }

    /**
     * A value.
     *
     * @param quantity signed
     * @param chosenPpm the rate by the account's own leverage; 0: it chose none
     */
    Int128 of(final Factor instrument, final long quantity, final int chosenPpm, final Int128 result) {
        final long price = instrument.mark(prices.value(instrument.priceSlot));
        final long initialPrice = instrument.mark(prices.initialValue(instrument.priceSlot, quantity > 0));
        final long settlementPrice = prices.value(instrument.settlementSlot);
        MarginCalculator.notional(quantity, instrument, initialPrice, settlementPrice, notional);
        requirement.of(instrument, quantity, initialPrice).chosen(chosenPpm).initial(notional, settlementPrice, result);
        if (initialPrice != price) {
            MarginCalculator.notional(quantity, instrument, Math.abs(price - initialPrice), settlementPrice, notional);
            result.add(notional.multiply(Rates.ONE));
        }
        return result;
    }

    /** The same as it is at the price in force, whatever the account chose. */
    Int128 plain(final Factor instrument, final long quantity, final Int128 result) {
        final long price = instrument.mark(prices.value(instrument.priceSlot));
        final long settlementPrice = prices.value(instrument.settlementSlot);
        MarginCalculator.notional(quantity, instrument, price, settlementPrice, notional);
        return requirement.of(instrument, quantity, price).initial(notional, settlementPrice, result);
    }
}
