package io.plimsoll.daemon.definitions;

import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.DefinitionsCommitEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.util.List;
import org.agrona.DirectBuffer;

/** Writes a definition set as input records, closed by their commit. One thread at a time. */
public final class DefinitionRecords {
    private final DefinitionSet definitions;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final AssetDefinitionEncoder asset = new AssetDefinitionEncoder();
    private final InstrumentDefinitionEncoder instrument = new InstrumentDefinitionEncoder();
    private final ProfileDefinitionEncoder profile = new ProfileDefinitionEncoder();
    private final DefinitionsCommitEncoder commit = new DefinitionsCommitEncoder();

    private InForce inForce = (buffer, offset) -> false;
    private long written;

    /** Whether the definition message that stands in a buffer is in force already. */
    @FunctionalInterface
    public interface InForce {
        boolean test(DirectBuffer buffer, int offset);
    }

    public DefinitionRecords(final DefinitionSet definitions) {
        this.definitions = definitions;
    }

    /** Leaves out what is in force already. */
    public DefinitionRecords leavingOut(final InForce test) {
        inForce = test;
        return this;
    }

    /**
     * Publishes the definitions and their commit, all at the given event time; nothing at all when every one is left out.
     *
     * @return whether anything was published
     */
    public boolean write(final InputPort port, final long eventNs) {
        written = 0;
        for (final AssetSpec spec : definitions.assets()) {
            if (!spec.tiers().isEmpty()) {
                writeTable(port, eventNs, spec.terms().weightTableId(), spec.tiers());
            }
            write(port, eventNs, spec);
        }
        for (final InstrumentSpec spec : definitions.instruments()) {
            if (!spec.tiers().isEmpty()) {
                writeTable(port, eventNs, spec.terms().marginTableId(), spec.tiers());
            }
            write(port, eventNs, spec);
        }
        writeProfile(port, eventNs, definitions.profile());
        for (final GuardSpec spec : definitions.guards()) {
            write(port, eventNs, spec);
        }
        if (written == 0) {
            return false;
        }
        final long slot = port.claim();
        commit.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .records(written);
        publish(port, slot, MessageHeaderEncoder.ENCODED_LENGTH + commit.encodedLength(), eventNs);
        return true;
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
                .maxPrice(spec.maxPrice());
        TermsEncoder.put(spec.terms(), asset);
        asset.symbol(spec.symbol());
        publishUnlessInForce(port, slot, MessageHeaderEncoder.ENCODED_LENGTH + asset.encodedLength(), eventNs);
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
                .maxPrice(spec.maxPrice());
        TermsEncoder.put(spec.terms(), instrument);
        instrument.symbol(spec.symbol());
        publishUnlessInForce(port, slot, MessageHeaderEncoder.ENCODED_LENGTH + instrument.encodedLength(), eventNs);
    }

    private void writeTable(final InputPort port, final long eventNs, final int tableId, final List<MarginTier> tiers) {
        final long slot = port.claim();
        final int length = MarginTier.encodedLength(tiers.size());
        MarginTier.encode(tableId, tiers, port.buffer(slot, length), port.messageOffset(slot));
        publishUnlessInForce(port, slot, length, eventNs);
    }

    private void writeProfile(final InputPort port, final long eventNs, final ProfileSpec spec) {
        final long slot = port.claim();
        profile.wrapAndApplyHeader(port.buffer(slot), port.messageOffset(slot), header)
                .profileVersion(spec.version())
                .warningRatioPpm(spec.warningRatioPpm())
                .limitSpreadPpm(spec.limitSpreadPpm())
                .dustMicros(spec.dustMicros())
                .maxLiquidationsPerRecord(spec.maxLiquidationsPerRecord());
        TermsEncoder.put(spec.terms(), profile);
        profile.name(spec.name());
        publishUnlessInForce(port, slot, MessageHeaderEncoder.ENCODED_LENGTH + profile.encodedLength(), eventNs);
    }

    private void write(final InputPort port, final long eventNs, final GuardSpec spec) {
        final long slot = port.claim();
        final int priceId = definitions.price(spec.price()).id();
        publishUnlessInForce(port, slot, spec.encode(port.buffer(slot), port.messageOffset(slot), priceId), eventNs);
    }

    private void publishUnlessInForce(final InputPort port, final long slot, final int length, final long eventNs) {
        final boolean isLeftOut = inForce.test(port.buffer(slot), port.messageOffset(slot));
        written += isLeftOut ? 0 : 1;
        publish(port, slot, isLeftOut ? 0 : length, eventNs); // a claim without a message is given up
    }

    private static void publish(final InputPort port, final long slot, final int length, final long eventNs) {
        port.publish(slot, length, System.nanoTime(), eventNs);
    }
}
