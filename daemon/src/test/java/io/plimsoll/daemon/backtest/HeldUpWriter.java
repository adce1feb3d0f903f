package io.plimsoll.daemon.backtest;

import io.plimsoll.journal.FrameLogWriter;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A writer that lets something happen on its thread before and after each record. */
final class HeldUpWriter implements FrameLogWriter {
    private final FrameLogWriter writer;
    private final Runnable holdUp;

    HeldUpWriter(final FrameLogWriter writer, final Runnable holdUp) {
        this.writer = writer;
        this.holdUp = holdUp;
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        holdUp.run();
        return writer.claim(maxMessageLength);
    }

    @Override
    public int messageOffset() {
        return writer.messageOffset();
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        holdUp.run();
        final long sequence = writer.commit(messageLength, eventNs);
        holdUp.run();
        return sequence;
    }

    @Override
    public void abort() {
        writer.abort();
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        holdUp.run();
        writer.append(buffer, offset, length);
        holdUp.run();
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
