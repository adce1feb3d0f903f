package io.plimsoll.daemon.whatif;

import io.plimsoll.daemon.definitions.AssetParameters;
import io.plimsoll.daemon.definitions.InstrumentParameters;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.journal.config.NearestName;
import io.plimsoll.journal.config.SetFields;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.TermsDecoder;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.MutableDirectBuffer;

/** Sets parameters of definition messages anew, each in its place. One run, one thread. */
final class ChangedDefinitions {
    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH; // where a message goes on behind its header

    private final Changes changes;
    private final ProfileSpec overrides;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder instrument = new InstrumentDefinitionDecoder();
    private final AssetDefinitionDecoder asset = new AssetDefinitionDecoder();
    private final ProfileDefinitionDecoder profile = new ProfileDefinitionDecoder();
    private final Set<String> assets = new HashSet<>();
    private final Set<String> instruments = new HashSet<>();

    /** @throws UserError for a profile parameter that does not exist or is out of range */
    ChangedDefinitions(final Changes changes) {
        this.changes = changes;
        overrides = new ProfileSpec("", 1, Rates.ONE, 0, 0, 0, 0, ProfileTerms.PLAIN).with(changes.parameters());
    }

    /**
     * Changes a message, if it is one that defines something.
     *
     * @param message where its SBE header starts
     */
    void change(final MutableDirectBuffer buffer, final int message) {
        switch (buffer.getShort(message + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF) {
            case ProfileDefinitionDecoder.TEMPLATE_ID -> onProfile(buffer, message);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onInstrument(buffer, message);
            case AssetDefinitionDecoder.TEMPLATE_ID -> onAsset(buffer, message);
            default -> {
                // stays as it is
            }
        }
    }

    /** Complains of an asset or instrument that was to be changed and is none. */
    void end() {
        require("asset", changes.assets().keySet(), assets);
        require("instrument", changes.instruments().keySet(), instruments);
    }

    private static void require(final String kind, final Set<String> wanted, final Set<String> defined) {
        for (final String symbol : wanted) {
            if (!defined.contains(symbol)) {
                throw new UserError("--set " + kind + "." + symbol + ".*: no such " + kind + " is defined"
                        + (defined.isEmpty() ? "" : "; the nearest is '" + NearestName.of(symbol, defined) + "'"));
            }
        }
    }

    private void onProfile(final MutableDirectBuffer buffer, final int message) {
        if (changes.parameters().isEmpty()) {
            return;
        }
        profile.wrapAndApplyHeader(buffer, message, header);
        final String name = profile.name();
        if (!Changes.ANY_PROFILE.equals(changes.profileName()) && name.isEmpty()) {
            throw new UserError("--set " + changes.profileName() + ".*: a snapshot does not say what the profile is"
                    + " called, expected profile.parameter=value");
        }
        if (!Changes.ANY_PROFILE.equals(changes.profileName()) && !name.equals(changes.profileName())) {
            throw new UserError("--set " + changes.profileName() + ".*: the journal's profile is '" + name + "'");
        }
        final ProfileTerms terms = TermsDecoder.of(profile);
        final ProfileSpec spec = new ProfileSpec(
                        name,
                        (int) profile.profileVersion(),
                        profile.warningRatioPpm(),
                        0,
                        profile.limitSpreadPpm(),
                        profile.dustMicros(),
                        0,
                        terms)
                .with(changes.parameters());
        final ProfileDefinitionEncoder changed = new ProfileDefinitionEncoder()
                .wrap(buffer, message + BODY)
                .warningRatioPpm(spec.warningRatioPpm())
                .limitSpreadPpm(spec.limitSpreadPpm())
                .dustMicros(spec.dustMicros());
        final String prefix = changes.profileName() + ".";
        if (changes.parameters().containsKey("maxLiquidationsPerRecord")) {
            requireRoom(
                    prefix + "maxLiquidationsPerRecord",
                    profile.actingVersion(),
                    ProfileDefinitionDecoder.maxLiquidationsPerRecordSinceVersion());
            changed.maxLiquidationsPerRecord(spec.maxLiquidationsPerRecord());
        }
        final List<String> differences = Terms.differences(spec.terms(), terms);
        if (!differences.isEmpty()) {
            requireRoom(
                    prefix + differences.get(0),
                    profile.actingVersion(),
                    ProfileDefinitionDecoder.debtInSinceVersion());
            TermsEncoder.put(spec.terms(), changed);
        }
    }

    // The journal holds stop margins, not the buffer that they came from: a new buffer sets each of them.
    private void onInstrument(final MutableDirectBuffer buffer, final int message) {
        instrument.wrapAndApplyHeader(buffer, message, header);
        final String symbol = instrument.symbol();
        instruments.add(symbol);
        final Map<String, String> set = changes.instruments().getOrDefault(symbol, Map.of());
        final boolean hasBuffer = changes.parameters().containsKey("stopBuffer");
        if (set.isEmpty() && !hasBuffer) {
            return;
        }
        final InstrumentParameters before = new InstrumentParameters(
                instrument.initialPpm(),
                instrument.stopPpm(),
                instrument.maintenancePpm(),
                TermsDecoder.of(instrument));
        final String where = "--set instrument." + symbol + ".";
        final InstrumentParameters after = before.with(new SetFields(where, set));
        final InstrumentDefinitionEncoder changed = new InstrumentDefinitionEncoder()
                .wrap(buffer, message + BODY)
                .initialPpm(after.initialPpm())
                .maintenancePpm(after.maintenancePpm())
                .stopPpm(
                        hasBuffer && !set.containsKey("stop")
                                ? overrides.stopPpm(after.initialPpm(), after.maintenancePpm())
                                : after.stopPpm());
        final List<String> differences = Terms.differences(after.terms(), before.terms());
        if (!differences.isEmpty()) {
            requireRoom(
                    "instrument." + symbol + "." + differences.get(0),
                    instrument.actingVersion(),
                    InstrumentDefinitionDecoder.notRebalancedSinceVersion());
            TermsEncoder.put(after.terms(), changed);
        }
    }

    private void onAsset(final MutableDirectBuffer buffer, final int message) {
        asset.wrapAndApplyHeader(buffer, message, header);
        final String symbol = asset.symbol();
        assets.add(symbol);
        final Map<String, String> set = changes.assets().get(symbol);
        if (set == null) {
            return;
        }
        final AssetParameters before =
                new AssetParameters(asset.initialWeightPpm(), asset.maintenanceWeightPpm(), TermsDecoder.of(asset));
        final AssetParameters after = before.with(new SetFields("--set asset." + symbol + ".", set));
        final AssetDefinitionEncoder changed = new AssetDefinitionEncoder()
                .wrap(buffer, message + BODY)
                .initialWeightPpm(after.initialWeightPpm())
                .maintenanceWeightPpm(after.maintenanceWeightPpm());
        final List<String> differences = Terms.differences(after.terms(), before.terms());
        if (!differences.isEmpty()) {
            requireRoom(
                    "asset." + symbol + "." + differences.get(0),
                    asset.actingVersion(),
                    AssetDefinitionDecoder.stopWeightPpmSinceVersion());
            TermsEncoder.put(after.terms(), changed);
        }
    }

    // A record is changed in its place.
    private static void requireRoom(final String parameter, final int actingVersion, final int sinceVersion) {
        if (actingVersion < sinceVersion) {
            throw new UserError("--set " + parameter
                    + ": the journal's definition is from before there was such a setting, and has no room for one");
        }
    }
}
