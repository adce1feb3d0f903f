package io.plimsoll.feed.fact;

import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SourceHeartbeatEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A source is there, and says what it sent last. It takes no sequence of its own.
 *
 * @param sourceSequence of the last fact that the source has sent
 */
public record SourceHeartbeat(int source, long sourceSequence) implements Fact {
    /** Checks the fields. */
    public SourceHeartbeat {
        Checks.source(source, sourceSequence);
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final SourceHeartbeatEncoder encoder = new SourceHeartbeatEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .sequence(sourceSequence)
                .source(source);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
