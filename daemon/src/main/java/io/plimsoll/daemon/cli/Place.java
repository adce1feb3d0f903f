package io.plimsoll.daemon.cli;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.Position;
import java.nio.file.Path;
import java.util.Optional;

/** Where a tail keeps its place, if anywhere. One thread. */
final class Place {
    /** It does not. */
    static final Place NOWHERE = new Place(null, null);

    private final CursorFile file; // null: nowhere
    private Cursor saved; // null: nothing yet

    private Place(final CursorFile file, final Cursor saved) {
        this.file = file;
        this.saved = saved;
    }

    /** It does, in a file that need not be there yet. */
    static Place in(final Path path) {
        final CursorFile file = new CursorFile(path);
        return new Place(file, file.load().orElse(null));
    }

    /** Where to begin: behind what was printed last, or else at another place. */
    Position position(final Position otherwise) {
        return Optional.ofNullable(saved).map(Position::after).orElse(otherwise);
    }

    /** Everything up to here has been printed. */
    void save(final Cursor cursor) {
        if (file != null && !cursor.equals(saved)) {
            file.save(cursor);
            saved = cursor;
        }
    }
}
