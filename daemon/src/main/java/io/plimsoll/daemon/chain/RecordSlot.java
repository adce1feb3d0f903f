package io.plimsoll.daemon.chain;

import io.plimsoll.protocol.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One slot of the ring: the encoded record itself, with room in front for its frame, so that nothing is translated again between
 * an adapter and the journal. Owned by the claiming thread until published, then by each stage in turn.
 */
final class RecordSlot {
    /** Bytes of a slot, whole cache lines: the largest input but a long table (a profile whose name is as long as may be) takes no more. */
    static final int SIZE = 384;

    final UnsafeBuffer buffer;
    /** Bytes of SBE message; 0: nothing to sequence (a claim given up, or only a wake-up). */
    int messageLength;

    long dueNanoTime;
    long eventNs;
    /** Sequence of the last input appended when this slot had been sequenced: its own record's, if it has one. */
    long sequencedTo;
    /** When the sequencing stage took this record up. */
    long sequencedNanoTime;
    /** Control records that were sequenced just before this one. */
    final List<ControlRecord> controls = new ArrayList<>(2);

    RecordSlot(final UnsafeBuffer buffer) {
        this.buffer = buffer;
    }

    /** The buffer, larger from here on where a message of that length needs it: a long margin table does. */
    UnsafeBuffer withRoomFor(final int length) {
        final int needed = Frame.HEADER_LENGTH + length;
        if (needed > buffer.capacity()) {
            buffer.wrap(ByteBuffer.allocateDirect(needed));
        }
        return buffer;
    }

    int recordLength() {
        return Frame.HEADER_LENGTH + messageLength;
    }

    boolean hasRecord() {
        return messageLength > 0;
    }

    /** Whether there is nothing to process: only a wake-up, or a claim given up. Once it is sequenced. */
    boolean isEmpty() {
        return messageLength == 0 && controls.isEmpty();
    }

    /** A control record, sealed by the sequencing stage. */
    record ControlRecord(UnsafeBuffer buffer, int length) {}
}
