package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.FundingEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * An instrument's cumulative funding index moved.
 *
 * @param cumulativeIndex signed, in the settlement asset per unit of quantity, mantissa at the instrument's price decimals
 */
public record Funding(int source, long sourceSequence, int instrumentId, long cumulativeIndex) implements Fact {
    /** Checks the fields. */
    public Funding {
        Checks.source(source, sourceSequence);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(cumulativeIndex, "cumulative index");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final FundingEncoder encoder = new FundingEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .cumulativeIndex(cumulativeIndex)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
