package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.LOW_DISK;
import static io.plimsoll.journal.JournalException.Kind.READ_ONLY;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** What a journal looks like on disk: a directory per log, each with its own readers. Stateless; an operator's own modes stay. */
final class JournalDirectory {
    private static final String OPEN = "rwxr-xr-x"; // bots pass through it to the orders

    private JournalDirectory() {}

    /** Makes the directories that are missing. */
    static void create(final Path journalDir) {
        try {
            createOne(journalDir, OPEN);
            for (final LogName log : LogName.values()) {
                createOne(journalDir.resolve(log.directory()), log.permissions());
            }
        } catch (final AccessDeniedException e) {
            throw new JournalException(READ_ONLY, 0, 0, "cannot create " + e.getFile(), e);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a directory that any user may look into, if it is missing. */
    static void createOpen(final Path directory) throws IOException {
        createOne(directory, OPEN);
    }

    /** Refuses to start without room: a full disk under a mapped file is a SIGBUS. */
    static void checkSpace(final Path journalDir, final long minUsableBytes) {
        try {
            final long usable = Files.getFileStore(journalDir).getUsableSpace();
            if (usable < minUsableBytes) {
                throw new JournalException(
                        LOW_DISK,
                        usable + " bytes are usable in " + journalDir + ", at least " + minUsableBytes + " wanted");
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createOne(final Path directory, final String permissions) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            Files.setPosixFilePermissions(
                    directory, PosixFilePermissions.fromString(permissions)); // whatever the umask
        }
    }
}
