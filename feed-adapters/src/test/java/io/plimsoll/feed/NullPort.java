package io.plimsoll.feed;

import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring of one slot that forgets what is published: for measuring what publishers cost. */
public final class NullPort implements InputPort {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[256]);
    private long published;

    @Override
    public long claim() {
        return 0;
    }

    @Override
    public long tryClaim() {
        return 0;
    }

    @Override
    public MutableDirectBuffer buffer(final long index) {
        return slot;
    }

    @Override
    public int messageOffset(final long index) {
        return 32;
    }

    @Override
    public int maxMessageLength() {
        return 200;
    }

    @Override
    public void publish(final long index, final int length, final long dueNanoTime, final long eventNs) {
        published++;
    }

    public long published() {
        return published;
    }
}
