package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.FillEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The account traded.
 *
 * @param quantity signed quantity mantissa; positive: bought
 * @param price price mantissa
 * @param fee settlement-asset balance mantissa; positive: paid by the account
 */
public record Fill(
        int source, long sourceSequence, long accountId, int instrumentId, long quantity, long price, long fee)
        implements Fact {
    /** Checks the fields. */
    public Fill {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(quantity, "quantity");
        Checks.amount(price, "price");
        Checks.amount(fee, "fee");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final FillEncoder encoder = new FillEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .quantity(quantity)
                .price(price)
                .fee(fee)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
