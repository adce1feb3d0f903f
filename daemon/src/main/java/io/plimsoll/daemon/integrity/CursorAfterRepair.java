package io.plimsoll.daemon.integrity;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.CursorRegistry.Registered;
import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.LogName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a repair makes of a registered cursor. The records up to the last good one are the same in the copy, so a tailer that has read no
 * further goes on there, and a prune must wait for it. Behind that, sequences are used again for other records: one that has read further
 * stops as FORKED, and its cursor says nothing about the copy. One that cannot be read stays, since a prune then refuses.
 *
 * @param cursor the cursor
 * @param fate whether it is registered in the copy, and why not, in words
 */
public record CursorAfterRepair(LogName log, Registered cursor, String fate) {
    /** Registers those that hold in the copy, whose log goes on as it was up to its last record. */
    static List<CursorAfterRepair> carry(final Path from, final Path to, final LogName log, final long last) {
        final CursorRegistry registry = CursorRegistry.of(from, log);
        final CursorRegistry copy = CursorRegistry.of(to, log);
        final List<CursorAfterRepair> fates = new ArrayList<>();
        for (final Registered one : registry.all()) {
            final Optional<Cursor> saved = load(one);
            final boolean isAhead = saved.isPresent() && saved.get().sequence() > last;
            if (!isAhead) {
                copy.adopt(registry, one);
            }
            fates.add(new CursorAfterRepair(
                    log,
                    one,
                    saved.map(cursor -> isAhead ? ahead(cursor.sequence(), last) : within(cursor.sequence()))
                            .orElse("registered in the copy, though it cannot be read: no prune goes on there until it"
                                    + " can, or is removed")));
        }
        return fates;
    }

    private static Optional<Cursor> load(final Registered one) {
        try {
            return one.load();
        } catch (final JournalException unreadable) {
            return Optional.empty();
        }
    }

    private static String within(final long sequence) {
        return "registered in the copy, where its tailer goes on behind record " + sequence;
    }

    private static String ahead(final long sequence, final long last) {
        return "not registered in the copy: its tailer has read up to record " + sequence + ", and the copy ends with "
                + last + ". It stops there (FORKED). Ask the venue what became of what it read since, delete the file,"
                + " and start it again";
    }

    @Override
    public String toString() {
        return log.directory() + " cursor " + cursor + ": " + fate;
    }
}
