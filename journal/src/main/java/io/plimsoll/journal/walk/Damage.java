package io.plimsoll.journal.walk;

import io.plimsoll.journal.JournalException.Kind;

/**
 * Where a log stops being right, and how.
 *
 * @param kind what is wrong
 * @param file name of the file
 * @param record number of the record in that file, from 0
 * @param position byte in the file: of the record's frame, or of the word that should lead to it
 * @param what is wrong there, in words
 * @param readable whole records that lie behind it, cut off from the log
 */
public record Damage(Kind kind, String file, long record, long position, String what, long readable) {
    /** One line: what, where. */
    @Override
    public String toString() {
        return kind + " in " + file + ", record " + record + ", byte " + position + ": " + what;
    }
}
