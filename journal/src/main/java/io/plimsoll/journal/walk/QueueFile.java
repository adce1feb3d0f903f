package io.plimsoll.journal.walk;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.BitUtil;

/**
 * Steps through one queue file by its length words: four bytes in front of each document, which say its length, whether it is
 * a record or the queue's own (head and index), and whether it is complete. One thread.
 */
final class QueueFile {
    /** What {@link #next} answers at the end. */
    static final int NONE = -1;

    private static final int WORD = 4;
    private static final int UNFINISHED_BIT = 0x8000_0000;
    private static final int OWN_BIT = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int END_OF_FILE = UNFINISHED_BIT | OWN_BIT;

    /** Why there is no further record. */
    enum End {
        /** The queue has closed the file: the log goes on in the next. */
        CLOSED,
        /** Nothing has been written here. */
        BLANK,
        /** A record that was never completed: its writer died. */
        UNFINISHED,
        /** The next length leads out of the file. */
        CUT
    }

    private final FileImage file;
    private final FrameSearch search;
    private long position;
    private long next;
    private long ordinal = -1;
    private End end;

    QueueFile(final FileImage file) {
        this.file = file;
        this.search = new FrameSearch(file);
    }

    /** Goes to the next record, past the queue's own documents, and answers its length; {@link #NONE} at the end. */
    int next() {
        while (end == null) {
            position = next;
            final int word = position + WORD > file.length()
                    ? 0
                    : file.view(position, WORD).getInt(0, LITTLE_ENDIAN);
            final int length = word & LENGTH_MASK;
            end = endAt(word, length);
            if (end != null) {
                break;
            }
            next = BitUtil.align(position + WORD + length, WORD);
            if ((word & OWN_BIT) == 0) {
                ordinal++;
                return length;
            }
            if (search.first(position + WORD, position + WORD + length) != FrameSearch.NOT_FOUND) {
                end = End.BLANK; // a record hides in it: this is no document of the queue's, whatever its word says
            }
        }
        return NONE;
    }

    private End endAt(final int word, final int length) {
        if (position + WORD > file.length()) {
            return End.CUT;
        }
        if (word == 0) {
            return End.BLANK;
        }
        if (word == END_OF_FILE) {
            return End.CLOSED;
        }
        if ((word & UNFINISHED_BIT) != 0) {
            return End.UNFINISHED;
        }
        return position + WORD + length > file.length() ? End.CUT : null;
    }

    /** Where the record's frame begins; at the end, where the next length word would be. */
    long position() {
        return end == null ? position + WORD : position;
    }

    /** Its number in the file, from 0; -1 before the first. */
    long ordinal() {
        return ordinal;
    }

    /** Why {@link #next} answered {@link #NONE}. */
    End end() {
        return end;
    }
}
