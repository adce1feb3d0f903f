package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * One balance of an {@link AccountSnapshot}.
 *
 * @param amount balance mantissa; negative: owed
 * @param first whether the snapshot begins here
 * @param last whether it ends here
 */
public record BalanceSnapshot(
        int source, long sourceSequence, long accountId, int assetId, long amount, boolean first, boolean last)
        implements Fact {
    /** Checks the fields. */
    public BalanceSnapshot {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(assetId, "asset id");
        Checks.amount(amount, "amount");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final BalanceSnapshotEncoder encoder = new BalanceSnapshotEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source)
                .first(first ? BooleanType.T : BooleanType.F)
                .last(last ? BooleanType.T : BooleanType.F);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
