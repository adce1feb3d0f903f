package io.plimsoll.journal.fake;

import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.protocol.Frame;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Appends to a list. */
public class MemoryLogWriter extends FakeLogWriter {
    private final List<byte[]> records;

    /** @param records of the log so far, sequence 1 first; those that are appended follow */
    public MemoryLogWriter(final List<byte[]> records) {
        super(endOf(records), Frame.HEADER_LENGTH + FrameLogs.MAX_MESSAGE_LENGTH);
        this.records = records;
    }

    private static FrameChain endOf(final List<byte[]> records) {
        final FrameChain chain = new FrameChain();
        chain.anchor(0, 0, 0);
        if (!records.isEmpty()) {
            chain.accept(new UnsafeBuffer(records.get(records.size() - 1)), 0);
        }
        return chain;
    }

    @Override
    protected void store(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] record = new byte[length];
        buffer.getBytes(offset, record);
        records.add(record);
    }
}
