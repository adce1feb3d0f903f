package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;

/** The page's formulas about what a balance counts, each by itself. Values are at V. */
public class WorthFormulas {
    /** What a balance's worth adds to B. */
    protected BigInteger counted(
            final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
        if (worth.signum() >= 0) {
            return weighted(worth, purpose.weightPpm(asset));
        }
        return profile.debtIn() == DebtPlace.NETTED
                ? weighted(worth, purpose.liabilityWeightPpm(asset))
                : BigInteger.ZERO;
    }

    /** What a balance's worth adds to R. */
    protected BigInteger demanded(
            final BigInteger worth, final Asset asset, final Purpose purpose, final ProfileTerms profile) {
        return worth.signum() < 0 && profile.debtIn() == DebtPlace.REQUIREMENT
                ? weighted(worth.negate(), purpose.liabilityWeightPpm(asset))
                : BigInteger.ZERO;
    }

    /** The square root of an amount in whole units, at 5 decimals. */
    protected BigInteger root(final BigInteger amount, final int decimals) {
        return amount.abs()
                .multiply(Numbers.tenTo(10))
                .divide(Numbers.tenTo(decimals))
                .add(BigInteger.ONE)
                .sqrt();
    }

    /** A weight of what is owned that falls with a root, ppm: 1.1 / (1 + factor * root), but not more than the weight itself. */
    protected int ownedBySize(
            final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
        final BigInteger precision = BigInteger.valueOf(terms.ratePrecisionPpm());
        final BigInteger byRoot = root.multiply(BigInteger.valueOf(factor)).divide(Numbers.tenTo(8));
        return Numbers.tenTo(11)
                .multiply(BigInteger.valueOf(11))
                .divide(precision.multiply(Numbers.MILLION.add(byRoot)))
                .multiply(precision)
                .min(BigInteger.valueOf(basePpm))
                .intValueExact();
    }

    /** A weight of what is owed that rises with a root, ppm: a part of it and what the root adds, but not less than itself nor more than 10. */
    protected int owedBySize(
            final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
        final BigInteger precision = BigInteger.valueOf(terms.ratePrecisionPpm());
        final BigInteger base = BigInteger.valueOf(basePpm).divide(precision);
        final BigInteger kept =
                Numbers.ceilDiv(base.multiply(BigInteger.valueOf(terms.sizeShapePpm())), Numbers.MILLION);
        final BigInteger added = root.multiply(BigInteger.valueOf(factor))
                .divide(Numbers.tenTo(8).multiply(precision));
        return kept.add(added)
                .multiply(precision)
                .min(Numbers.tenTo(7))
                .max(BigInteger.valueOf(basePpm))
                .intValueExact();
    }

    /** Whether a purpose counts what its weight of a debt is above that of maintenance on top of maintenance's weight for a size. */
    protected boolean isOnTop(final Purpose purpose, final RequirementTerms terms) {
        return purpose == Purpose.STOP && terms.stopOnTop();
    }

    /** worth * weight. */
    protected final BigInteger weighted(final BigInteger worth, final int weightPpm) {
        return worth.multiply(BigInteger.valueOf(weightPpm)).divide(Numbers.MILLION); // exact: V has 6 decimals for it
    }
}
