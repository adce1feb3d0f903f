package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.ProfileTerms;
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

    /** worth * weight. */
    protected final BigInteger weighted(final BigInteger worth, final int weightPpm) {
        return worth.multiply(BigInteger.valueOf(weightPpm)).divide(Numbers.MILLION); // exact: V has 6 decimals for it
    }
}
