package io.plimsoll.engine;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.GuardDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.MarginTableEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.util.function.ObjIntConsumer;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** The definitions in force as messages, as inputs would define them: the opposite of {@link Definitions}. One thread. */
final class DefinitionMessages {
    private static final int MESSAGE = Frame.HEADER_LENGTH;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ObjIntConsumer<DirectBuffer> visitor;

    /** @param visitor gets each message with room for a frame's header before it, and its length */
    DefinitionMessages(final ObjIntConsumer<DirectBuffer> visitor) {
        this.visitor = visitor;
    }

    void visit(final Catalog catalog) {
        for (final MarginTable table : catalog.tables().all()) {
            visitor.accept(buffer, MessageHeaderEncoder.ENCODED_LENGTH + table(table));
        }
        for (final Factor factor : catalog.factors()) {
            visitor.accept(
                    buffer,
                    MessageHeaderEncoder.ENCODED_LENGTH + (factor.isInstrument ? instrument(factor) : asset(factor)));
        }
        if (catalog.hasProfile()) {
            visitor.accept(buffer, MessageHeaderEncoder.ENCODED_LENGTH + profile(catalog.profile()));
        }
    }

    /** Shows each guard in force likewise. */
    void visit(final Guards guards) {
        for (int i = 0; i < guards.count(); i++) {
            visitor.accept(
                    buffer,
                    MessageHeaderEncoder.ENCODED_LENGTH
                            + guard(guards.of(guards.slot(i)).guard()));
        }
    }

    private int guard(final Guard guard) {
        return new GuardDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .maxAgeNs(guard.maxAgeNs())
                .slowNs(guard.slowNs())
                .dwellNs(guard.dwellNs())
                .priceId(Integer.toUnsignedLong(guard.priceId()))
                .collarPpm(optional(guard.collarPpm(), GuardDefinitionEncoder.collarPpmNullValue()))
                .outlierFloorPpm(guard.outlierFloorPpm())
                .maxConfidencePpm(
                        optional(guard.maxConfidencePpm(), GuardDefinitionEncoder.maxConfidencePpmNullValue()))
                .dwellPpm(optional(guard.dwellPpm(), GuardDefinitionEncoder.dwellPpmNullValue()))
                .quorum((short) guard.quorum())
                .outlierMads((short) optional(guard.outlierMads(), GuardDefinitionEncoder.outlierMadsNullValue()))
                .haltFactor((short) optional(guard.haltFactor(), GuardDefinitionEncoder.haltFactorNullValue()))
                .resumeTicks((short) guard.resumeTicks())
                .degraded(guard.degraded())
                .encodedLength();
    }

    private static int optional(final int value, final int nullValue) {
        return value == Guard.OFF ? nullValue : value;
    }

    private int table(final MarginTable table) {
        final MarginTableEncoder message = new MarginTableEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .tableId(Integer.toUnsignedLong(table.id()));
        final MarginTableEncoder.TiersEncoder tiers = message.tiersCount(table.size());
        for (int i = 0; i < table.size(); i++) {
            tiers.next()
                    .floorMicros(table.floorMicros(i))
                    .initialPpm(table.initialPpm(i))
                    .stopPpm(table.stopPpm(i))
                    .maintenancePpm(table.maintenancePpm(i));
        }
        return message.encodedLength();
    }

    private int asset(final Factor asset) {
        final AssetDefinitionEncoder message = new AssetDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .assetId(Integer.toUnsignedLong(asset.id))
                .priceId(Integer.toUnsignedLong(asset.priceId))
                .decimals((short) asset.unitDecimals)
                .priceDecimals((short) asset.priceDecimals)
                .initialWeightPpm(asset.initialWeightPpm)
                .maintenanceWeightPpm(asset.maintenanceWeightPpm)
                .maxBalance(asset.maxUnits)
                .maxPrice(asset.maxPrice);
        TermsEncoder.put(asset.assetTerms, message);
        return message.putSymbol(asset.symbol, 0, asset.symbol.length).encodedLength();
    }

    private int instrument(final Factor instrument) {
        final InstrumentDefinitionEncoder message = new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .instrumentId(Integer.toUnsignedLong(instrument.id))
                .priceId(Integer.toUnsignedLong(instrument.priceId))
                .underlyingAssetId(Integer.toUnsignedLong(instrument.underlyingAssetId))
                .settlementAssetId(Integer.toUnsignedLong(instrument.settlementAssetId))
                .kind(instrument.kind)
                .priceDecimals((short) instrument.priceDecimals)
                .quantityDecimals((short) instrument.unitDecimals)
                .initialPpm(instrument.initialPpm)
                .stopPpm(instrument.stopPpm)
                .maintenancePpm(instrument.maintenancePpm)
                .tick(instrument.tick)
                .step(instrument.step)
                .maxQuantity(instrument.maxUnits)
                .maxPrice(instrument.maxPrice);
        TermsEncoder.put(instrument.instrumentTerms, message);
        return message.putSymbol(instrument.symbol, 0, instrument.symbol.length).encodedLength();
    }

    private int profile(final Profile profile) {
        final ProfileDefinitionEncoder message = new ProfileDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .profileVersion(Integer.toUnsignedLong(profile.version()))
                .warningRatioPpm(profile.warningRatioPpm())
                .limitSpreadPpm(profile.limitSpreadPpm())
                .dustMicros(profile.dustMicros())
                .maxLiquidationsPerRecord(profile.maxLiquidationsPerRecord());
        TermsEncoder.put(profile.terms(), message);
        return message.name("").encodedLength();
    }
}
