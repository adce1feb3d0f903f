package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.InterestIndexEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.math.BigInteger;
import org.agrona.MutableDirectBuffer;

/**
 * What a ledger unit of an indexed asset is worth in amounts; replaces what was known of it.
 *
 * @param supply of what is owned, at {@link #DECIMALS}
 * @param borrow of what is owed, likewise
 */
public record InterestIndex(int source, long sourceSequence, int assetId, BigInteger supply, BigInteger borrow)
        implements Fact {
    /** Decimals of an index. */
    public static final int DECIMALS = 27;

    private static final int MAX_BITS = 127;

    /** Checks the fields. */
    public InterestIndex {
        Checks.source(source, sourceSequence);
        Checks.id(assetId, "asset id");
        if (supply.bitLength() > MAX_BITS || borrow.bitLength() > MAX_BITS) {
            throw new IllegalArgumentException("an index is beyond 128 bits");
        }
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final InterestIndexEncoder encoder =
                new InterestIndexEncoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder());
        encoder.supplyIndex().high(supply.shiftRight(Long.SIZE).longValue()).low(supply.longValue());
        encoder.borrowIndex().high(borrow.shiftRight(Long.SIZE).longValue()).low(borrow.longValue());
        encoder.sourceSequence(sourceSequence)
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
