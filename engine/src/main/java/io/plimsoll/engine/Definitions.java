package io.plimsoll.engine;

import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.terms.TermsDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Stages asset, instrument and profile definitions until a commit applies all of them or none. Rare and allowed to allocate.
 * Engine thread.
 */
final class Definitions {
    private final Catalog catalog;
    private final Prices prices;
    private final Control control;
    private final EngineCapacity capacity;
    private final List<Factor> staged = new ArrayList<>();
    private final MarginTables stagedTables = new MarginTables();
    private final List<Guard> stagedGuards = new ArrayList<>();
    private final Guards guards;
    private final PriceGroups groups;
    private final Waterfall waterfall;
    private Profile stagedProfile;
    private long stagedRecords;
    private boolean isProfileValid = true;
    private String lastDefect = "";

    Definitions(final EngineState state, final EngineCapacity capacity) {
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.guards = state.guards;
        this.groups = state.groups;
        this.waterfall = state.waterfall;
        this.control = state.control;
        this.capacity = capacity;
    }

    void stage(final AssetDefinitionDecoder record) {
        stagedRecords++;
        read(record, stagedFactor(false, (int) record.assetId()));
    }

    private boolean isInForce(final AssetDefinitionDecoder record) {
        final Factor inForce = catalog.asset((int) record.assetId());
        return inForce != null && inForce.isDefinedAs(read(record, new Factor(0, false, inForce.id)));
    }

    private static Factor read(final AssetDefinitionDecoder record, final Factor factor) {
        factor.priceId = (int) record.priceId();
        factor.unitDecimals = record.decimals();
        factor.priceDecimals = record.priceDecimals();
        factor.initialWeightPpm = record.initialWeightPpm();
        factor.maintenanceWeightPpm = record.maintenanceWeightPpm();
        factor.maxUnits = record.maxBalance();
        factor.maxPrice = record.maxPrice();
        factor.assetTerms = TermsDecoder.of(record);
        factor.symbol = new byte[record.symbolLength()];
        record.getSymbol(factor.symbol, 0, factor.symbol.length);
        return factor;
    }

    void stage(final InstrumentDefinitionDecoder record) {
        stagedRecords++;
        read(record, stagedFactor(true, (int) record.instrumentId()));
    }

    private boolean isInForce(final InstrumentDefinitionDecoder record) {
        final Factor inForce = catalog.instrument((int) record.instrumentId());
        return inForce != null && inForce.isDefinedAs(read(record, new Factor(0, true, inForce.id)));
    }

    private static Factor read(final InstrumentDefinitionDecoder record, final Factor factor) {
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
        factor.instrumentTerms = TermsDecoder.of(record);
        factor.symbol = new byte[record.symbolLength()];
        record.getSymbol(factor.symbol, 0, factor.symbol.length);
        return factor;
    }

    void stage(final ProfileDefinitionDecoder record) {
        stagedRecords++;
        stagedProfile = read(record);
        isProfileValid = DefinitionRules.isValid(stagedProfile);
    }

    void stage(final MarginTableDecoder record) {
        stagedRecords++;
        stagedTables.put(MarginTable.of(record));
    }

    private boolean isInForce(final MarginTableDecoder record) {
        return MarginTable.of(record).equals(catalog.tables().of((int) record.tableId()));
    }

    void stage(final GuardDefinitionDecoder record) {
        stagedRecords++;
        final Guard guard = Guard.of(record);
        stagedGuards.removeIf(earlier -> earlier.priceId() == guard.priceId());
        stagedGuards.add(guard);
    }

    private boolean isInForce(final GuardDefinitionDecoder record) {
        final PriceGuard inForce = guards.of(prices.slot((int) record.priceId()));
        return inForce != null && inForce.guard().equals(Guard.of(record));
    }

    private boolean isInForce(final ProfileDefinitionDecoder record) {
        return catalog.hasProfile() && catalog.profile().equals(read(record));
    }

