package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;

import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalException;
import io.plimsoll.protocol.Frame;
import java.io.File;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Chronicle's tailer as a view of one record after another, in place. Each step is ours and bounded, not one of Chronicle's
 * scans, and whatever Chronicle throws becomes a {@link JournalException}. Owned by the first thread that reads.
 */
final class RecordTailer {
    /** What {@link #next} answers when there is no further record. */
    static final int NONE = -1;

    private static final int MAX_RECORD_LENGTH = Frame.HEADER_LENGTH + FrameLogs.MAX_MESSAGE_LENGTH;
    private static final int LENGTH_WORD = 4; // in front of each record

    private final SingleChronicleQueue queue;
    private final RollCycle rollCycle;
    private final ExcerptTailer tailer;
    private final FileBounds bounds;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private DocumentContext document;
    private long position;
    private int lastCycle = Integer.MIN_VALUE;
    private long lastPosition;
    private long lastIndex = -1;

    RecordTailer(final SingleChronicleQueue queue) {
        this.queue = queue;
        this.rollCycle = queue.rollCycle();
        this.tailer = Failures.translate(queue, 0, queue::createTailer);
        this.bounds = new FileBounds(tailer);
    }

    /**
     * Shows the next record, to be followed by {@link #take} or {@link #keep}.
     *
     * @param sequence the one expected, to be named when it cannot be read
     * @return its length in bytes, or {@link #NONE}
     */
    int next(final long sequence) {
        try {
            do { // past the file's head, and the index pages between records
                bounds.check(sequence);
                document = tailer.readingDocument(true);
            } while (isSkipped());
            return document.isPresent() ? show(document.wire().bytes(), sequence) : NONE;
        } catch (final Exception | VirtualMachineError | AssertionError e) {
            throw Failures.translated(queue, sequence, e);
        }
    }

    /** The record that {@link #next} showed, from offset 0. */
    DirectBuffer buffer() {
        return buffer;
    }

    /** Moves on: {@link #next} shows the one after. */
    void take() {
        lastCycle = tailer.cycle();
        lastPosition = position;
        lastIndex = tailer.index();
        document.close();
    }

    /** Stays: {@link #next} shows the same one again. */
    void keep() {
        document.rollbackOnClose();
        document.close();
    }

    /** Whether the record shown is the first of its file. */
    boolean isFirstOfFile() {
        return rollCycle.toSequenceNumber(tailer.index()) == 0;
    }

    /** The file of the record shown. */
    File file() {
        return tailer.currentFile();
    }

    /** Chronicle's index of the last record taken, -1 before. */
    long lastIndex() {
        return lastIndex;
    }

    /** Cycle of the last record taken, negative before. */
    int lastCycle() {
        return lastCycle;
    }

    /** Position of the last record taken in its file. */
    long lastPosition() {
        return lastPosition;
    }

    /**
     * Makes a record the next one, or the one after the last if it does not exist yet.
     *
     * @return false when its file has no record, or none so far
     */
    boolean moveTo(final long index) {
        final long steps = rollCycle.toSequenceNumber(index) % rollCycle.defaultIndexSpacing();
        if (!Failures.translate(queue, 0, () -> tailer.moveToIndex(index - steps))) { // an index entry: no scan
            return false;
        }
        for (long step = 0; step < steps && next(0) != NONE; step++) {
            take();
        }
        return true;
    }

    /**
     * Goes to the oldest record that is left. Chronicle's toStart() fails or waits for ever after a prune, since it goes by
     * the oldest cycle that the writer noted.
     */
    void moveToStart() {
        final int newest = queue.lastCycle();
        boolean found = false;
        for (int cycle = queue.firstCycle(); cycle <= newest && !found; cycle++) {
            found = moveTo(rollCycle.toIndex(cycle, 0));
        }
        if (newest < 0) {
            tailer.toStart(); // no file yet
        }
    }

    /** Makes the newest record the next one. */
    boolean moveToLast() {
        final long end = Failures.translate(queue, 0, () -> tailer.toEnd().index());
        return moveTo(end - 1);
    }

    private boolean isSkipped() {
        if (!document.isPresent() || !document.isMetaData()) {
            return false;
        }
        document.close();
        return true;
    }

    private int show(final Bytes<?> bytes, final long sequence) {
        final long available = bytes.readRemaining();
        if (available > MAX_RECORD_LENGTH) {
            throw new JournalException(CORRUPT, sequence, "a record of " + available + " bytes");
        }
        position = bytes.readPosition() - LENGTH_WORD;
        buffer.wrap(bytes.addressForRead(bytes.readPosition()), (int) available);
        return (int) available;
    }
}
