package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.StablePriceEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A price that follows the market slowly, as the venue has it; replaces the one before.
 *
 * @param value price mantissa, not negative; 0: there is none
 */
public record StablePrice(int source, long sourceSequence, int priceId, long value) implements Fact {
    /** Checks the fields. */
    public StablePrice {
        Checks.source(source, sourceSequence);
        Checks.id(priceId, "price id");
        Checks.amount(value, "value");
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final StablePriceEncoder encoder = new StablePriceEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .value(value)
                .sourceSequence(sourceSequence)
                .priceId(Integer.toUnsignedLong(priceId))
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
