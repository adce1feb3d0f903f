package io.plimsoll.engine.differential;

import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.ArmEncoder;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DefinitionsCommitEncoder;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.EpochEncoder;
import io.plimsoll.protocol.codec.EpochReason;
import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.FundingEncoder;
import io.plimsoll.protocol.codec.GuardDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.KillEncoder;
import io.plimsoll.protocol.codec.KillOrigin;
import io.plimsoll.protocol.codec.LiquidationFillEncoder;
import io.plimsoll.protocol.codec.MarginTableEncoder;
import io.plimsoll.protocol.codec.MarkerEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PositionSnapshotEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.codec.ReadyEncoder;
import io.plimsoll.protocol.codec.SeizeFillEncoder;
import io.plimsoll.protocol.codec.SourceHeartbeatEncoder;
import io.plimsoll.protocol.codec.TimerEncoder;
import io.plimsoll.protocol.codec.TransferEncoder;
import io.plimsoll.protocol.terms.TermsEncoder;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one input record at a time into a direct buffer, behind a sealed frame: sequences rise by one from 1, each
 * CRC chains to the one before, and event time is what {@link #eventNs(long)} said last. The record of the last call
 * stands at {@link #offset()} until the next. Single-threaded; mantissas and scales are those of {@code
 * plimsoll-sbe.xml}.
 */
public final class InputRecords {
    private static final int NO_BOUND = ProfileDefinitionEncoder.maxLiquidationsPerRecordNullValue();
    private static final int OFFSET = 64; // not 0, so that a reader which ignores the offset is found out
    private static final int MESSAGE = OFFSET + Frame.HEADER_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(2048));
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long eventNs = 1_700_000_000_000_000_000L;
    private OptionalLong factAge = OptionalLong.empty();
    private long sequence;
    private int crc;
    private int length;

    /** Holds the last record. */
    public DirectBuffer buffer() {
        return buffer;
    }

    /** Where the last record's frame begins. */
    public int offset() {
        return OFFSET;
    }

    /** Length of the last record, frame included. */
    public int length() {
        return length;
    }

    /** Sequence of the last record. */
    public long sequence() {
        return sequence;
    }

    /** Event time of the last record and of those to come, until it is set again. */
    public long eventNs() {
        return eventNs;
    }

    /** Sets the event time of the records to come. */
    public void eventNs(final long newEventNs) {
        eventNs = newEventNs;
    }

    /** Writes the message of a record at an offset, and says its length without the header. */
    @FunctionalInterface
    public interface Message {
        /** Header included in what is written, not in the length. */
        int write(MutableDirectBuffer buffer, int at, MessageHeaderEncoder header);
    }

    /** Writes one whose fields are the caller's. */
    public void record(final Message message) {
        seal(message.write(buffer, MESSAGE, header));
    }

    private void seal(final int messageLength) {
        sequence++;
        crc = Frame.seal(buffer, OFFSET, MessageHeaderEncoder.ENCODED_LENGTH + messageLength, sequence, eventNs, crc);
        length = Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + messageLength;
    }

    /** A price; received when it was published, the last of its group. */
    public void priceTick(
            final long priceId, final long value, final long publishNs, final int source, final long sourceSequence) {
        priceTick(priceId, value, OptionalLong.empty(), publishNs, source, sourceSequence, true);
    }

    /** A price with the source's own doubt about it, perhaps in the midst of its group; received when published. */
    public void priceTick(
            final long priceId,
            final long value,
            final OptionalLong confidence,
            final long publishNs,
            final int source,
            final long sourceSequence,
            final boolean endOfGroup) {
        seal(new PriceTickEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .value(value)
                .confidence(confidence.orElse(PriceTickEncoder.confidenceNullValue()))
                .publishNs(publishNs)
                .receiveNs(publishNs)
                .sourceSequence(sourceSequence)
                .priceId(priceId)
                .conflated(0)
                .source(source)
                .endOfGroup(flag(endOfGroup))
                .encodedLength());
    }

    /** Stages an asset. */
    public void asset(final Asset asset) {
        final AssetDefinitionEncoder record = new AssetDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .assetId(asset.id())
                .priceId(asset.priceId())
                .decimals((short) asset.decimals())
                .priceDecimals((short) asset.priceDecimals())
                .initialWeightPpm(asset.initialWeightPpm())
                .maintenanceWeightPpm(asset.maintenanceWeightPpm())
                .maxBalance(asset.maxBalance().longValueExact())
                .maxPrice(asset.maxPrice().longValueExact());
        TermsEncoder.put(asset.terms(), record);
        seal(record.symbol(asset.symbol()).encodedLength());
    }

    /** Stages an instrument. */
    public void instrument(final Instrument instrument) {
        final InstrumentDefinitionEncoder record = new InstrumentDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .instrumentId(instrument.id())
                .priceId(instrument.priceId())
                .underlyingAssetId(instrument.underlyingAssetId())
                .settlementAssetId(instrument.settlementAssetId())
                .kind(instrument.kind())
                .priceDecimals((short) instrument.priceDecimals())
                .quantityDecimals((short) instrument.quantityDecimals())
                .initialPpm(instrument.initialPpm())
                .stopPpm(instrument.stopPpm())
                .maintenancePpm(instrument.maintenancePpm())
                .tick(instrument.tick().longValueExact())
                .step(instrument.step().longValueExact())
                .maxQuantity(instrument.maxQuantity().longValueExact())
                .maxPrice(instrument.maxPrice().longValueExact());
        TermsEncoder.put(instrument.terms(), record);
        seal(record.symbol(instrument.symbol()).encodedLength());
    }

    /** Stages a profile; no bound is a 0 or a null. */
    public void profile(final Profile profile) {
        final int bound = profile.maxLiquidationsPerRecord();
        final ProfileDefinitionEncoder record = new ProfileDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .profileVersion(profile.version())
                .warningRatioPpm(profile.warningRatioPpm())
                .limitSpreadPpm(profile.limitSpreadPpm())
                .dustMicros(profile.dustMicros())
                .maxLiquidationsPerRecord(bound == 0 && profile.version() % 2 == 0 ? NO_BOUND : bound);
        TermsEncoder.put(profile.terms(), record);
        seal(record.name(profile.name()).encodedLength());
    }

    /** Stages a margin table. */
    public void marginTable(final MarginTable table) {
        final MarginTableEncoder record = new MarginTableEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .tableId(table.id());
        final MarginTableEncoder.TiersEncoder tiers =
                record.tiersCount(table.tiers().size());
        for (final MarginTable.Tier tier : table.tiers()) {
            tiers.next()
                    .floorMicros(tier.floorMicros().longValueExact())
                    .initialPpm(tier.initialPpm())
                    .stopPpm(tier.stopPpm())
                    .maintenancePpm(tier.maintenancePpm());
        }
        seal(record.encodedLength());
    }

    /** Stages a guard. */
    public void guard(final Guard guard) {
        seal(new GuardDefinitionEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .maxAgeNs(guard.maxAgeNs())
                .slowNs(guard.slowNs())
                .dwellNs(guard.dwellNs())
                .priceId(guard.priceId())
                .collarPpm(orNull(guard.collarPpm(), GuardDefinitionEncoder.collarPpmNullValue()))
                .outlierFloorPpm(guard.outlierFloorPpm())
                .maxConfidencePpm(orNull(guard.maxConfidencePpm(), GuardDefinitionEncoder.maxConfidencePpmNullValue()))
                .dwellPpm(orNull(guard.dwellPpm(), GuardDefinitionEncoder.dwellPpmNullValue()))
                .quorum((short) guard.quorum())
                .outlierMads((short) orNull(guard.outlierMads(), GuardDefinitionEncoder.outlierMadsNullValue()))
                .haltFactor((short) orNull(guard.haltFactor(), GuardDefinitionEncoder.haltFactorNullValue()))
                .resumeTicks((short) guard.resumeTicks())
                .degraded(guard.degraded())
                .encodedLength());
    }

    private static int orNull(final OptionalInt value, final int nullValue) {
        return value.orElse(nullValue);
    }

    /** Commits what was staged. */
    public void definitionsCommit(final long records) {
        seal(new DefinitionsCommitEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .records(records)
                .encodedLength());
    }

    /** A fact: an account exists. */
    public void accountOpened(
            final long accountId,
            final AccountRole role,
            final String name,
            final int source,
            final long sourceSequence) {
        AccountRecords.opened(this, accountId, role, OptionalLong.empty(), name, source, sourceSequence);
    }

    /** A fact: a balance changed. */
    public void transfer(
            final long accountId, final long assetId, final long amount, final int source, final long sourceSequence) {
        seal(new TransferEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .assetId(assetId)
                .source(source)
                .encodedLength());
    }

    /** A fact: one balance of a snapshot. */
    public void balanceSnapshot(
            final long accountId,
            final long assetId,
            final long amount,
            final boolean first,
            final boolean last,
            final int source,
            final long sourceSequence) {
        seal(new BalanceSnapshotEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .assetId(assetId)
                .source(source)
                .first(flag(first))
                .last(flag(last))
                .encodedLength());
    }

    /** A fact: one position of a snapshot. */
    public void positionSnapshot(
            final long accountId,
            final long instrumentId,
            final long quantity,
            final BigInteger cost,
            final boolean first,
            final boolean last,
            final int source,
            final long sourceSequence) {
        final PositionSnapshotEncoder encoder = new PositionSnapshotEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .quantity(quantity)
                .sourceSequence(sourceSequence)
                .instrumentId(instrumentId)
                .source(source)
                .first(flag(first))
                .last(flag(last));
        encoder.cost().high(cost.shiftRight(Long.SIZE).longValueExact()).low(cost.longValue());
        seal(encoder.encodedLength());
    }

    private static BooleanType flag(final boolean value) {
        return value ? BooleanType.T : BooleanType.F;
    }

    /** A fact: a trade. */
    public void fill(
            final long accountId,
            final long instrumentId,
            final long quantity,
            final long price,
            final long fee,
            final int source,
            final long sourceSequence) {
        seal(new FillEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .quantity(quantity)
                .price(price)
                .fee(fee)
                .sourceSequence(sourceSequence)
                .instrumentId(instrumentId)
                .source(source)
                .encodedLength());
    }

    /** A fact: a liquidation order traded. */
    public void liquidationFill(
            final long accountId,
            final OptionalLong counterpartyId,
            final OrderId order,
            final long instrumentId,
            final long quantity,
            final long price,
            final long fee,
            final int source,
            final long sourceSequence) {
        seal(new LiquidationFillEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .counterpartyId(counterpartyId.orElse(LiquidationFillEncoder.counterpartyIdNullValue()))
                .quantity(quantity)
                .price(price)
                .fee(fee)
                .sourceSequence(sourceSequence)
                .orderSequence(order.sequence())
                .orderEpoch(order.epoch())
                .instrumentId(instrumentId)
                .orderOrdinal(order.ordinal())
                .source(source)
                .encodedLength());
    }

    /** A fact: a debt was repaid and collateral taken for it. */
    public void seizeFill(
            final long accountId,
            final OptionalLong counterpartyId,
            final OrderId order,
            final long debtAssetId,
            final long collateralAssetId,
            final long repaid,
            final long seized,
            final int source,
            final long sourceSequence) {
        seal(new SeizeFillEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .accountId(accountId)
                .counterpartyId(counterpartyId.orElse(SeizeFillEncoder.counterpartyIdNullValue()))
                .repaid(repaid)
                .seized(seized)
                .sourceSequence(sourceSequence)
                .orderSequence(order.sequence())
                .orderEpoch(order.epoch())
                .debtAssetId(debtAssetId)
                .collateralAssetId(collateralAssetId)
                .orderOrdinal(order.ordinal())
                .source(source)
                .encodedLength());
    }

    /** A fact: a funding index moved. */
    public void funding(
            final long instrumentId, final long cumulativeIndex, final int source, final long sourceSequence) {
        seal(new FundingEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .cumulativeIndex(cumulativeIndex)
                .sourceSequence(sourceSequence)
                .instrumentId(instrumentId)
                .source(source)
                .encodedLength());
    }

    /** A multiple of the timer's interval is due. */
    public void timer(final long dueNs) {
        seal(new TimerEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .dueNs(dueNs)
                .encodedLength());
    }

    /** The kill switch. */
    public void kill(final String operatorName, final String reason) {
        seal(new KillEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .origin(KillOrigin.CLI)
                .operatorName(operatorName)
                .reason(reason)
                .encodedLength());
    }

    /** Allows orders. */
    public void arm(final String operatorName, final String reason) {
        seal(new ArmEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .operatorName(operatorName)
                .reason(reason)
                .encodedLength());
    }

    /** Opens a run. */
    public void ready(final EngineMode mode, final long maxAccounts, final long maxLegs, final long maxOrdersInFlight) {
        ready(
                mode,
                maxAccounts,
                maxLegs,
                maxOrdersInFlight,
                ReadyEncoder.maxAssetsNullValue(),
                ReadyEncoder.maxInstrumentsNullValue());
    }

    /** Opens a run with limits on definitions. */
    public void ready(
            final EngineMode mode,
            final long maxAccounts,
            final long maxLegs,
            final long maxOrdersInFlight,
            final long maxAssets,
            final long maxInstruments) {
        seal(new ReadyEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .rulesVersion(MarginEngine.RULES_VERSION)
                .configHash(0)
                .mode(mode)
                .maxAccounts(maxAccounts)
                .maxLegs(maxLegs)
                .maxOrdersInFlight(maxOrdersInFlight)
                .maxAssets(maxAssets)
                .maxInstruments(maxInstruments)
                .maxFactAgeNs(factAge.orElse(ReadyEncoder.maxFactAgeNsNullValue()))
                .build("test")
                .encodedLength());
    }

    /** How long an account source may be silent in the runs to come, nanoseconds; empty: however long. */
    void factAge(final OptionalLong ns) {
        factAge = ns;
    }

    /** A source's word that it is there, and what it sent last. */
    public void heartbeat(final int source, final long sequence) {
        seal(new SourceHeartbeatEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .source(source)
                .sequence(sequence)
                .encodedLength());
    }

    /** Opens a new numbering of order ids. */
    public void epoch(final long epoch) {
        seal(new EpochEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .epoch(epoch)
                .reason(EpochReason.NEW_JOURNAL)
                .encodedLength());
    }

    /** Asks for a state hash. */
    public void marker(final long marker) {
        seal(new MarkerEncoder()
                .wrapAndApplyHeader(buffer, MESSAGE, header)
                .marker(marker)
                .encodedLength());
    }
}
