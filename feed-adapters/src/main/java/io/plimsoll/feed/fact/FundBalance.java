package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.FundBalanceEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * What an insurance fund holds of one asset; replaces what was known of it.
 *
 * @param fundId which fund, an unsigned number; 0: the shared one
 * @param balance balance mantissa, not negative
 */
public record FundBalance(int source, long sourceSequence, int fundId, int assetId, long balance) implements Fact {
    /** Checks the fields. */
    public FundBalance {
        Checks.source(source, sourceSequence);
        Checks.fundId(fundId);
        Checks.id(assetId, "asset id");
        Checks.amount(balance, "balance");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final FundBalanceEncoder encoder = new FundBalanceEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .balance(balance)
                .sourceSequence(sourceSequence)
                .fundId(Integer.toUnsignedLong(fundId))
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
