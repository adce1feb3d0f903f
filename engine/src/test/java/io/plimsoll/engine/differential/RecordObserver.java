package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
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

    RecordObserver(final State state, final Coverage coverage) {
        this.state = state;
        this.coverage = coverage;
    }

    @Override
    public void before(final DirectBuffer buffer, final int offset) {
        statusBefore = state.status().current();
        if (Frame.templateId(buffer, offset) == FundingDecoder.TEMPLATE_ID) {
            indexBefore = state.fundingIndex(funding(buffer, offset).instrumentId());
        }
    }

    @Override
    public void after(final DirectBuffer buffer, final int offset, final List<Output> outputs) {
        switch (Frame.templateId(buffer, offset)) {
            case FundingDecoder.TEMPLATE_ID -> {
                final int moved = state.fundingIndex(funding(buffer, offset).instrumentId())
                        .compareTo(indexBefore);
                coverage.hitIf(moved > 0, Place.FUNDING_UP);
                coverage.hitIf(moved < 0, Place.FUNDING_DOWN);
            }
            case ReadyDecoder.TEMPLATE_ID -> {
                coverage.hit(Place.READY);
                coverage.hitIf(
                        statusBefore == EngineStatus.HALTED && state.status().current() != EngineStatus.HALTED,
                        Place.READY_ENDS_HALT);
            }
            case DefinitionsCommitDecoder.TEMPLATE_ID ->
                coverage.hitIf(
                        outputs.stream().noneMatch(Output.InputFlagged.class::isInstance), Place.DEFINITIONS_APPLIED);
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
