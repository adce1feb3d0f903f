package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;

/** The page's bounds on definitions, each by itself, so that a test can plant a mistake in one of them. */
public class DefinitionFormulas {
    private static final BigInteger LIMITS_BELOW = BigInteger.ONE.shiftLeft(59);
    private static final BigInteger VALUES_BELOW = BigInteger.ONE.shiftLeft(125);
    private static final int MOST_DECIMALS = 18;

    /** Limits, tick and step: positive and below 2^59. */
    protected boolean isLimit(final BigInteger value) {
        return value.signum() > 0 && value.compareTo(LIMITS_BELOW) < 0;
    }

    /** Tick and step are at most the limit of what they count. */
    protected boolean isWithin(final BigInteger tickOrStep, final BigInteger limit) {
        return tickOrStep.compareTo(limit) <= 0;
    }

    /** The limit of an id that exists falls. */
    protected boolean isLowered(final BigInteger before, final BigInteger now) {
        return now.compareTo(before) < 0;
    }

    /** Decimals, those of a cost (P + Q) too: at most 18. */
    protected boolean areDecimals(final int decimals) {
        return decimals <= MOST_DECIMALS;
    }

    /** From the requirement itself to twice as much. */
    protected boolean isWarningRatio(final int ratioPpm) {
        return ratioPpm >= Rates.ONE && ratioPpm <= 2 * Rates.ONE;
    }

    /** From 1 up, and not above those of the purposes that ask for more: at most 10. */
    protected boolean areLiabilityWeights(final AssetTerms asset) {
        return asset.maintenanceLiabilityWeightPpm() >= Rates.ONE
                && asset.stopLiabilityWeightPpm() >= asset.maintenanceLiabilityWeightPpm()
                && asset.initialLiabilityWeightPpm() >= asset.stopLiabilityWeightPpm()
                && asset.initialLiabilityWeightPpm() <= 10 * Rates.ONE;
    }

    /** Tiers of a margin table: 1 to 64. */
    protected boolean isTierCount(final int count) {
        return count >= 1 && count <= 64;
    }

    /** The first tier begins at 0. */
    protected boolean isFirstFloor(final BigInteger floor) {
        return floor.signum() == 0;
    }

    /** Each further tier begins above the one before. */
    protected boolean isNextFloor(final BigInteger before, final BigInteger floor) {
        return floor.compareTo(before) > 0;
    }

    /** No rate is lower than in the tier before. */
    protected boolean areRising(final int before, final int ppm) {
        return ppm >= before;
    }

    /** How often the largest worth fits into what an asset's leg is proven for. */
    protected BigInteger provenWorths(final AssetTerms asset, final ProfileTerms profile) {
        final BigInteger weight =
                Numbers.ceilDiv(BigInteger.valueOf(asset.initialLiabilityWeightPpm()), Numbers.MILLION);
        return profile.debtIn() == DebtPlace.NETTED
                ? weight
                : weight.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE);
    }

    /** How often the largest notional fits into what an instrument's leg is proven for. */
    protected BigInteger provenNotionals() {
        return BigInteger.valueOf(8);
    }

    /** The power of ten that brings a leg to V: at most 10^18. */
    protected boolean isAlignment(final int exponent) {
        return exponent <= MOST_DECIMALS;
    }

    /** The sum of the largest legs, at V: below 2^125. */
    protected boolean isProven(final BigInteger sum) {
        return sum.compareTo(VALUES_BELOW) < 0;
    }

    /** The dust limit and a plan's amounts, at V: below 2^125 as well. */
    protected boolean isDustProven(final BigInteger dust) {
        return dust.compareTo(VALUES_BELOW) < 0;
    }
}
