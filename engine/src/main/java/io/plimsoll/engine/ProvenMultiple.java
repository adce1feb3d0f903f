package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * What one leg can add to B, R or any intermediate, over its limits: of an asset over maxBalance * maxPrice, of an instrument over
 * maxQuantity * maxPrice (or the largest worth of an inverse contract) * maxPrice of the settlement asset. For the overflow proof, and for who chooses limits that are to pass it.
 */
public final class ProvenMultiple {
    /** 1 for its value, 2 for its cost, 2 for funding owed, 3 for the requirement at the widest warning ratio (2) with room for rounding. */
    public static final long INSTRUMENT = 8;

    /**
     * The same where open orders count for maintenance: with all of a side filled the requirement is of twice as much, 6, and as many
     * instruments as there are legs may be on order beside these, 3 each.
     */
    public static final long ORDERED_INSTRUMENT = 14;

    /** Of what all of a unit's open orders cost in fees, in the requirement at the widest warning ratio, with room. */
    static final long FEES = 3;

    private ProvenMultiple() {}

    /**
     * Of an asset: a netted debt counts up to its widest weight; in the requirement it counts that much, up to twice as much at the
     * widest warning ratio, and 1 for its value.
     */
    public static long ofAsset(final AssetTerms terms, final ProfileTerms profile) {
        return profile.debtIn() == DebtPlace.REQUIREMENT ? 1 + 3 * widest(terms) : widest(terms);
    }

    /** Of an instrument that settles in such an asset: where its profit counts as so much of that, a loss counts up to the widest weight. */
    public static long ofInstrument(final AssetTerms settlement, final ProfileTerms profile) {
        final long once = profile.requirement().openOrdersInMaintenance() ? ORDERED_INSTRUMENT : INSTRUMENT;
        return profile.requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET ? once * widest(settlement) : once;
    }

    private static long widest(final AssetTerms terms) {
        final int ppm = terms.sizeFactor() == 0 ? terms.initialLiabilityWeightPpm() : SizeWeights.MOST_OWED;
        return (ppm + Rates.ONE - 1L) / Rates.ONE;
    }
}
