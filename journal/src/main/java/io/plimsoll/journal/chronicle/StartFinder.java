package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.FORKED;
import static io.plimsoll.journal.JournalException.Kind.HOLE;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.FrameChain;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.Position;
import io.plimsoll.protocol.Frame;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/**
 * Brings a reader to where it starts. Sequences are contiguous and so are Chronicle's indexes within a file, so a sequence
 * is found by looking at the first record of each file, newest first. The reader's thread; nothing is delivered here.
 */
final class StartFinder {
    private final SingleChronicleQueue queue;
    private final WriterMark mark;
    private final CheckedTailer checked;
    private final RecordTailer tailer;
    private final FrameChain chain;

    StartFinder(final SingleChronicleQueue queue, final WriterMark mark, final CheckedTailer checked) {
        this.queue = queue;
        this.mark = mark;
        this.checked = checked;
        this.tailer = checked.records();
        this.chain = checked.chain();
    }

    /**
     * Places the tailer and anchors the chain if a record before the start is known.
     *
     * @return whether that was possible; false while there is no record to go by
     * @throws JournalException LOST with the tailer placed at the oldest record, or FORKED, HOLE
     */
    boolean place(final Position from) {
        chain.forget(); // an earlier try may have read on from somewhere else
        if (from instanceof Position.At at) {
            return placeAt(at.sequence());
        }
        if (from instanceof Position.After after) {
            return placeAfter(after.cursor());
        }
        if (from instanceof Position.Start || mark.newestCycle() == WriterMark.NO_CYCLE) {
            tailer.moveToStart();
        } else if (!tailer.moveToLast() || peek() == 0) {
            throw new JournalException(HOLE, "the last record cannot be read");
        } else {
            pass();
        }
        return true;
    }

    private boolean placeAt(final long sequence) {
        final long found = seek(sequence);
        if (found > sequence) {
            throw lost(sequence, found - 1);
        }
        return found != 0;
    }

    private boolean placeAfter(final Cursor cursor) {
        if (tailer.moveTo(cursor.index()) && peek() == cursor.sequence()) {
            return passIfSame(cursor);
        }
        final long found = seek(cursor.sequence()); // its file was pruned, or the log copied by a repair
        if (found == cursor.sequence()) {
            return passIfSame(cursor);
        }
        if (found > cursor.sequence() + 1) {
            throw lost(cursor.sequence() + 1, found - 1);
        }
        if (found == cursor.sequence() + 1) {
            chain.anchor(cursor.sequence(), cursor.crc(), 0);
        } else if (found != 0) {
            throw missing(cursor);
        }
        return found != 0;
    }

    private boolean passIfSame(final Cursor cursor) {
        pass();
        if (chain.crc() != cursor.crc()) {
            throw new JournalException(FORKED, cursor.sequence(), "the log has another record than was processed");
        }
        return true;
    }

    private JournalException missing(final Cursor cursor) {
        while (checked.next() != RecordTailer.NONE) {
            checked.take();
        }
        if (mark.isReachedBy(tailer.lastCycle(), tailer.lastPosition())) {
            return new JournalException(FORKED, cursor.sequence(), "the log ends before the record that was processed");
        }
        return new JournalException(HOLE, chain.sequence() + 1, cursor.sequence(), "processed, but unreachable", null);
    }

    /**
     * Goes to the record with this sequence; failing that to the oldest one when all are later, or to the first one of the
     * newest file when all are earlier.
     *
     * @return the sequence of the record that is next now, 0 without any
     */
    private long seek(final long sequence) {
        final RollCycle rollCycle = queue.rollCycle();
        long found = 0;
        for (int cycle = queue.lastCycle(); cycle >= queue.firstCycle(); cycle--) {
            final long first = rollCycle.toIndex(cycle, 0);
            final long firstSequence = tailer.moveTo(first) ? peek() : 0;
            if (firstSequence == 0) {
                continue; // no file, or no record in it yet
            }
            found = firstSequence;
            if (found <= sequence) {
                return jump(first, found, sequence);
            }
        }
        tailer.moveToStart();
        return found;
    }

    private long jump(final long first, final long firstSequence, final long sequence) {
        if (tailer.moveTo(first + sequence - firstSequence) && peek() == sequence) {
            return sequence;
        }
        tailer.moveTo(first);
        return firstSequence;
    }

    /** Sequence of the next record, which stays the next; 0 if there is none. */
    private long peek() {
        final int length = tailer.next(0);
        if (length == RecordTailer.NONE) {
            return 0;
        }
        try {
            chain.checkWhole(tailer.buffer(), 0, length);
            return Frame.sequence(tailer.buffer(), 0);
        } finally {
            tailer.keep();
        }
    }

    private void pass() {
        if (checked.next() != RecordTailer.NONE) {
            checked.take();
        }
    }

    private JournalException lost(final long from, final long to) {
        tailer.moveToStart();
        return CheckedTailer.lost(from, to);
    }
}
