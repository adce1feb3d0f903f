package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.engine.UnitSheet.Price;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices and weights of initial margin (docs/internals/initial-margin.md), by hand. Stateless. */
final class HandInitial {
    private static final BigDecimal MOST_MICROS = BigDecimal.valueOf(Long.MAX_VALUE, Rates.DECIMALS);

    private HandInitial() {}

    /** The worse of the price in force and the stable one, for what is owned or held long, or for what is owed or held short. */
    static BigDecimal price(final Price price, final boolean isOwned) {
        final BigDecimal inForce = Decimals.toBigDecimal(price.value(), price.decimals());
        if (price.stable() == 0) {
            return inForce;
        }
        final BigDecimal stable = Decimals.toBigDecimal(price.stable(), price.decimals());
        return isOwned ? inForce.min(stable) : inForce.max(stable);
    }

    /** The share of a balance owned that counts: less, once deposits are worth more than their cap, in whole multiples of the precision, down. */
    static BigDecimal weight(final Balance balance, final HandRules rules) {
        final BigDecimal weight = HandRequirement.rate(balance.initialWeightPpm());
        final long capMicros = balance.terms().depositCapMicros();
        if (capMicros == Terms.UNBOUNDED) {
            return weight;
        }
        final BigDecimal cap = BigDecimal.valueOf(capMicros, Rates.DECIMALS);
        final BigDecimal deposits = Decimals.toBigDecimal(balance.deposits(), balance.decimals())
                .multiply(price(balance.price(), false))
                .setScale(Rates.DECIMALS, RoundingMode.FLOOR)
                .min(MOST_MICROS);
        final BigDecimal precision =
                HandRequirement.rate(rules.terms().requirement().ratePrecisionPpm());
        return deposits.compareTo(cap) <= 0
                ? weight
                : weight.multiply(cap)
                        .divideToIntegralValue(deposits.multiply(precision))
                        .multiply(precision);
    }
}
