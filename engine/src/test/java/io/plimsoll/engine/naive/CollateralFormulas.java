package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.MarginTable;
import java.math.BigInteger;
import java.util.List;

/** The formulas of docs/internals/collateral.md, each by itself. Values are at V. */
public class CollateralFormulas {
    /** What of a worth counts, where so much counts at most. */
    protected BigInteger capped(final BigInteger worth, final BigInteger cap) {
        return worth.min(cap);
    }

    /** What of a worth counts, each part by the weight of its own tier. */
    protected BigInteger tiered(
            final BigInteger worth, final MarginTable table, final Purpose purpose, final int valueDecimals) {
        final List<MarginTable.Tier> tiers = table.tiers();
        BigInteger millionths = BigInteger.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            final BigInteger from = floor(tiers.get(i), valueDecimals);
            final BigInteger to = i + 1 < tiers.size() ? worth.min(floor(tiers.get(i + 1), valueDecimals)) : worth;
            final BigInteger part = to.subtract(from).max(BigInteger.ZERO);
            millionths = millionths.add(part.multiply(weight(tiers.get(i), purpose)));
        }
        return millionths.divide(Numbers.MILLION); // exact: V has 12 decimals for it
    }

    /** A tier's weight, ppm. */
    protected BigInteger weight(final MarginTable.Tier tier, final Purpose purpose) {
        return Numbers.MILLION.subtract(BigInteger.valueOf(purpose.ratePpm(tier)));
    }

    /** The worth from which on a tier holds. */
    protected final BigInteger floor(final MarginTable.Tier tier, final int valueDecimals) {
        return tier.floorMicros().multiply(Numbers.tenTo(valueDecimals - Numbers.RATE_DECIMALS));
    }

    /** What a domain counts whose assets count so much together. */
    protected BigInteger inDomain(final BigInteger sum, final BigInteger cap) {
        return sum.min(cap);
    }
}
