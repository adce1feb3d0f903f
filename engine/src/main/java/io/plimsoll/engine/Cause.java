package io.plimsoll.engine;

import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/** The input record being processed: what every output of it carries. Engine thread. */
final class Cause {
    static final long SECOND_NS = 1_000_000_000;

    private long sequence;
    private long eventNs;
    private int crc;
    private int nextOrdinal;

    void set(final DirectBuffer buffer, final int offset) {
        sequence = Frame.sequence(buffer, offset);
        eventNs = Frame.eventNs(buffer, offset);
        crc = Frame.crc(buffer, offset);
        nextOrdinal = 0;
    }

    long sequence() {
        return sequence;
    }

    long eventNs() {
        return eventNs;
    }

    int crc() {
        return crc;
    }

    /** The next order's place among the orders of this cause. */
    int takeOrdinal() {
        return nextOrdinal++;
    }
}
