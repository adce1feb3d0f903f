package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.TransferEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A deposit, withdrawal, fee or any other change of one balance.
 *
 * @param amount signed balance mantissa; positive: into the account
 */
public record Transfer(int source, long sourceSequence, long accountId, int assetId, long amount) implements Fact {
    /** Checks the fields. */
    public Transfer {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(assetId, "asset id");
        Checks.amount(amount, "amount");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final TransferEncoder encoder = new TransferEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .amount(amount)
                .sourceSequence(sourceSequence)
                .assetId(Integer.toUnsignedLong(assetId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
