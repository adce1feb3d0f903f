package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Shows from the limits alone that no verdict can overflow 128 bits, whatever a unit holds: the sum of its largest legs,
 * each taken at its limits, stays below 2^125 at the common value scale. Runs once a commit, so it may allocate.
 *
 * @param valueDecimals decimals of every value
 * @param boundBits bits that the size of a unit's value needs at most
 * @param holds whether the sum stays below 2^125 and every scale is usable
 * @param largest the factor that takes most of the bound, for the error message; null without factors
 */
record OverflowProof(int valueDecimals, int boundBits, boolean holds, Factor largest) {
    private static final int MAX_BITS = 125;
    private static final int MICROS_DECIMALS = 6;

    static OverflowProof of(final Factor[] factors, final ProfileTerms profile) {
        int valueDecimals = Rates.DECIMALS;
        for (final Factor factor : factors) {
            valueDecimals = Math.max(valueDecimals, neededDecimals(factor, factors));
        }
        BigInteger total = openOrderFees(profile, valueDecimals);
        boolean scalesFit = true;
        final BigInteger[] legs = new BigInteger[factors.length];
        for (int i = 0; i < legs.length; i++) {
            final int shift = valueDecimals - naturalDecimals(factors[i], factors);
            scalesFit &= shift <= Decimals.MAX_DECIMALS;
            legs[i] = largestLeg(factors[i], factors, profile).multiply(BigInteger.TEN.pow(shift));
        }
        final Factor largest = Arrays.stream(factors)
                .max(Comparator.comparing(factor -> legs[factor.index]))
                .orElse(null);
        Arrays.sort(legs, Comparator.reverseOrder());
        for (int i = 0; i < Math.min(legs.length, EngineCapacity.MAX_LEGS_PER_UNIT); i++) {
            total = total.add(legs[i]);
        }
        return new OverflowProof(valueDecimals, total.bitLength(), scalesFit && total.bitLength() <= MAX_BITS, largest);
    }

    // Of all that a unit may have on order, where they count for maintenance.
    private static BigInteger openOrderFees(final ProfileTerms profile, final int valueDecimals) {
        return profile.requirement().openOrdersInMaintenance()
                ? value(profile.requirement().openOrderFeeMicros(), valueDecimals)
                        .multiply(BigInteger.valueOf(InitialRules.MAX_ORDERS * ProvenMultiple.FEES))
                : BigInteger.ZERO;
    }

    /** Whether what the profile compares values with can be told at the value scale. */
    static boolean amountsFit(final Profile profile, final int valueDecimals) {
        final PlanTerms plan = profile.terms().plan();
        return fits(profile.dustMicros(), valueDecimals)
                && fits(plan.fullBelowMicros(), valueDecimals)
                && fits(plan.leftoverMicros(), valueDecimals)
                && fits(plan.minNotionalMicros(), valueDecimals)
                && (plan.maxAccountNotionalMicros() == Terms.UNBOUNDED
                        || fits(plan.maxAccountNotionalMicros(), valueDecimals))
                && (profile.terms().waterfall().maxDrawMicros() == Terms.UNBOUNDED
                        || fits(profile.terms().waterfall().maxDrawMicros(), valueDecimals));
    }

    static boolean fits(final long micros, final int valueDecimals) {
        return value(micros, valueDecimals).bitLength() <= MAX_BITS;
    }

    /** Millionths of the valuation currency as a value. */
    static BigInteger value(final long micros, final int valueDecimals) {
        return BigInteger.valueOf(micros).multiply(BigInteger.TEN.pow(valueDecimals - MICROS_DECIMALS));
    }

    /** Decimals of units * price * settlement price * ppm, before alignment to the common scale. */
    static int naturalDecimals(final Factor factor, final Factor[] factors) {
        final int settlementDecimals = factor.isInstrument ? settlement(factor, factors).priceDecimals : 0;
        return factor.costDecimals() + settlementDecimals + Rates.DECIMALS;
    }

    // Floors and caps times a rate have more decimals than the products of what is small.
    private static int neededDecimals(final Factor factor, final Factor[] factors) {
        final int natural = naturalDecimals(factor, factors);
        if (!factor.isInstrument) {
            return Counting.isFine(factor.assetTerms) ? Math.max(natural, Counting.LEAST_DECIMALS) : natural;
        }
        return factor.isTiered()
                ? Math.max(natural, Tiers.DEDUCTION_DECIMALS + settlement(factor, factors).priceDecimals)
                : natural;
    }

    private static BigInteger largestLeg(final Factor factor, final Factor[] factors, final ProfileTerms profile) {
        final BigInteger value = InterestRules.largestAmount(factor)
                .multiply(BigInteger.valueOf(factor.maxMark()))
                .multiply(BigInteger.valueOf(Rates.ONE));
        if (!factor.isInstrument) {
            return value.multiply(BigInteger.valueOf(ProvenMultiple.ofAsset(factor.assetTerms, profile)));
        }
        final Factor settlement = settlement(factor, factors);
        return value.multiply(BigInteger.valueOf(settlement.maxPrice))
                .multiply(BigInteger.valueOf(ProvenMultiple.ofInstrument(settlement.assetTerms, profile)));
    }

    private static Factor settlement(final Factor instrument, final Factor[] factors) {
        for (final Factor factor : factors) {
            if (!factor.isInstrument && factor.id == instrument.settlementAssetId) {
                return factor;
            }
        }
        throw new IllegalStateException("checked before: settlement asset " + instrument.settlementAssetId);
    }
}
