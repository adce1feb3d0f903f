package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import java.math.BigInteger;
import java.util.List;
import org.agrona.DirectBuffer;

/** Places that the record itself tells: run records, definitions, funding. */
final class RecordObserver implements Observer {
    private final State state;
    private final Coverage coverage;
    private EngineStatus statusBefore = EngineStatus.DISARMED;
    private BigInteger indexBefore = BigInteger.ZERO;
    private boolean isAnyLowered;

    RecordObserver(final State state, final Coverage coverage) {
        this.state = state;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        statusBefore = state.status().current();
        switch (Frame.templateId(buffer, offset)) {
            case FundingDecoder.TEMPLATE_ID ->
                indexBefore = state.fundingIndex(funding(buffer, offset).instrumentId());
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                isAnyLowered |= isLowered(new AssetDefinitionDecoder()
                        .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder()));
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                isAnyLowered |= isLowered(new InstrumentDefinitionDecoder()
                        .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder()));
            default -> {} // told by what follows, or by the other observers
        }
    }

    private boolean isLowered(final AssetDefinitionDecoder record) {
        final Asset asset = state.definitions().assets().get(record.assetId());
        return asset != null
                && (BigInteger.valueOf(record.maxBalance()).compareTo(asset.maxBalance()) < 0
                        || BigInteger.valueOf(record.maxPrice()).compareTo(asset.maxPrice()) < 0);
    }

    private boolean isLowered(final InstrumentDefinitionDecoder record) {
        final Instrument instrument = state.definitions().instruments().get(record.instrumentId());
        return instrument != null
                && (BigInteger.valueOf(record.maxQuantity()).compareTo(instrument.maxQuantity()) < 0
                        || BigInteger.valueOf(record.maxPrice()).compareTo(instrument.maxPrice()) < 0);
    }

    private static boolean isFlagged(final List<Output> outputs, final FlagReason reason) {
        return outputs.stream()
                .anyMatch(output -> output instanceof Output.InputFlagged flag && flag.reason() == reason);
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        coverage.hitIf(
                statusBefore == EngineStatus.HALTED && isFlagged(outputs, FlagReason.OVER_CAPACITY),
                Place.HALTED_ALREADY);
        switch (Frame.templateId(buffer, offset)) {
            case FundingDecoder.TEMPLATE_ID -> {
                final int moved = state.fundingIndex(funding(buffer, offset).instrumentId())
                        .compareTo(indexBefore);
                coverage.hitIf(moved > 0, Place.FUNDING_UP);
                coverage.hitIf(moved < 0, Place.FUNDING_DOWN);
                final Instrument instrument = state.definitions()
                        .instruments()
                        .get(funding(buffer, offset).instrumentId());
                coverage.hitIf(
                        isFlagged(outputs, FlagReason.OVER_LIMIT) && !instrument.hasFunding(),
                        Place.OVER_LIMIT_FUNDING_NOT_DUE);
            }
            case ReadyDecoder.TEMPLATE_ID -> {
                coverage.hit(Place.READY);
                coverage.hitIf(
                        statusBefore == EngineStatus.HALTED && state.status().current() != EngineStatus.HALTED,
                        Place.READY_ENDS_HALT);
            }
            case DefinitionsCommitDecoder.TEMPLATE_ID -> {
                coverage.hitIf(
                        outputs.stream().noneMatch(Output.InputFlagged.class::isInstance), Place.DEFINITIONS_APPLIED);
                coverage.hitIf(
                        isAnyLowered && isFlagged(outputs, FlagReason.DEFINITIONS_INVALID),
                        Place.DEFINITIONS_LOWER_A_LIMIT);
                isAnyLowered = false;
            }
            case KillDecoder.TEMPLATE_ID -> coverage.hit(Place.KILL);
            case ArmDecoder.TEMPLATE_ID -> coverage.hit(Place.ARM);
            case EpochDecoder.TEMPLATE_ID -> coverage.hit(Place.EPOCH);
            case TimerDecoder.TEMPLATE_ID -> coverage.hit(Place.TIMER);
            case MarkerDecoder.TEMPLATE_ID -> coverage.hit(Place.MARKER);
            default -> {} // told by the other observers
        }
    }

    private static FundingDecoder funding(final DirectBuffer buffer, final int offset) {
        return new FundingDecoder()
                .wrapAndApplyHeader(buffer, offset + Frame.HEADER_LENGTH, new MessageHeaderDecoder());
    }
}
