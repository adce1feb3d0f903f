package io.plimsoll.daemon.chain;

import io.plimsoll.feed.InputPort;
import org.agrona.MutableDirectBuffer;

/**
 * The port of a backtest. It counts what passes: with a single writer and a new journal, the count is the last record's sequence. At full
 * speed the ring is always full, and how long a record waits in it is nobody's latency: there is no due time then. One thread.
 */
public final class CountingPort implements InputPort {
    private final InputPort port;
    private final boolean isPaced;
    private long published;

    /** @param isPaced whether records have a time at which they are due */
    public CountingPort(final InputPort port, final boolean isPaced) {
        this.port = port;
        this.isPaced = isPaced;
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
    public MutableDirectBuffer buffer(final long slot, final int length) {
        return port.buffer(slot, length);
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
        port.publish(slot, length, isPaced ? dueNanoTime : WHEN_TAKEN_UP, eventNs);
    }
}
