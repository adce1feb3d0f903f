package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Rates and weights that hang on the root of what is held (docs/internals/size-factors.md), by hand: the root to 5 decimals, then multiples of
 * the precision, each down. Immutable.
 *
 * @param root of what is held
 * @param factor per root
 */
record HandSize(BigDecimal root, BigDecimal factor, RequirementTerms terms) {
    private static final int ROOT_DECIMALS = 5;
    private static final int FACTOR_DECIMALS = 9;
    private static final int DIVISOR_DECIMALS = 6;
    private static final BigDecimal DISCOUNTED = new BigDecimal("1.1");

    /** Of what is held, of either sign. */
    static HandSize of(final BigDecimal held, final long sizeFactor, final HandRules rules) {
        final BigInteger scaled = held.abs().movePointRight(2 * ROOT_DECIMALS).toBigInteger();
        return new HandSize(
                new BigDecimal(scaled.add(BigInteger.ONE).sqrt(), ROOT_DECIMALS),
                BigDecimal.valueOf(sizeFactor, FACTOR_DECIMALS),
                rules.terms().requirement());
    }

    /** The weight that a balance owned has in place of one. */
    static BigDecimal owned(final Balance balance, final BigDecimal weight, final HandRules rules) {
        final long factor = balance.terms().sizeFactor();
        return factor == 0 ? weight : of(balance.amount(), factor, rules).lowered(weight);
    }

    /** The weight that a debt has in place of one. */
    static BigDecimal owed(final Balance balance, final int weightPpm, final HandRules rules) {
        final BigDecimal weight = HandRequirement.rate(weightPpm);
        final long factor = balance.terms().sizeFactor();
        return factor == 0 ? weight : of(balance.amount(), factor, rules).raised(weight, BigDecimal.TEN);
    }

    /** The weight that a debt has for stop margin. */
    static BigDecimal owedStop(final Balance balance, final HandRules rules) {
        final BigDecimal stop = HandRequirement.rate(balance.terms().stopLiabilityWeightPpm());
        final BigDecimal maintenance = HandRequirement.rate(balance.terms().maintenanceLiabilityWeightPpm());
        final long factor = balance.terms().sizeFactor();
        return factor == 0 ? stop : of(balance.amount(), factor, rules).raisedStop(stop, maintenance, BigDecimal.TEN);
    }

    /** What is asked for stop margin: by itself, or what it is above maintenance margin on top of what that is for the size. */
    BigDecimal raisedStop(final BigDecimal stop, final BigDecimal maintenance, final BigDecimal most) {
        return terms.stopOnTop()
                ? raised(maintenance, most).add(stop).subtract(maintenance).min(most)
                : raised(stop, most);
    }

    /** What is asked for in place of a rate or weight: a part of it and what the root adds, not less than itself and not more than the most. */
    BigDecimal raised(final BigDecimal base, final BigDecimal most) {
        final BigDecimal precision = precision();
        final BigDecimal units = base.divideToIntegralValue(precision);
        final BigDecimal off = units.multiply(BigDecimal.ONE.subtract(HandRequirement.rate(terms.sizeShapePpm())))
                .setScale(0, RoundingMode.FLOOR);
        final BigDecimal more = root.multiply(factor).divideToIntegralValue(precision);
        return units.subtract(off).add(more).multiply(precision).min(most).max(base);
    }

    private BigDecimal lowered(final BigDecimal base) {
        final BigDecimal divisor =
                BigDecimal.ONE.add(root.multiply(factor).setScale(DIVISOR_DECIMALS, RoundingMode.FLOOR));
        return DISCOUNTED
                .divideToIntegralValue(divisor.multiply(precision()))
                .multiply(precision())
                .min(base);
    }

    private BigDecimal precision() {
        return HandRequirement.rate(terms.ratePrecisionPpm());
    }
}
