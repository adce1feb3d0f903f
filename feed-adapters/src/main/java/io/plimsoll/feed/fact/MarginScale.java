package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MarginScaleEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * What the rates of all instruments are multiplied by from here on; replaces the one before.
 *
 * @param scalePpm 1,000,000: they are as they are defined
 */
public record MarginScale(int source, long sourceSequence, int scalePpm) implements Fact {
    /** Checks the fields. */
    public MarginScale {
        Checks.source(source, sourceSequence);
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final MarginScaleEncoder encoder = new MarginScaleEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .sourceSequence(sourceSequence)
                .scalePpm(scalePpm)
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
