package io.plimsoll.daemon.whatif;

import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.AccountOpenedDecoder;
import io.plimsoll.protocol.codec.AssetDepositsDecoder;
import io.plimsoll.protocol.codec.BalanceSnapshotDecoder;
import io.plimsoll.protocol.codec.FillDecoder;
import io.plimsoll.protocol.codec.FundBalanceDecoder;
import io.plimsoll.protocol.codec.FundPaymentDecoder;
import io.plimsoll.protocol.codec.FundingDecoder;
import io.plimsoll.protocol.codec.InterestIndexDecoder;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.OpenInterestDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.PositionSnapshotDecoder;
import io.plimsoll.protocol.codec.SeizeFillDecoder;
import io.plimsoll.protocol.codec.StablePriceDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.nio.ByteOrder;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Closes the gaps that records taken out leave in their source's numbering: the engine would take them for lost facts, and order
 * nothing more. One thread.
 */
final class SourceSequences {
    private static final int NONE = -1;

    private final Int2ObjectHashMap<Source> sources = new Int2ObjectHashMap<>();

    private static final class Source {
        private long highest = Long.MIN_VALUE;
        private long removed;
    }

    /** A message is taken out. */
    void remove(final int templateId, final MutableDirectBuffer buffer, final int message) {
        final int at = sequenceOffset(templateId);
        if (at != NONE) {
            final Source source = source(templateId, buffer, message);
            final long sequence = buffer.getLong(message + at, ByteOrder.LITTLE_ENDIAN);
            source.removed += sequence > source.highest ? 1 : 0; // a duplicate takes no number
            source.highest = Math.max(source.highest, sequence);
        }
    }

    /** A message stays: gets the number that it has without those taken out. */
    void renumber(final int templateId, final MutableDirectBuffer buffer, final int message) {
        final int at = sequenceOffset(templateId);
        if (at != NONE) {
            final Source source = source(templateId, buffer, message);
            final long sequence = buffer.getLong(message + at, ByteOrder.LITTLE_ENDIAN);
            source.highest = Math.max(source.highest, sequence);
            buffer.putLong(message + at, sequence - source.removed, ByteOrder.LITTLE_ENDIAN);
        }
    }

    private Source source(final int templateId, final MutableDirectBuffer buffer, final int message) {
        final int id = buffer.getShort(message + sourceOffset(templateId), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return sources.computeIfAbsent(id, unknown -> new Source());
    }

    private static int sequenceOffset(final int templateId) {
        final int at = switch (templateId) {
            case AccountOpenedDecoder.TEMPLATE_ID -> AccountOpenedDecoder.sourceSequenceEncodingOffset();
            case TransferDecoder.TEMPLATE_ID -> TransferDecoder.sourceSequenceEncodingOffset();
            case BalanceSnapshotDecoder.TEMPLATE_ID -> BalanceSnapshotDecoder.sourceSequenceEncodingOffset();
            case PositionSnapshotDecoder.TEMPLATE_ID -> PositionSnapshotDecoder.sourceSequenceEncodingOffset();
            case FillDecoder.TEMPLATE_ID -> FillDecoder.sourceSequenceEncodingOffset();
            case LiquidationFillDecoder.TEMPLATE_ID -> LiquidationFillDecoder.sourceSequenceEncodingOffset();
            case SeizeFillDecoder.TEMPLATE_ID -> SeizeFillDecoder.sourceSequenceEncodingOffset();
            case FundBalanceDecoder.TEMPLATE_ID -> FundBalanceDecoder.sourceSequenceEncodingOffset();
            case FundPaymentDecoder.TEMPLATE_ID -> FundPaymentDecoder.sourceSequenceEncodingOffset();
            case FundingDecoder.TEMPLATE_ID -> FundingDecoder.sourceSequenceEncodingOffset();
            case OpenInterestDecoder.TEMPLATE_ID -> OpenInterestDecoder.sourceSequenceEncodingOffset();
            case InterestIndexDecoder.TEMPLATE_ID -> InterestIndexDecoder.sourceSequenceEncodingOffset();
            case OpenOrdersDecoder.TEMPLATE_ID -> OpenOrdersDecoder.sourceSequenceEncodingOffset();
            case AccountLeverageDecoder.TEMPLATE_ID -> AccountLeverageDecoder.sourceSequenceEncodingOffset();
            case StablePriceDecoder.TEMPLATE_ID -> StablePriceDecoder.sourceSequenceEncodingOffset();
            case AssetDepositsDecoder.TEMPLATE_ID -> AssetDepositsDecoder.sourceSequenceEncodingOffset();
            case MarginScaleDecoder.TEMPLATE_ID -> MarginScaleDecoder.sourceSequenceEncodingOffset();
            default -> NONE;
        };
        return at == NONE ? NONE : MessageHeaderDecoder.ENCODED_LENGTH + at;
    }

    /** Where a fact names its source, from the start of the message; it is a fact. */
    private static int sourceOffset(final int templateId) {
        return MessageHeaderDecoder.ENCODED_LENGTH
                + switch (templateId) {
                    case AccountOpenedDecoder.TEMPLATE_ID -> AccountOpenedDecoder.sourceEncodingOffset();
                    case TransferDecoder.TEMPLATE_ID -> TransferDecoder.sourceEncodingOffset();
                    case BalanceSnapshotDecoder.TEMPLATE_ID -> BalanceSnapshotDecoder.sourceEncodingOffset();
                    case PositionSnapshotDecoder.TEMPLATE_ID -> PositionSnapshotDecoder.sourceEncodingOffset();
                    case FillDecoder.TEMPLATE_ID -> FillDecoder.sourceEncodingOffset();
                    case LiquidationFillDecoder.TEMPLATE_ID -> LiquidationFillDecoder.sourceEncodingOffset();
                    case SeizeFillDecoder.TEMPLATE_ID -> SeizeFillDecoder.sourceEncodingOffset();
                    case FundBalanceDecoder.TEMPLATE_ID -> FundBalanceDecoder.sourceEncodingOffset();
                    case FundPaymentDecoder.TEMPLATE_ID -> FundPaymentDecoder.sourceEncodingOffset();
                    case OpenInterestDecoder.TEMPLATE_ID -> OpenInterestDecoder.sourceEncodingOffset();
                    case InterestIndexDecoder.TEMPLATE_ID -> InterestIndexDecoder.sourceEncodingOffset();
                    case OpenOrdersDecoder.TEMPLATE_ID -> OpenOrdersDecoder.sourceEncodingOffset();
                    case AccountLeverageDecoder.TEMPLATE_ID -> AccountLeverageDecoder.sourceEncodingOffset();
                    case StablePriceDecoder.TEMPLATE_ID -> StablePriceDecoder.sourceEncodingOffset();
                    case AssetDepositsDecoder.TEMPLATE_ID -> AssetDepositsDecoder.sourceEncodingOffset();
                    case MarginScaleDecoder.TEMPLATE_ID -> MarginScaleDecoder.sourceEncodingOffset();
                    default -> FundingDecoder.sourceEncodingOffset();
                };
    }

    /** The source of a fact, or -1 when the message is none. */
    static int sourceOf(final int templateId, final MutableDirectBuffer buffer, final int message) {
        return sequenceOffset(templateId) == NONE
                ? NONE
                : buffer.getShort(message + sourceOffset(templateId), ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
