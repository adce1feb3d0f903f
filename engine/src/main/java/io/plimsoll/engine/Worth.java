package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;

/**
 * What a balance counts for each purpose, in B or, where the profile has debts there, in R (docs/internals/linear-rules.md, Valuation):
 * whoever needs a weight asks here, and multiplies none itself. Worths and sizes are balance * price at the common scale less 6 decimals,
 * so that times ppm they are values. Stateless.
 */
final class Worth {
    private Worth() {}

    /** Adds what an owned balance counts. */
    static void addOwned(
            final Factor asset,
            final Int128 worth,
            final Rounder rounder,
            final Int128 scratch,
            final UnitMargin margin) {
        margin.initialEquity.add(weighted(worth, asset.initialWeightPpm, rounder, scratch));
        margin.equity.add(weighted(worth, asset.maintenanceWeightPpm, rounder, scratch));
        if (asset.stopWeightPpm != asset.maintenanceWeightPpm) {
            margin.stopEquity.subtract(scratch);
            margin.stopEquity.add(weighted(worth, asset.stopWeightPpm, rounder, scratch));
        }
    }

    private static Int128 weighted(
            final Int128 worth, final int weightPpm, final Rounder rounder, final Int128 result) {
        return rounder.weighted(result.set(worth).multiply(weightPpm));
    }

    /** Adds what a debt of that size takes from B, or asks for in R. */
    static void addOwed(final Factor asset, final Int128 size, final Int128 scratch, final UnitMargin margin) {
        final AssetTerms terms = asset.assetTerms;
        if (asset.isDebtRequired) {
            margin.initialMargin.add(scratch.set(size).multiply(terms.initialLiabilityWeightPpm()));
            margin.owedStop.add(scratch.set(size).multiply(terms.stopLiabilityWeightPpm()));
            margin.owedMaintenance.add(scratch.set(size).multiply(terms.maintenanceLiabilityWeightPpm()));
            return;
        }
        final int maintenancePpm = terms.maintenanceLiabilityWeightPpm();
        margin.equity.subtract(scratch.set(size).multiply(maintenancePpm));
        margin.initialEquity.subtract(scratch.set(size).multiply(terms.initialLiabilityWeightPpm()));
        if (terms.stopLiabilityWeightPpm() != maintenancePpm) {
            margin.stopEquity.subtract(scratch.set(size).multiply(terms.stopLiabilityWeightPpm() - maintenancePpm));
        }
    }

    /** What an owned balance counts for maintenance, ppm of its worth. */
    static int ownedPpm(final Factor asset) {
        return asset.maintenanceWeightPpm;
    }

    /** What a debt takes from B, ppm of its size. */
    static int nettedPpm(final Factor asset) {
        return asset.isDebtRequired ? 0 : asset.assetTerms.maintenanceLiabilityWeightPpm();
    }

    /** What is asked for a debt in R, ppm of its size. */
    static int requiredPpm(final Factor asset) {
        return asset.isDebtRequired ? asset.assetTerms.maintenanceLiabilityWeightPpm() : 0;
    }

    /** What a debt takes from B - R, ppm of its size. */
    static int owedPpm(final Factor asset) {
        return asset.assetTerms.maintenanceLiabilityWeightPpm();
    }

    /** What a debt takes from B - R * warning ratio, the most of all numbers: ppm of its size, rounded up. */
    static int slopePpm(final Factor asset, final int warningRatioPpm) {
        final long level = (long) requiredPpm(asset) * warningRatioPpm;
        return nettedPpm(asset) + (int) ((level + Rates.ONE - 1) / Rates.ONE);
    }
}
