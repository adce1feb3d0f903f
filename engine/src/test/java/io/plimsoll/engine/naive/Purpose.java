package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;

/** What a margin is for; each has weights and a rate of its own. */
public enum Purpose {
    /** To open or withdraw. */
    INITIAL,
    /** Where liquidation stops. */
    STOP,
    /** Below which liquidation starts. */
    MAINTENANCE;

    int weightPpm(final Asset asset) {
        return switch (this) {
            case INITIAL -> asset.initialWeightPpm();
            case STOP -> asset.stopWeightPpm();
            case MAINTENANCE -> asset.maintenanceWeightPpm();
        };
    }

    int liabilityWeightPpm(final Asset asset) {
        return switch (this) {
            case INITIAL -> asset.terms().initialLiabilityWeightPpm();
            case STOP -> asset.terms().stopLiabilityWeightPpm();
            case MAINTENANCE -> asset.terms().maintenanceLiabilityWeightPpm();
        };
    }

    /** Of the notional within a tier. */
    public int ratePpm(final MarginTable.Tier tier) {
        return switch (this) {
            case INITIAL -> tier.initialPpm();
            case STOP -> tier.stopPpm();
            case MAINTENANCE -> tier.maintenancePpm();
        };
    }

    /** Of notional, where no margin table says otherwise. */
    public int ratePpm(final Instrument instrument) {
        return switch (this) {
            case INITIAL -> instrument.initialPpm();
            case STOP -> instrument.stopPpm();
            case MAINTENANCE -> instrument.maintenancePpm();
        };
    }
}
