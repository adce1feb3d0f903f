package io.plimsoll.simulator.bug;

import io.plimsoll.journal.FrameLogWriter;
import io.plimsoll.journal.fake.ForwardingWriter;
import org.agrona.DirectBuffer;

/** Drops one record in so many. */
final class DroppingWriter extends ForwardingWriter {
    private static final int ONE_IN = 20;

    private int records;

    DroppingWriter(final FrameLogWriter writer) {
        super(writer);
    }

    @Override
    public void append(final DirectBuffer buffer, final int offset, final int length) {
        if (isKept()) {
            super.append(buffer, offset, length);
        }
    }

    @Override
    public long commit(final int messageLength, final long eventNs) {
        return isKept() ? super.commit(messageLength, eventNs) : lastSequence() + 1;
    }

    private boolean isKept() {
        records++;
        return records % ONE_IN != 0;
    }
}
