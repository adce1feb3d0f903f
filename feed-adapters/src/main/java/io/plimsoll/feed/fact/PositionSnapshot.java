package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PositionSnapshotEncoder;
import java.math.BigInteger;
import org.agrona.MutableDirectBuffer;

/**
 * One position of an {@link AccountSnapshot}.
 *
 * @param quantity signed quantity mantissa
 * @param cost signed cost with funding settled, in the settlement asset: a mantissa of at most 128 bits at price decimals +
 *     quantity decimals
 * @param first whether the snapshot begins here
 * @param last whether it ends here
 */
public record PositionSnapshot(
        int source,
        long sourceSequence,
        long accountId,
        int instrumentId,
        long quantity,
        BigInteger cost,
        boolean first,
        boolean last)
        implements Fact {
    /** Bits of a cost, its sign not counted. */
    public static final int MAX_COST_BITS = 127;

    /** Checks the fields. */
    public PositionSnapshot {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(quantity, "quantity");
        Checks.check(cost.bitLength() <= MAX_COST_BITS, "bits of the cost", cost.bitLength(), "at most 127");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final PositionSnapshotEncoder encoder = new PositionSnapshotEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .quantity(quantity)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .source(source)
                .first(first ? BooleanType.T : BooleanType.F)
                .last(last ? BooleanType.T : BooleanType.F);
        encoder.cost().high(cost.shiftRight(Long.SIZE).longValue()).low(cost.longValue());
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
