package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What a balance counts for each purpose, in B or, where the profile has debts there, in R (docs/internals/linear-rules.md, Valuation):
 * whoever needs a weight asks here, and multiplies none itself. Worths and sizes are balance * price at the common scale less 6 decimals,
 * so that times ppm they are values. Stateless.
 */
final class Worth {
    private Worth() {}

    /** Adds what an owned balance counts that is worth so much. */
    static void addOwned(
            final Factor asset,
            final long amount,
            final Int128 worth,
            final Rounder rounder,
            final Int128 scratch,
            final UnitMargin margin) {
        final int stopPpm = ownedPpm(asset, amount, Purpose.STOP);
        final int maintenancePpm = ownedPpm(asset, amount, Purpose.MAINTENANCE);
        margin.initialEquity.add(weighted(worth, ownedPpm(asset, amount, Purpose.INITIAL), rounder, scratch));
        margin.equity.add(weighted(worth, maintenancePpm, rounder, scratch));
        if (stopPpm != maintenancePpm) {
            margin.stopEquity.subtract(scratch);
            margin.stopEquity.add(weighted(worth, stopPpm, rounder, scratch));
        }
    }

    private static Int128 weighted(
            final Int128 worth, final int weightPpm, final Rounder rounder, final Int128 result) {
        return rounder.weighted(result.set(worth).multiply(weightPpm));
    }

    /** Adds what a debt of that amount and size takes from B, or asks for in R. */
    static void addOwed(
            final Factor asset, final long amount, final Int128 size, final Int128 scratch, final UnitMargin margin) {
        final int initialPpm = owedPpm(asset, amount, Purpose.INITIAL);
        final int stopPpm = owedPpm(asset, amount, Purpose.STOP);
        final int maintenancePpm = owedPpm(asset, amount, Purpose.MAINTENANCE);
        if (asset.isDebtRequired) {
            margin.initialMargin.add(scratch.set(size).multiply(initialPpm));
            margin.owedStop.add(scratch.set(size).multiply(stopPpm));
            margin.owedMaintenance.add(scratch.set(size).multiply(maintenancePpm));
            return;
        }
        margin.equity.subtract(scratch.set(size).multiply(maintenancePpm));
        margin.initialEquity.subtract(scratch.set(size).multiply(initialPpm));
        if (stopPpm != maintenancePpm) {
            margin.stopEquity.subtract(scratch.set(size).multiply(stopPpm - maintenancePpm));
        }
    }

    /** What a balance of that amount counts that is owned, ppm of its worth. */
    static int ownedPpm(final Factor asset, final long amount, final Purpose purpose) {
        return sizedOwnedPpm(asset, amount, purpose.ownedPpm(asset));
    }

    /** The same by another weight than the definition's, ppm. */
    static int sizedOwnedPpm(final Factor asset, final long amount, final int ppm) {
        return asset.sizeWeights == null ? ppm : asset.sizeWeights.ownedPpm(amount, ppm);
    }

    /** What a debt of that amount counts, ppm of its size. */
    static int owedPpm(final Factor asset, final long amount, final Purpose purpose) {
        final int ppm = purpose.owedPpm(asset);
        if (asset.sizeWeights == null) {
            return ppm;
        }
        return purpose == Purpose.STOP
                ? asset.sizeWeights.owedStopPpm(amount, ppm, owedPpm(asset))
                : asset.sizeWeights.owedPpm(amount, ppm);
    }

    /** What an owned balance counts for maintenance, however large, ppm of its worth. */
    static int ownedPpm(final Factor asset) {
        return asset.maintenanceWeightPpm;
    }

    /** What a debt takes from B, however large, ppm of its size. */
    static int nettedPpm(final Factor asset) {
        return asset.isDebtRequired ? 0 : asset.assetTerms.maintenanceLiabilityWeightPpm();
    }

    /** What a debt takes from B - R, however large, ppm of its size. */
    static int owedPpm(final Factor asset) {
        return asset.assetTerms.maintenanceLiabilityWeightPpm();
    }

    /** What a debt of any amount takes from B - R * warning ratio at most, the most of all numbers: ppm of its size, rounded up. */
    static int slopePpm(final Factor asset, final int warningRatioPpm) {
        return slopePpm(asset, asset.sizeWeights == null ? owedPpm(asset) : SizeWeights.MOST_OWED, warningRatioPpm);
    }

    /** What a debt of that amount does. */
    static int slopePpm(final Factor asset, final long amount, final int warningRatioPpm) {
        return slopePpm(asset, owedPpm(asset, amount, Purpose.MAINTENANCE), warningRatioPpm);
    }

    private static int slopePpm(final Factor asset, final int owedPpm, final int warningRatioPpm) {
        final long level = (long) owedPpm * warningRatioPpm;
        return asset.isDebtRequired ? (int) ((level + Rates.ONE - 1) / Rates.ONE) : owedPpm;
    }
}
