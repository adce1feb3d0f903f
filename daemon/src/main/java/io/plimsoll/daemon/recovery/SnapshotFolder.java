package io.plimsoll.daemon.recovery;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.plimsoll.journal.JournalException;
import io.plimsoll.journal.ProcessLock;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Snapshots as files of a directory that only the operator may read, since they hold accounts. A file is written beside, synced, read
 * back and renamed into place, so that a name stands for a whole file, also after a loss of power. Writers, in this process or another, wait for
 * each other.
 */
public final class SnapshotFolder implements SnapshotStore {
    /** Its name in the journal's directory. */
    public static final String NAME = "snapshots";

    private static final String OWNER_ONLY = "rwx------";
    private static final String PREFIX = "snapshot-";
    private static final String SUFFIX = ".image";
    // A file's lock is the process's: it does not hold its threads apart.
    private static final Lock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final int kept;

    /**
     * @param journalDir the journal that they are of
     * @param kept how many stay, the newest
     */
    public SnapshotFolder(final Path journalDir, final int kept) {
        this.folder = journalDir.resolve(NAME);
        this.kept = kept;
    }

    /** For who only reads: how many stay is for those who write. */
    public static SnapshotStore reading(final Path journalDir) {
        return new SnapshotFolder(journalDir, 1);
    }

    @Override
    public List<Long> newestFirst() throws IOException {
        final List<Long> sequences = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (final Path file : files) {
                final String name = file.getFileName().toString();
                final String number = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                if (number.matches("\\d{1,18}")) {
                    sequences.add(Long.parseLong(number));
                }
            }
        } catch (final NoSuchFileException none) {
            return List.of();
        }
        sequences.sort(Comparator.reverseOrder());
        return sequences;
    }

    /** When the newest snapshot of a journal was written, milliseconds since 1970; empty without one. */
    public static Optional<Long> newestMs(final Path journalDir) throws IOException {
        final SnapshotFolder snapshots = new SnapshotFolder(journalDir, 1);
        for (final long sequence : snapshots.newestFirst()) {
            try {
                return Optional.of(
                        Files.getLastModifiedTime(snapshots.file(sequence)).toMillis());
            } catch (final NoSuchFileException gone) {
                // an older one that a follower has let go meanwhile
            }
        }
        return Optional.empty();
    }

    @Override
    public InputStream open(final long inputSequence) throws IOException {
        return buffered(file(inputSequence));
    }

    private static InputStream buffered(final Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    @Override
    public void save(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
        create();
        IN_THIS_PROCESS.lock();
        try (FileChannel lock = FileChannel.open(folder.resolve("writer.lock"), CREATE, WRITE)) {
            lock.lock();
            write(inputSequence, body, readBack);
            final List<Long> all = newestFirst();
            for (final long old : all.subList(Math.min(kept, all.size()), all.size())) {
                Files.delete(file(old));
            }
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    /**
     * The right to follow the journal and to write snapshots at its markers: of one process, until it closes this or dies.
     *
     * @throws UserError FOLLOWER_LOCKED when another has it
     */
    public ProcessLock lockForFollower() throws IOException {
        create();
        try {
            return ProcessLock.acquire(folder.resolve("follower.lock"));
        } catch (final JournalException e) {
            if (e.kind() != JournalException.Kind.LOCKED) {
                throw e;
            }
            throw new UserError(
                    ExitCode.FOLLOWER_LOCKED,
                    "a follower runs on this journal already: " + e.getMessage() + "; expected one a journal");
        }
    }

    private void create() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
    }

    private void write(final long inputSequence, final Body body, final ReadBack readBack) throws IOException {
        final Path fresh = folder.resolve("snapshot.new");
        try (FileChannel channel = FileChannel.open(fresh, CREATE, TRUNCATE_EXISTING, WRITE)) {
            final OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            body.writeTo(out);
            out.flush();
            channel.force(true);
        }
        try (InputStream in = buffered(fresh)) {
            readBack.readFrom(in);
        }
        Files.move(fresh, file(inputSequence), ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, READ)) {
            directory.force(true); // else the rename itself may be lost
        }
    }

    private Path file(final long inputSequence) {
        return folder.resolve(String.format(Locale.ROOT, "%s%018d%s", PREFIX, inputSequence, SUFFIX));
    }
}
