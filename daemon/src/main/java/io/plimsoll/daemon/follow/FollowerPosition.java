package io.plimsoll.daemon.follow;

import io.plimsoll.daemon.recovery.SnapshotFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How far a follower is, in a small file beside its snapshots, for the daemon's monitors. It decides nothing, so it is not synced.
 *
 * @param sequence of the last input applied
 * @param atMs wall clock at which it was written, milliseconds since 1970
 */
public record FollowerPosition(long sequence, long atMs) {
    private static final String FILE = "follower.position";
    private static final long SILENT_MS = TimeUnit.SECONDS.toMillis(30);

    /** Replaces what was written before. */
    public void write(final Path journalDir) throws IOException {
        final Path file = file(journalDir);
        final Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, sequence + " " + atMs + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was written last; empty where nothing was, or it cannot be read. */
    public static Optional<FollowerPosition> read(final Path journalDir) {
        try {
            final String text = Files.readString(file(journalDir)).strip();
            if (!text.matches("\\d{1,18} \\d{1,18}")) {
                return Optional.empty();
            }
            final String[] numbers = text.split(" ", 2);
            return Optional.of(new FollowerPosition(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
        } catch (final IOException none) {
            return Optional.empty();
        }
    }

    /** Whether it was written so lately that the follower is taken to run. */
    public boolean isFresh(final long nowMs) {
        return Math.abs(nowMs - atMs) <= SILENT_MS;
    }

    private static Path file(final Path journalDir) {
        return journalDir.resolve(SnapshotFolder.NAME).resolve(FILE);
    }
}
