package io.plimsoll.daemon.chain;

import io.plimsoll.feed.InputPort;
import org.agrona.MutableDirectBuffer;

/** A port that counts what passes: with a single writer and a new journal, the count is the last record's sequence. One thread. */
public final class CountingPort implements InputPort {
    private final InputPort port;
    private long published;

    public CountingPort(final InputPort port) {
        this.port = port;
    }

    /** Records published. */
    public long published() {
        return published;
    }

    @Override
    public long claim() {
        return port.claim();
    }

    @Override
    public long tryClaim() {
        return port.tryClaim();
    }

    @Override
    public MutableDirectBuffer buffer(final long slot) {
        return port.buffer(slot);
    }

    @Override
    public int messageOffset(final long slot) {
        return port.messageOffset(slot);
    }

    @Override
    public int maxMessageLength() {
        return port.maxMessageLength();
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        if (length > 0) {
            published++;
        }
        port.publish(slot, length, dueNanoTime, eventNs);
    }
}
