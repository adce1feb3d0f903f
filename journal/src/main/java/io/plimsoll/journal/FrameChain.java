package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static io.plimsoll.journal.JournalException.Kind.GAP;
import static io.plimsoll.journal.JournalException.Kind.OUT_OF_ORDER;

import io.plimsoll.protocol.Frame;
import org.agrona.DirectBuffer;

/**
 * The end of a chain of records, and the check that the next one continues it: whole, one sequence further, naming its
 * predecessor's CRC, not going back in time. Writers and readers use the same check. Not thread safe.
 */
public final class FrameChain {
    private boolean anchored;
    private long sequence;
    private int crc;
    private long eventNs;

    /** Starts from a known record; all zero: before a journal's first. */
    public void anchor(final long lastSequence, final int lastCrc, final long lastEventNs) {
        anchored = true;
        sequence = lastSequence;
        crc = lastCrc;
        eventNs = lastEventNs;
    }

    /** Gives the known record up: what comes next need only be whole. */
    public void forget() {
        anchored = false;
    }

    /** Whether it knows which record comes next; if not it takes any whole one. */
    public boolean isAnchored() {
        return anchored;
    }

    /** Sequence of the last record, 0 before. */
    public long sequence() {
        return sequence;
    }

    /** CRC32C of the last record, 0 before. */
    public int crc() {
        return crc;
    }

    /** Event time of the last record, 0 before. */
    public long eventNs() {
        return eventNs;
    }

    /** Throws CORRUPT unless the record is what was written. */
    public void checkWhole(final DirectBuffer buffer, final int offset, final int length) {
        final String defect = Frame.defect(buffer, offset, length);
        if (defect != null) {
            throw new JournalException(CORRUPT, sequence + 1, defect);
        }
    }

    /** Throws unless the record, which is whole, is the next one. */
    public void checkFollows(final DirectBuffer buffer, final int offset) {
        final long next = Frame.sequence(buffer, offset);
        if (!anchored) {
            if (next == 1 && Frame.previousCrc(buffer, offset) != 0) {
                throw new JournalException(CORRUPT, 1, "the first record names a predecessor");
            }
            return;
        }
        if (next > sequence + 1) {
            throw new JournalException(GAP, sequence + 1, next - 1, "record " + next + " follows " + sequence, null);
        }
        if (next <= sequence) {
            throw new JournalException(OUT_OF_ORDER, next, "record " + next + " follows " + sequence);
        }
        final int previousCrc = Frame.previousCrc(buffer, offset);
        if (previousCrc != crc) {
            throw new JournalException(
                    CORRUPT,
                    next,
                    "its predecessor should have CRC32C 0x" + Integer.toHexString(previousCrc) + " but has 0x"
                            + Integer.toHexString(crc));
        }
        if (Frame.eventNs(buffer, offset) < eventNs) {
            throw new JournalException(
                    OUT_OF_ORDER,
                    next,
                    "event time " + Frame.eventNs(buffer, offset) + " ns is before its predecessor's, " + eventNs);
        }
    }

    /** Takes a record that passed both checks as the last one. */
    public void accept(final DirectBuffer buffer, final int offset) {
        anchor(Frame.sequence(buffer, offset), Frame.crc(buffer, offset), Frame.eventNs(buffer, offset));
    }
}