    private static Profile read(final ProfileDefinitionDecoder record) {
        final int bound = record.maxLiquidationsPerRecord();
        return new Profile(
                (int) record.profileVersion(),
                record.warningRatioPpm(),
                record.limitSpreadPpm(),
                record.dustMicros(),
                bound == ProfileDefinitionDecoder.maxLiquidationsPerRecordNullValue() ? 0 : bound,
                TermsDecoder.of(record));
    }

    /** Whether committing the definition would change nothing. Rare, and on decoders of its own. */
    boolean isInForce(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (header.wrap(buffer, offset).templateId()) {
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                isInForce(new AssetDefinitionDecoder().wrapAndApplyHeader(buffer, offset, header));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                isInForce(new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, offset, header));
            case ProfileDefinitionDecoder.TEMPLATE_ID ->
                isInForce(new ProfileDefinitionDecoder().wrapAndApplyHeader(buffer, offset, header));
            case GuardDefinitionDecoder.TEMPLATE_ID ->
                isInForce(new GuardDefinitionDecoder().wrapAndApplyHeader(buffer, offset, header));
            case MarginTableDecoder.TEMPLATE_ID ->
                isInForce(new MarginTableDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> throw new IllegalArgumentException("template id " + header.templateId() + " defines nothing");
        };
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
            final MarginTables tables = new MarginTables();
            tables.putAll(catalog.tables());
            tables.putAll(stagedTables);
            lastDefect = defect(next, tables, profile);
            if (lastDefect != null) {
                return FlagReason.DEFINITIONS_INVALID;
            }
            catalog.install(next, tables, profile, OverflowProof.of(next, profile.terms()), prices);
            guards.install(stagedGuards, prices);
            if (!guards.isEmpty()) {
                groups.makeRoom();
            }
            waterfall.definitionsChanged();
            return null;
        } finally {
            staged.clear();
            stagedTables.clear();
            stagedGuards.clear();
            stagedProfile = null;
            isProfileValid = true;
            stagedRecords = 0;
        }
    }

    private String defect(final Factor[] next, final MarginTables tables, final Profile profile) {
        if (stagedProfile == null && !catalog.hasProfile()) {
            return "no profile is in force or among the definitions";
        }
        if (!isProfileValid) {
            return "the profile is outside its bounds";
        }
        final String defect = DefinitionRules.defect(next, catalog.factors(), tables, profile, room());
        return defect == null ? DefinitionRules.guardDefect(stagedGuards, next) : defect;
    }

    // The journaled limits decide; the arrays' own only where a journal from before they were journaled has none.
    private DefinitionRules.Room room() {
        return new DefinitionRules.Room(
                Math.min(control.maxAssets(), capacity.assets()),
                Math.min(control.maxInstruments(), capacity.instruments()));
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

    /** The catalog has been handed through before. */
    void image(final StateImage image) {
        stagedRecords = image.number(stagedRecords);
        isProfileValid = image.flag(isProfileValid);
        final int count = image.number(staged.size());
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                staged.add(Factor.image(image, Factor.NOTHING));
            } else {
                Factor.image(image, staged.get(i));
            }
        }
        stagedTables.image(image);
        final int guardCount = image.number(stagedGuards.size());
        for (int i = 0; i < guardCount; i++) {
            if (image.isReading()) {
                stagedGuards.add(Guard.NOTHING.image(image));
            } else {
                stagedGuards.get(i).image(image);
            }
        }
        if (image.flag(stagedProfile != null)) {
            stagedProfile = (stagedProfile == null ? Profile.NONE : stagedProfile).image(image);
        }
    }

    void hash(final StateHash hash) {
        hash.add(stagedRecords).add(isProfileValid ? 1 : 0).add(staged.size());
        for (final Factor factor : staged) {
            factor.hash(hash);
        }
        stagedTables.hash(hash);
        for (final Guard guard : stagedGuards) {
            guard.hash(hash);
        }
        if (stagedProfile != null) {
            stagedProfile.hash(hash);
        }
    }
}
