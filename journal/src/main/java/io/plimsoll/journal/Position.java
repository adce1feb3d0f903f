package io.plimsoll.journal;

/** Where a reader starts. */
public sealed interface Position {
    /** At the oldest record that is left. */
    static Position start() {
        return new Start();
    }

    /** After the newest record: only what comes from now on. All of it, when the log does not exist yet. */
    static Position end() {
        return new End();
    }

    /** At a sequence; LOST when that record has been removed. */
    static Position at(final long sequence) {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequences start at 1, not " + sequence);
        }
        return new At(sequence);
    }

    /** After the record that a cursor names: LOST when later ones have been removed, FORKED when the log has another there. */
    static Position after(final Cursor cursor) {
        return cursor.sequence() == 0 ? new Start() : new After(cursor);
    }

    /** See {@link #start()}. */
    record Start() implements Position {}

    /** See {@link #end()}. */
    record End() implements Position {}

    /** See {@link #at(long)}. */
    record At(long sequence) implements Position {}

    /** See {@link #after(Cursor)}. */
    record After(Cursor cursor) implements Position {}
}
