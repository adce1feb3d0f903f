package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stages asset, instrument and profile definitions until a commit applies all of them or none. Rare and allowed to allocate.
 * Engine thread.
 */
final class Definitions {
    private final Catalog catalog;
    private final Prices prices;
    private final EngineCapacity capacity;
    private final List<Factor> staged = new ArrayList<>();
    private Profile stagedProfile;
    private long stagedRecords;
    private boolean isProfileValid = true;
    private String lastDefect = "";

    Definitions(final Catalog catalog, final Prices prices, final EngineCapacity capacity) {
        this.catalog = catalog;
        this.prices = prices;
        this.capacity = capacity;
    }

    void stage(final AssetDefinitionDecoder record) {
        stagedRecords++;
        final Factor factor = stagedFactor(false, (int) record.assetId());
        factor.priceId = (int) record.priceId();
        factor.unitDecimals = record.decimals();
        factor.priceDecimals = record.priceDecimals();
        factor.initialWeightPpm = record.initialWeightPpm();
        factor.maintenanceWeightPpm = record.maintenanceWeightPpm();
        factor.maxUnits = record.maxBalance();
        factor.maxPrice = record.maxPrice();
        factor.symbol = new byte[record.symbolLength()];
        record.getSymbol(factor.symbol, 0, factor.symbol.length);
    }

    void stage(final InstrumentDefinitionDecoder record) {
        stagedRecords++;
        final Factor factor = stagedFactor(true, (int) record.instrumentId());
        factor.priceId = (int) record.priceId();
        factor.underlyingAssetId = (int) record.underlyingAssetId();
        factor.settlementAssetId = (int) record.settlementAssetId();
        factor.kind = record.kind();
        factor.priceDecimals = record.priceDecimals();
        factor.unitDecimals = record.quantityDecimals();
        factor.initialPpm = record.initialPpm();
        factor.stopPpm = record.stopPpm();
        factor.maintenancePpm = record.maintenancePpm();
        factor.tick = record.tick();
        factor.step = record.step();
        factor.maxUnits = record.maxQuantity();
        factor.maxPrice = record.maxPrice();
        factor.symbol = new byte[record.symbolLength()];
        record.getSymbol(factor.symbol, 0, factor.symbol.length);
    }

    void stage(final ProfileDefinitionDecoder record) {
        stagedRecords++;
        stagedProfile = new Profile(
                (int) record.profileVersion(), record.warningRatioPpm(), record.limitSpreadPpm(), record.dustMicros());
        isProfileValid = DefinitionRules.isValid(stagedProfile, record.boundary());
    }

    /** Puts what was staged in force and answers null, or why not; the staging area is empty afterwards. */
    FlagReason commit(final long records) {
        try {
            if (records != stagedRecords) {
                lastDefect = stagedRecords + " definitions were staged, the commit says " + records;
                return FlagReason.DEFINITIONS_INCOMPLETE;
            }
            final Factor[] next = merged();
            final Profile profile = stagedProfile == null ? catalog.profile() : stagedProfile;
            lastDefect = defect(next, profile);
            if (lastDefect != null) {
                return FlagReason.DEFINITIONS_INVALID;
            }
            catalog.install(next, profile, OverflowProof.of(next), prices);
            return null;
        } finally {
            staged.clear();
            stagedProfile = null;
            isProfileValid = true;
            stagedRecords = 0;
        }
    }

    private String defect(final Factor[] next, final Profile profile) {
        if (stagedProfile == null && !catalog.hasProfile()) {
            return "no profile is in force or among the definitions";
        }
        return isProfileValid
                ? DefinitionRules.defect(next, catalog.factors(), profile, capacity)
                : "the profile is outside its bounds";
    }

    /** What was wrong with the last refused commit, for people. */
    String lastDefect() {
        return lastDefect;
    }

    // Definitions of the same id in one commit: the later one counts.
    private Factor stagedFactor(final boolean isInstrument, final int id) {
        for (final Factor factor : staged) {
            if (factor.isInstrument == isInstrument && factor.id == id) {
                return factor;
            }
        }
        final Factor inForce = isInstrument ? catalog.instrument(id) : catalog.asset(id);
        final Factor factor = new Factor(inForce == null ? nextIndex() : inForce.index, isInstrument, id);
        staged.add(factor);
        return factor;
    }

    private int nextIndex() {
        int index = catalog.factors().length;
        for (final Factor factor : staged) {
            index = Math.max(index, factor.index + 1);
        }
        return index;
    }

    private Factor[] merged() {
        int size = catalog.factors().length;
        for (final Factor factor : staged) {
            size = Math.max(size, factor.index + 1);
        }
        final Factor[] next = Arrays.copyOf(catalog.factors(), size);
        for (final Factor factor : staged) {
            next[factor.index] = factor;
        }
        return next;
    }

    void hash(final StateHash hash) {
        hash.add(stagedRecords).add(isProfileValid ? 1 : 0);
        for (final Factor factor : staged) {
            factor.hash(hash);
        }
        if (stagedProfile != null) {
            stagedProfile.hash(hash);
        }
    }
}
