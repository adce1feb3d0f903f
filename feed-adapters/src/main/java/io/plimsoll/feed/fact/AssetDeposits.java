package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.AssetDepositsEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * How much of an asset all accounts of the venue own; replaces what was known of it.
 *
 * @param amount balance mantissa, not negative
 */
public record AssetDeposits(int source, long sourceSequence, int assetId, long amount) implements Fact {
    /** Checks the fields. */
    public AssetDeposits {
        Checks.source(source, sourceSequence);
        Checks.id(assetId, "asset id");
        Checks.amount(amount, "amount");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final AssetDepositsEncoder encoder = new AssetDepositsEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .amount(amount)
                .sourceSequence(sourceSequence)
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
