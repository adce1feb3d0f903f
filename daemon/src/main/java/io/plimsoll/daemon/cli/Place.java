package io.plimsoll.daemon.cli;

import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import java.nio.file.Path;
import java.util.Optional;

/** Where whoever follows a log keeps its place, if anywhere. One thread. */
final class Place {
    /** It does not. */
    static final Place NOWHERE = new Place(null, null);

    private final CursorFile file; // null: nowhere
    private Cursor saved; // null: nothing yet

    private Place(final CursorFile file, final Cursor saved) {
        this.file = file;
        this.saved = saved;
    }

    /** It does, in a file that need not be there yet; registered, where this user may, so that no prune passes it. */
    static Place registered(final Path path, final Path journal, final LogName log) {
        final CursorFile file = new CursorFile(path);
        final Place place = new Place(file, file.load().orElse(null));
        CursorRegistry.of(journal, log).offer(file).ifPresent(problem -> System.err.println("plimsoll: " + problem));
        return place;
    }

    /** Where to begin: behind what was handed on last, or else at another place. */
    Position position(final Position otherwise) {
        return Optional.ofNullable(saved).map(Position::after).orElse(otherwise);
    }

    /** Everything up to here has been handed on. */
    void save(final Cursor cursor) {
        if (file != null && !cursor.equals(saved)) {
            file.save(cursor);
            saved = cursor;
        }
    }
}
