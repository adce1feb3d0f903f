package io.plimsoll.engine.differential;

import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.naive.Output;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps what an engine decides as {@link Output} values, and holds it to the sink's contract: strictly claim, commit,
 * claim, commit, and no more bytes than claimed.
 */
public final class CapturingSink implements OrderSink {
    private static final int MESSAGE_OFFSET = 40; // as behind a frame, but not 0 and not a whole number of frames

    private final OutputDecoder decoder = new OutputDecoder();
    private final List<Output> outputs = new ArrayList<>();
    private UnsafeBuffer claimed;
    private int maxLength;

    @Override
    public MutableDirectBuffer claim(final int length) {
        if (claimed != null) {
            throw new IllegalStateException("claimed twice without a commit");
        }
        maxLength = length;
        claimed = new UnsafeBuffer(new byte[MESSAGE_OFFSET + length]);
        claimed.setMemory(0, claimed.capacity(), (byte) 0xA5); // a field left unwritten shows
        return claimed;
    }

    @Override
    public int messageOffset() {
        return MESSAGE_OFFSET;
    }

    @Override
    public void commit(final int length, final long eventNs) {
        if (claimed == null || length > maxLength) {
            throw new IllegalStateException("committed " + length + " bytes of " + maxLength + " claimed: " + claimed);
        }
        outputs.add(decoder.decode(claimed, MESSAGE_OFFSET, length, eventNs));
        claimed = null;
    }

    /** What was committed since the last call. */
    public List<Output> takeOutputs() {
        if (claimed != null) {
            throw new IllegalStateException("claimed without a commit");
        }
        final List<Output> taken = List.copyOf(outputs);
        outputs.clear();
        return taken;
    }
}
