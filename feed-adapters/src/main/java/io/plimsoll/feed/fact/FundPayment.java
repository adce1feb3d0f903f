package io.plimsoll.feed.fact;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.FundPaymentEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * An insurance fund paid an account, or was paid by it.
 *
 * @param fundId which fund, an unsigned number; 0: the shared one
 * @param amount signed balance mantissa; positive: from the fund to the account
 * @param draw the id of the draw that it carries out, or of none
 */
public record FundPayment(
        int source, long sourceSequence, long accountId, int fundId, int assetId, long amount, Optional<OrderId> draw)
        implements Fact {
    /** Checks the fields. */
    public FundPayment {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.fundId(fundId);
        Checks.id(assetId, "asset id");
        Checks.amount(amount, "amount");
        draw.ifPresent(Checks::order);
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final FundPaymentEncoder encoder = new FundPaymentEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .drawSequence(draw.map(OrderId::sequence).orElse(FundPaymentEncoder.drawSequenceNullValue()))
                .drawEpoch(draw.map(OrderId::epoch).orElse(FundPaymentEncoder.drawEpochNullValue()))
                .drawOrdinal(draw.map(OrderId::ordinal).orElse(FundPaymentEncoder.drawOrdinalNullValue()))
                .fundId(Integer.toUnsignedLong(fundId))
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
