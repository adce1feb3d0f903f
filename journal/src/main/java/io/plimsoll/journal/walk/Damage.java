package io.plimsoll.journal.walk;

import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.JournalException.Kind;
import java.nio.file.Path;

/**
 * Where a log stops being right, and how.
 *
 * @param kind what is wrong
 * @param file name of the file
 * @param record number of the record in that file, from 0; -1 when it is in none
 * @param position byte in the file: of the record's frame, or of the word that should lead to it
 * @param what is wrong there, in words
 * @param readable whole records that lie behind it, cut off from the log
 */
public record Damage(Kind kind, String file, long record, long position, String what, long readable) {
    private static final long NO_RECORD = -1;

    /** A log's mark that cannot be trusted. */
    public static Damage ofMark(final Path mark, final JournalException found) {
        return new Damage(found.kind(), mark.toString(), NO_RECORD, 0, found.getMessage(), 0);
    }

    /** One line: what, where. */
    @Override
    public String toString() {
        return record == NO_RECORD
                ? what
                : kind + " in " + file + ", record " + record + ", byte " + position + ": " + what;
    }
}
