package io.plimsoll.daemon.definitions;

import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.DefinitionsCommitEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;

/** Writes a definition set as input records, closed by their commit. One thread at a time. */
public final class DefinitionRecords {
    private final DefinitionSet definitions;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AssetDefinitionEncoder asset = new AssetDefinitionEncoder();
    private final InstrumentDefinitionEncoder instrument = new InstrumentDefinitionEncoder();
    private final ProfileDefinitionEncoder profile = new ProfileDefinitionEncoder();
    private final DefinitionsCommitEncoder commit = new DefinitionsCommitEncoder();

    public DefinitionRecords(final DefinitionSet definitions) {
        this.definitions = definitions;
    }

    /** Publishes every definition and the commit, all at the given event time. */
    public void write(final InputPort port, final long eventNs) {
        for (final AssetSpec spec : definitions.assets()) {
            write(port, eventNs, spec);
        }
        for (final InstrumentSpec spec : definitions.instruments()) {
            write(port, eventNs, spec);
        }
        writeProfile(port, eventNs, definitions.profile());
        final long slot = port.claim();
        commit.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .records(definitions.assets().size() + definitions.instruments().size() + 1L);
        publish(port, slot, commit.encodedLength(), eventNs);
    }

    private void write(final InputPort port, final long eventNs, final AssetSpec spec) {
        final long slot = port.claim();
        asset.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .assetId(spec.id())
                .priceId(
                        spec.price() == null
                                ? 0
                                : definitions.price(spec.price()).id())
                .decimals((short) spec.decimals())
                .priceDecimals((short) spec.priceDecimals())
                .initialWeightPpm(spec.initialWeightPpm())
                .maintenanceWeightPpm(spec.maintenanceWeightPpm())
                .maxBalance(spec.maxBalance())
                .maxPrice(spec.maxPrice())
                .symbol(spec.symbol());
        publish(port, slot, asset.encodedLength(), eventNs);
    }

    private void write(final InputPort port, final long eventNs, final InstrumentSpec spec) {
        final long slot = port.claim();
        instrument
                .wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .instrumentId(spec.id())
                .priceId(definitions.price(spec.price()).id())
                .underlyingAssetId(spec.underlyingId())
                .settlementAssetId(spec.settlementId())
                .kind(spec.kind())
                .priceDecimals((short) spec.priceDecimals())
                .quantityDecimals((short) spec.quantityDecimals())
                .initialPpm(spec.initialPpm())
                .stopPpm(spec.stopPpm())
                .maintenancePpm(spec.maintenancePpm())
                .tick(spec.tick())
                .step(spec.step())
                .maxQuantity(spec.maxQuantity())
                .maxPrice(spec.maxPrice())
                .symbol(spec.symbol());
        publish(port, slot, instrument.encodedLength(), eventNs);
    }

    private void writeProfile(final InputPort port, final long eventNs, final ProfileSpec spec) {
        final long slot = port.claim();
        profile.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .profileVersion(spec.version())
                .warningRatioPpm(spec.warningRatioPpm())
                .limitSpreadPpm(spec.limitSpreadPpm())
                .dustMicros(spec.dustMicros())
                .boundary(spec.boundary())
                .name(spec.name());
        publish(port, slot, profile.encodedLength(), eventNs);
    }

    private static void publish(final InputPort port, final long slot, final int bodyLength, final long eventNs) {
        port.publish(slot, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, System.nanoTime(), eventNs);
    }
}
