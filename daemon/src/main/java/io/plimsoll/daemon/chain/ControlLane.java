package io.plimsoll.daemon.chain;

import io.plimsoll.feed.InputPort;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The way for control records (kill, arm, ready), which are sequenced before any data that waits in the ring. Rare, so it allocates a
 * buffer a record. Any thread may write, one at a time; the sequencing stage reads.
 */
public final class ControlLane implements InputPort {
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final Runnable nudge;
    private UnsafeBuffer buffer;

    /** A record that waits to be sequenced. */
    record Waiting(UnsafeBuffer buffer, int messageLength, long eventNs) {}

    /** @param nudge wakes the sequencing stage */
    ControlLane(final Runnable nudge) {
        this.nudge = nudge;
    }

    /** The next record, or null. */
    Waiting poll() {
        return waiting.poll();
    }

    /** Wakes the sequencing stage once more if something waits still: while the ring is full nothing wakes it. Any thread, now and then. */
    public void remind() {
        if (!waiting.isEmpty()) {
            nudge.run();
        }
    }

    @Override
    public long claim() {
        writing.lock();
        buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(RecordSlot.SIZE));
        return 0;
    }

    @Override
    public long tryClaim() {
        return claim();
    }

    @Override
    public MutableDirectBuffer buffer(final long slot) {
        return buffer;
    }

    @Override
    public int messageOffset(final long slot) {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public int maxMessageLength() {
        return RecordSlot.SIZE - Frame.HEADER_LENGTH;
    }

    @Override
    public void publish(final long slot, final int length, final long dueNanoTime, final long eventNs) {
        try {
            if (length > 0) {
                waiting.add(new Waiting(buffer, length, eventNs));
            }
        } finally {
            writing.unlock();
        }
        nudge.run();
    }
}
