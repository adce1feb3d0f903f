package io.plimsoll.journal.chronicle;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;

import io.plimsoll.journal.JournalException;
import java.io.File;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.ExcerptContext;
import net.openhft.chronicle.wire.Wire;

/**
 * Keeps a tailer inside its file. A damaged length leads beyond the file's end: Chronicle maps that memory, but touching it
 * is a SIGBUS, which JDK 17 reports as an InternalError at some later moment. Asks the file system once per file and growth.
 */
final class FileBounds {
    private static final int NEXT_WORD = 8; // the next record's length, four bytes, behind at most three of padding

    private final ExcerptTailer tailer;
    private int cycle = Integer.MIN_VALUE;
    private long length;

    FileBounds(final ExcerptTailer tailer) {
        this.tailer = tailer;
    }

    /** Throws unless the tailer may look at what comes next, the record of this sequence. */
    void check(final long sequence) {
        final Wire wire = ((ExcerptContext) tailer).wire();
        if (wire == null) {
            return; // no file yet
        }
        final long end = wire.bytes().readPosition() + NEXT_WORD;
        if (end <= length && tailer.cycle() == cycle) {
            return;
        }
        final File file = tailer.currentFile();
        cycle = tailer.cycle();
        length = file.length();
        if (length != 0 && end > length) { // 0: removed while we hold it
            throw new JournalException(CORRUPT, sequence, "the length word before it leads out of " + file);
        }
    }
}
