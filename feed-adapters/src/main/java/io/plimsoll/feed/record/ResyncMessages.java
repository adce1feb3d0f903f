package io.plimsoll.feed.record;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ResyncBeginDecoder;
import io.plimsoll.protocol.codec.ResyncEndDecoder;
import io.plimsoll.protocol.codec.ResyncRequestEncoder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.Long2LongHashMap;

/** The messages by which a daemon asks a matching engine for what it has missed, and hears that it comes. Flyweights of one thread. */
public final class ResyncMessages {
    /** Most sources that a request tells of. Of one beyond them everything is said again, and left out. */
    static final int MAX_HELD = 1_024;

    private final MutableDirectBuffer request = new ExpandableArrayBuffer(256);
    private final ResyncRequestEncoder encoder = new ResyncRequestEncoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ResyncBeginDecoder begin = new ResyncBeginDecoder();
    private final ResyncEndDecoder end = new ResyncEndDecoder();
    private int told;

    /** Where {@link #encodeRequest} wrote, from 0 on. */
    public DirectBuffer request() {
        return request;
    }

    /** Writes a request and answers its length in bytes, header included. */
    int encodeRequest(final long requestId, final boolean wantsSnapshots, final Long2LongHashMap lastBySource) {
        told = 0;
        final int count = Math.min(lastBySource.size(), MAX_HELD);
        final ResyncRequestEncoder.HeldEncoder held = encoder.wrapAndApplyHeader(request, 0, headerEncoder)
                .requestId(requestId)
                .snapshots(wantsSnapshots ? BooleanType.T : BooleanType.F)
                .heldCount(count);
        lastBySource.forEachLong((source, last) -> {
            if (told++ < count) {
                held.next().lastSequence(last).source((int) source);
            }
        });
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    /**
     * Tells a stream's continuity what a message says about an answer.
     *
     * @return whether it was about one; any other is a record, or nothing
     */
    public boolean hear(final DirectBuffer buffer, final int offset, final int length, final Continuity continuity) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return false;
        }
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
                || header.version() != MessageHeaderDecoder.SCHEMA_VERSION) {
            return false;
        }
        if (isWhole(length, ResyncBeginDecoder.TEMPLATE_ID, ResyncBeginDecoder.BLOCK_LENGTH)) {
            begin.wrapAndApplyHeader(buffer, offset, header);
            continuity.begin(begin.requestId(), begin.snapshotsRaw() == BooleanType.T.value());
            return true;
        }
        if (isWhole(length, ResyncEndDecoder.TEMPLATE_ID, ResyncEndDecoder.BLOCK_LENGTH)) {
            continuity.end(end.wrapAndApplyHeader(buffer, offset, header).requestId());
            return true;
        }
        return false;
    }

    private boolean isWhole(final int length, final int templateId, final int blockLength) {
        return header.templateId() == templateId
                && header.blockLength() == blockLength
                && length == MessageHeaderDecoder.ENCODED_LENGTH + blockLength;
    }
}
