package io.plimsoll.journal.fake;

import io.plimsoll.journal.FrameLogWriter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A writer that hands everything on, for those that change one thing. */
public class ForwardingWriter implements FrameLogWriter {
    private final FrameLogWriter writer;

    public ForwardingWriter(final FrameLogWriter writer) {
        this.writer = writer;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        return writer.claim(maxMessageLength);
    }

    @Override
    public int messageOffset() {
        return writer.messageOffset();
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        return writer.commit(messageLength, eventNs);
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        writer.append(buffer, offset, length);
    }

    @Override
    public void handOver() {
        writer.handOver();
    }

    @Override
    public long lastSequence() {
        return writer.lastSequence();
    }

    @Override
    public int lastCrc() {
        return writer.lastCrc();
    }

    @Override
    public long lastEventNs() {
        return writer.lastEventNs();
    }

    @Override
    public void close() {
        writer.close();
    }
}
