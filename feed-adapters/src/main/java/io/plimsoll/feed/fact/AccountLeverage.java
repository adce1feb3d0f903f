package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.AccountLeverageEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * The greatest leverage that an account chose for itself in one instrument; replaces the one before.
 *
 * @param leveragePpm notional over initial margin, ppm; 0: it chose none
 */
public record AccountLeverage(int source, long sourceSequence, long accountId, int instrumentId, long leveragePpm)
        implements Fact {
    /** Checks the fields. */
    public AccountLeverage {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(leveragePpm, "leverage");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final AccountLeverageEncoder encoder = new AccountLeverageEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .leveragePpm(leveragePpm)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
