package io.plimsoll.engine;

/** What margin is asked for, and by which of a definition's rates and weights (docs/internals/linear-rules.md, Valuation). All in ppm. */
enum Purpose {
    INITIAL,
    STOP,
    MAINTENANCE;

    /** What is asked of an instrument's notional. */
    int ratePpm(final Factor instrument) {
        return switch (this) {
            case INITIAL -> instrument.askedInitialPpm;
            case STOP -> instrument.askedStopPpm;
            case MAINTENANCE -> instrument.askedMaintenancePpm;
        };
    }

    /** What a profit counts that is kept in a bucket (docs/internals/settle-buckets.md). */
    int bucketProfitPpm(final Factor instrument) {
        return this == MAINTENANCE
                ? instrument.instrumentTerms.profitMaintenanceWeightPpm()
                : instrument.instrumentTerms.profitInitialWeightPpm();
    }

    /** What an asset counts that is owned. */
    int ownedPpm(final Factor asset) {
        return switch (this) {
            case INITIAL -> asset.initialWeightPpm;
            case STOP -> asset.stopWeightPpm;
            case MAINTENANCE -> asset.maintenanceWeightPpm;
        };
    }

    /** What it counts that is owed. */
    int owedPpm(final Factor asset) {
        return switch (this) {
            case INITIAL -> asset.assetTerms.initialLiabilityWeightPpm();
            case STOP -> asset.assetTerms.stopLiabilityWeightPpm();
            case MAINTENANCE -> asset.assetTerms.maintenanceLiabilityWeightPpm();
        };
    }
}
