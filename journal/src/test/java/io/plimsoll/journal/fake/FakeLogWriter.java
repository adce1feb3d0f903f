package io.plimsoll.journal.fake;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Seals, checks and chains records as the real writer does, and leaves to its kinds where they go. One thread at a time. */
public abstract class FakeLogWriter implements FrameLogWriter {
    private final FrameChain chain;
    private final UnsafeBuffer claimed;

    /**
     * @param end of the log, with what is in it already
     * @param maxRecordLength upper bound of a record's length, frame and message, bytes
     */
    protected FakeLogWriter(final FrameChain end, final int maxRecordLength) {
        chain = end;
        claimed = new UnsafeBuffer(ByteBuffer.allocateDirect(maxRecordLength));
    }

    /** Keeps a record that is whole and follows the last; if it throws the log's end stays where it was. */
    protected abstract void store(DirectBuffer buffer, int offset, int length);

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        return claimed;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        Frame.seal(claimed, 0, messageLength, chain.sequence() + 1, eventNs, chain.crc());
        append(claimed, 0, Frame.HEADER_LENGTH + messageLength);
        return chain.sequence();
    }

    @Override
    public void abort() {
        // what was claimed is nowhere yet
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        chain.checkWhole(buffer, offset, length);
        chain.checkFollows(buffer, offset);
        store(buffer, offset, length);
        chain.accept(buffer, offset);
    }

    @Override
    public void handOver() {
        // belongs to no thread
    }

    @Override
    public long lastSequence() {
        return chain.sequence();
    }

    @Override
    public int lastCrc() {
        return chain.crc();
    }

    @Override
    public long lastEventNs() {
        return chain.eventNs();
    }

    @Override
    public void close() {
        // holds nothing
    }
}
