package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OpenInterestEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * How much of an instrument is open at its venue; replaces what was known of it.
 *
 * @param quantity sum of all long positions, quantity mantissa, not negative
 */
public record OpenInterest(int source, long sourceSequence, int instrumentId, long quantity) implements Fact {
    /** Checks the fields. */
    public OpenInterest {
        Checks.source(source, sourceSequence);
        Checks.id(instrumentId, "instrument id");
        Checks.amount(quantity, "quantity");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final OpenInterestEncoder encoder = new OpenInterestEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .quantity(quantity)
                .sourceSequence(sourceSequence)
                .instrumentId(Integer.toUnsignedLong(instrumentId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
