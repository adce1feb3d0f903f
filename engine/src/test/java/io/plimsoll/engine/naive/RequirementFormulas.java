package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;
import java.util.List;

/** The page's formulas about what is asked of a position, each by itself. */
public class RequirementFormulas {
    /** q * p * s. */
    protected BigInteger notional(final BigInteger quantity, final BigInteger price, final BigInteger settlementPrice) {
        return quantity.multiply(price).multiply(settlementPrice);
    }

    /** |n| * r, at V. */
    protected BigInteger byRate(final BigInteger notional, final int ratePpm) {
        return notional.multiply(BigInteger.valueOf(ratePpm)).divide(Numbers.MILLION); // exact: V has 6 decimals for it
    }

    /** The square root of a quantity in whole units, at 5 decimals. */
    protected BigInteger root(final BigInteger quantity, final int quantityDecimals) {
        final BigInteger scaled =
                Numbers.floorDiv(quantity.abs().multiply(Numbers.tenTo(10)), Numbers.tenTo(quantityDecimals));
        return scaled.add(BigInteger.ONE).sqrt();
    }

    /** A rate that rises with a root, ppm: a part of the base rate and what the root adds, but not less than the base rate nor more than 1. */
    protected int sized(final int basePpm, final BigInteger root, final long factor, final RequirementTerms terms) {
        final BigInteger precision = BigInteger.valueOf(terms.ratePrecisionPpm());
        final BigInteger base = BigInteger.valueOf(basePpm).divide(precision);
        final BigInteger kept =
                Numbers.ceilDiv(base.multiply(BigInteger.valueOf(terms.sizeShapePpm())), Numbers.MILLION);
        final BigInteger added = root.multiply(BigInteger.valueOf(factor))
                .divide(Numbers.tenTo(8).multiply(precision));
        return kept.add(added)
                .multiply(precision)
                .min(Numbers.MILLION)
                .max(BigInteger.valueOf(basePpm))
                .intValueExact();
    }

    /** Whether a purpose asks for what its rate is above that of maintenance on top of maintenance's rate for a size. */
    protected boolean isOnTop(final Purpose purpose, final RequirementTerms terms) {
        return purpose == Purpose.STOP && terms.stopOnTop();
    }

    /** What is open is worth at a price, in whole millionths of the settlement asset. */
    protected BigInteger openMicros(final BigInteger quantity, final BigInteger price, final int costDecimals) {
        return quantity.multiply(price).multiply(Numbers.MILLION).divide(Numbers.tenTo(costDecimals));
    }

    /** An initial rate that rises between two bounds of what is open, ppm: from the base rate to 1. */
    protected int byOpenInterest(
            final int basePpm, final BigInteger openMicros, final long lowerMicros, final long upperMicros) {
        final BigInteger lower = BigInteger.valueOf(lowerMicros);
        final BigInteger width = BigInteger.valueOf(upperMicros).subtract(lower);
        final BigInteger above = openMicros.subtract(lower).max(BigInteger.ZERO).min(width);
        final BigInteger base = BigInteger.valueOf(basePpm);
        return base.add(Numbers.floorDiv(Numbers.MILLION.subtract(base).multiply(above), width))
                .intValueExact();
    }

    /** The initial rate by an account's own leverage, ppm, of which 10^12 is 1 / 1. */
    protected int chosenPpm(final BigInteger leveragePpm) {
        return Numbers.ceilDiv(Numbers.tenTo(12), leveragePpm).intValueExact();
    }

    /** What a position is asked for initially, where the instrument asks for one amount and the account's own leverage for another. */
    protected BigInteger byBoth(final BigInteger ofInstrument, final BigInteger byLeverage) {
        return ofInstrument.max(byLeverage);
    }

    /** ceil(|n| / divisor), at V. */
    protected BigInteger byLeverage(final BigInteger notional, final long divisor) {
        return Numbers.ceilDiv(notional, BigInteger.valueOf(divisor));
    }

    /** Decimals of a notional that is held against the floors of tiers: max(P + Q, 6). */
    static int tierDecimals(final Instrument instrument) {
        return Math.max(instrument.costDecimals(), Numbers.RATE_DECIMALS);
    }

    /** The integral of the rates from 0 to a notional with that many decimals; 6 more decimals are the rate's. */
    protected BigInteger ofTiers(
            final BigInteger notional, final int decimals, final MarginTable table, final Purpose purpose) {
        final List<MarginTable.Tier> tiers = table.tiers();
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < tiers.size(); i++) {
            final BigInteger from = floor(tiers.get(i), decimals);
            final BigInteger to = i + 1 < tiers.size() ? notional.min(floor(tiers.get(i + 1), decimals)) : notional;
            final BigInteger part = to.subtract(from).max(BigInteger.ZERO);
            sum = sum.add(part.multiply(BigInteger.valueOf(purpose.ratePpm(tiers.get(i)))));
        }
        return sum;
    }

    /** Whether a purpose asks for all of a notional at the rate of its last tier. */
    protected boolean isOfWhole(final Purpose purpose, final RequirementTerms terms) {
        return purpose == Purpose.INITIAL && terms.initialOfWhole();
    }

    /** A notional, with that many decimals, at the rate of the last tier whose floor is below it, or the first; 6 more decimals are the rate's. */
    protected BigInteger ofLastTier(
            final BigInteger notional, final int decimals, final MarginTable table, final Purpose purpose) {
        MarginTable.Tier last = table.tiers().get(0);
        for (final MarginTable.Tier tier : table.tiers()) {
            if (isAbove(notional, floor(tier, decimals))) {
                last = tier;
            }
        }
        return notional.multiply(BigInteger.valueOf(purpose.ratePpm(last)));
    }

    /** Whether a notional is in the tier of a floor where its rate is of the whole: at the floor it is not yet. */
    protected boolean isAbove(final BigInteger notional, final BigInteger floor) {
        return notional.compareTo(floor) > 0;
    }

    /** A tier's floor with that many decimals. */
    protected final BigInteger floor(final MarginTable.Tier tier, final int decimals) {
        return tier.floorMicros().multiply(Numbers.tenTo(decimals - Numbers.RATE_DECIMALS));
    }
}
