package io.plimsoll.engine.differential;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.ArmDecoder;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.EpochDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.KillDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.OperatorActDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ReadyDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import io.plimsoll.protocol.codec.SourceHeartbeatDecoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import io.plimsoll.protocol.codec.TimerDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import org.agrona.DirectBuffer;

/** An input record as text, for failure messages. */
final class RecordText {
    private RecordText() {}

    static String of(final DirectBuffer buffer, final int offset) {
        return "sequence " + Frame.sequence(buffer, offset) + " at " + Frame.eventNs(buffer, offset) + " ns: "
                + message(buffer, Frame.templateId(buffer, offset), offset + Frame.HEADER_LENGTH);
    }

    private static Object message(final DirectBuffer buffer, final int templateId, final int at) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (templateId) {
            case PriceTickDecoder.TEMPLATE_ID -> new PriceTickDecoder().wrapAndApplyHeader(buffer, at, header);
            case AssetDefinitionDecoder.TEMPLATE_ID ->
                new AssetDefinitionDecoder().wrapAndApplyHeader(buffer, at, header);
            case InstrumentDefinitionDecoder.TEMPLATE_ID ->
                new InstrumentDefinitionDecoder().wrapAndApplyHeader(buffer, at, header);
            case ProfileDefinitionDecoder.TEMPLATE_ID ->
                new ProfileDefinitionDecoder().wrapAndApplyHeader(buffer, at, header);
            case MarginTableDecoder.TEMPLATE_ID -> new MarginTableDecoder().wrapAndApplyHeader(buffer, at, header);
            case GuardDefinitionDecoder.TEMPLATE_ID ->
                new GuardDefinitionDecoder().wrapAndApplyHeader(buffer, at, header);
            case DefinitionsCommitDecoder.TEMPLATE_ID ->
                new DefinitionsCommitDecoder().wrapAndApplyHeader(buffer, at, header);
            case StablePriceDecoder.TEMPLATE_ID -> new StablePriceDecoder().wrapAndApplyHeader(buffer, at, header);
            case AssetDepositsDecoder.TEMPLATE_ID -> new AssetDepositsDecoder().wrapAndApplyHeader(buffer, at, header);
            case AccountLeverageDecoder.TEMPLATE_ID ->
                new AccountLeverageDecoder().wrapAndApplyHeader(buffer, at, header);
            case AccountOpenedDecoder.TEMPLATE_ID -> new AccountOpenedDecoder().wrapAndApplyHeader(buffer, at, header);
            case TransferDecoder.TEMPLATE_ID -> new TransferDecoder().wrapAndApplyHeader(buffer, at, header);
            case BalanceSnapshotDecoder.TEMPLATE_ID ->
                new BalanceSnapshotDecoder().wrapAndApplyHeader(buffer, at, header);
            case PositionSnapshotDecoder.TEMPLATE_ID ->
                new PositionSnapshotDecoder().wrapAndApplyHeader(buffer, at, header);
            case FillDecoder.TEMPLATE_ID -> new FillDecoder().wrapAndApplyHeader(buffer, at, header);
            case LiquidationFillDecoder.TEMPLATE_ID ->
                new LiquidationFillDecoder().wrapAndApplyHeader(buffer, at, header);
            case SeizeFillDecoder.TEMPLATE_ID -> new SeizeFillDecoder().wrapAndApplyHeader(buffer, at, header);
            case FundBalanceDecoder.TEMPLATE_ID -> new FundBalanceDecoder().wrapAndApplyHeader(buffer, at, header);
            case FundPaymentDecoder.TEMPLATE_ID -> new FundPaymentDecoder().wrapAndApplyHeader(buffer, at, header);
            case FundingDecoder.TEMPLATE_ID -> new FundingDecoder().wrapAndApplyHeader(buffer, at, header);
            case OpenOrdersDecoder.TEMPLATE_ID -> new OpenOrdersDecoder().wrapAndApplyHeader(buffer, at, header);
            case InterestIndexDecoder.TEMPLATE_ID -> new InterestIndexDecoder().wrapAndApplyHeader(buffer, at, header);
            case MarginScaleDecoder.TEMPLATE_ID -> new MarginScaleDecoder().wrapAndApplyHeader(buffer, at, header);
            case OpenInterestDecoder.TEMPLATE_ID -> new OpenInterestDecoder().wrapAndApplyHeader(buffer, at, header);
            case OperatorActDecoder.TEMPLATE_ID -> new OperatorActDecoder().wrapAndApplyHeader(buffer, at, header);
            case SourceHeartbeatDecoder.TEMPLATE_ID ->
                new SourceHeartbeatDecoder().wrapAndApplyHeader(buffer, at, header);
            case SourceResyncDecoder.TEMPLATE_ID -> new SourceResyncDecoder().wrapAndApplyHeader(buffer, at, header);
            case SourceDownDecoder.TEMPLATE_ID -> new SourceDownDecoder().wrapAndApplyHeader(buffer, at, header);
            case TimerDecoder.TEMPLATE_ID -> new TimerDecoder().wrapAndApplyHeader(buffer, at, header);
            case KillDecoder.TEMPLATE_ID -> new KillDecoder().wrapAndApplyHeader(buffer, at, header);
            case ArmDecoder.TEMPLATE_ID -> new ArmDecoder().wrapAndApplyHeader(buffer, at, header);
            case ReadyDecoder.TEMPLATE_ID -> new ReadyDecoder().wrapAndApplyHeader(buffer, at, header);
            case EpochDecoder.TEMPLATE_ID -> new EpochDecoder().wrapAndApplyHeader(buffer, at, header);
            case MarkerDecoder.TEMPLATE_ID -> new MarkerDecoder().wrapAndApplyHeader(buffer, at, header);
            default -> "template id " + templateId;
        };
    }
}
