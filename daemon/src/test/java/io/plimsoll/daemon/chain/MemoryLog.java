package io.plimsoll.daemon.chain;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A log in memory that checks its chain as the real one does, with a gate in front and a record at which it fails. Written by one thread,
 * looked at by any.
 */
class MemoryLog implements FrameLogWriter {
    private final FrameChain chain = new FrameChain();
    private final UnsafeBuffer claimed = new UnsafeBuffer(ByteBuffer.allocateDirect(16 * 1024));
    private final List<byte[]> records = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile long failsAt = Long.MAX_VALUE;
    private volatile boolean isWaiting;
    private volatile boolean isClosed;

    MemoryLog() {
        chain.anchor(0, 0, 0);
    }

    /** The next append waits until the gate is opened. */
    CountDownLatch closeGate() {
        gate = new CountDownLatch(1);
        return gate;
    }

    /** Whether an append stands before the gate. */
    boolean isWaiting() {
        return isWaiting;
    }

    /** The append of this sequence throws. */
    void failAt(final long sequence) {
        failsAt = sequence;
    }

    private void beforeAppend() {
        try {
            isWaiting = true;
            gate.await();
            isWaiting = false;
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (isClosed) {
            throw new IllegalStateException("appended after close");
        }
        if (chain.sequence() + 1 >= failsAt) {
            throw new IllegalStateException("planted failure of a writer");
        }
    }

    @Override
    public MutableDirectBuffer claim(final int maxMessageLength) {
        beforeAppend();
        return claimed;
    }

    @Override
    public int messageOffset() {
        return Frame.HEADER_LENGTH;
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        Frame.seal(claimed, 0, messageLength, chain.sequence() + 1, eventNs, chain.crc());
        keep(claimed, 0, Frame.HEADER_LENGTH + messageLength);
        return chain.sequence();
    }

    @Override
    public void abort() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        beforeAppend();
        keep(buffer, offset, length);
    }

    private synchronized void keep(final DirectBuffer buffer, final int offset, final int length) {
        chain.checkWhole(buffer, offset, length);
        chain.checkFollows(buffer, offset);
        chain.accept(buffer, offset);
        final byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        records.add(record);
    }

    /** Every record so far. */
    synchronized List<UnsafeBuffer> records() {
        final List<UnsafeBuffer> copies = new ArrayList<>();
        for (final byte[] record : records) {
            final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
            copy.putBytes(0, record);
            copies.add(copy);
        }
        return copies;
    }

    synchronized int size() {
        return records.size();
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void handOver() {
        // any thread may append to it
    }

    @Override
    public synchronized long lastSequence() {
        return chain.sequence();
    }

    @Override
    public synchronized int lastCrc() {
        return chain.crc();
    }

    @Override
    public synchronized long lastEventNs() {
        return chain.eventNs();
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
