package io.plimsoll.daemon.chain;

import io.plimsoll.journal.fake.MemoryLogWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A log in memory with a gate in front and a record at which it fails. Written by one thread, looked at by any. */
class GatedLog extends MemoryLogWriter {
    private final List<byte[]> records;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final IllegalStateException failure = new IllegalStateException("planted failure of a writer");
    private volatile long failsAt = Long.MAX_VALUE;
    private volatile boolean isWaiting;
    private volatile boolean isClosed;

    GatedLog() {
        this(Collections.synchronizedList(new ArrayList<>()));
    }

    private GatedLog(final List<byte[]> records) {
        super(records);
        this.records = records;
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

    /** The append of this sequence throws, and so does every one after it: always the same. */
    void failAt(final long sequence) {
        failsAt = sequence;
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        beforeAppend();
        super.append(buffer, offset, length);
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
        if (lastSequence() + 1 >= failsAt) {
            throw failure;
        }
    }

    /** Every record so far. */
    List<UnsafeBuffer> records() {
        final List<UnsafeBuffer> copies = new ArrayList<>();
        for (final byte[] record : records.toArray(byte[][]::new)) {
            final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(record.length));
            copy.putBytes(0, record);
            copies.add(copy);
        }
        return copies;
    }

    int size() {
        return records.size();
    }

    boolean isClosed() {
        return isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
