package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The cursor files that a prune may not pass, as links in {@code cursors} beside the logs, so that a file may stand wherever its
 * tailer may write. A cursor file that stands there itself counts as well. Immutable, any thread and process.
 */
public final class CursorRegistry {
    private static final String FOLDER = "cursors";
    private static final String HALF_SAVED = ".new"; // see ReplacedFile
    private static final int MAX_NAME = 200; // of the 255 bytes that a file name may have

    private final Path journalDir;
    private final LogName log;
    private final Path folder;

    private CursorRegistry(final Path journalDir, final LogName log) {
        this.journalDir = journalDir;
        this.log = log;
        folder = journalDir.toAbsolutePath().normalize().resolve(FOLDER).resolve(log.directory());
    }

    /** The cursors of a log's tailers. */
    public static CursorRegistry of(final Path journalDir, final LogName log) {
        return new CursorRegistry(journalDir, log);
    }

    /**
     * A registered cursor file.
     *
     * @param name in the registry
     * @param file where its tailer saves it
     */
    public record Registered(String name, Path file) {
        /**
         * What was saved last; empty when the file is not there.
         *
         * @throws JournalException when it cannot be read, or is damaged
         */
        public Optional<Cursor> load() {
            return new CursorFile(file).load();
        }

        @Override
        public String toString() {
            return name + " (" + file + ")";
        }
    }

    /** Every cursor that is registered, by name. */
    public List<Registered> all() {
        final List<Registered> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (final Path entry : entries) {
                final String name = entry.getFileName().toString();
                if (!name.endsWith(HALF_SAVED)) {
                    all.add(new Registered(name, fileOf(entry)));
                }
            }
        } catch (final NoSuchFileException none) {
            return List.of();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        all.sort(Comparator.comparing(Registered::name));
        return all;
    }

    private static Path fileOf(final Path entry) throws IOException {
        return Files.isSymbolicLink(entry) ? entry.resolveSibling(Files.readSymbolicLink(entry)) : entry;
    }

    /**
     * Registers a cursor file, which need not be there yet; once, however often this is called.
     *
     * @throws JournalException READ_ONLY when this user may not write the registry
     */
    public Registered register(final CursorFile cursor) {
        try {
            final Optional<Registered> known = find(cursor.file().toString());
            if (known.isPresent()) {
                return known.get();
            }
            createFolder();
            final Registered added = link(cursor.file());
            sync();
            return added;
        } catch (final AccessDeniedException e) {
            throw new JournalException(READ_ONLY, 0, 0, "this user may not write " + folder, e);
        } catch (final FileSystemException e) {
            throw new JournalException(READ_ONLY, 0, 0, folder + " cannot be written: " + e.getMessage(), e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Registers a cursor file where this user may. A tailer goes on without, but nothing then keeps a prune behind it.
     *
     * @return why it could not, and what the operator has to run; empty when it is registered
     */
    public Optional<String> offer(final CursorFile cursor) {
        try {
            register(cursor);
            return Optional.empty();
        } catch (final JournalException | UncheckedIOException e) {
            return Optional.of("the cursor " + cursor.file()
                    + " is not registered, so a prune may remove what it has not passed: "
                    + e.getMessage() + "; the operator registers it with: plimsoll journal cursors add " + cursor.file()
                    + " --journal " + journalDir + (log == LogName.ORDERS ? "" : " --queue " + log.directory()));
        }
    }

    /** Registers a cursor as another registry has it: a link to the same file, or a copy of a cursor file that stands in there. */
    public void adopt(final CursorRegistry other, final Registered cursor) {
        try {
            createFolder();
            Files.copy(other.folder.resolve(cursor.name()), folder.resolve(cursor.name()), NOFOLLOW_LINKS);
            sync();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a cursor out, by its name or its file; the file stays. Whether there was one. */
    public boolean remove(final String nameOrFile) {
        final Optional<Registered> found = find(nameOrFile);
        try {
            if (found.isPresent()) {
                Files.delete(folder.resolve(found.get().name()));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.isPresent();
    }

    private Optional<Registered> find(final String nameOrFile) {
        final Path file = Path.of(nameOrFile).toAbsolutePath().normalize();
        return all().stream()
                .filter(one -> one.name().equals(nameOrFile) || one.file().equals(file))
                .findFirst();
    }

    // Other users find in it whether they are registered.
    private void createFolder() throws IOException {
        JournalDirectory.createOpen(folder.getParent());
        JournalDirectory.createOpen(folder);
    }

    private void sync() throws IOException {
        try (FileChannel directory = FileChannel.open(folder, READ)) {
            directory.force(true); // else a link may be lost with the power
        }
    }

    // Named by the path, since bots like to call their file the same.
    private Registered link(final Path file) throws IOException {
        final String path = file.toString().substring(1).replace('/', '_');
        final String base = path.substring(Math.max(0, path.length() - MAX_NAME));
        for (int number = 1; ; number++) {
            final String name = number == 1 ? base : base + '-' + number;
            try {
                Files.createSymbolicLink(folder.resolve(name), file);
                return new Registered(name, file);
            } catch (final FileAlreadyExistsException taken) {
                if (fileOf(folder.resolve(name)).equals(file)) {
                    return new Registered(name, file); // by itself, in another process
                }
            }
        }
    }
}
