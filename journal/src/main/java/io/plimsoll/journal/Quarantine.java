package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tombstones of inputs that stop the engine whenever it meets them, in a text file beside the logs, which stay as they are. A
 * tombstone names a record and its checksum, so that it never strikes another under the same sequence. Immutable, any thread.
 */
public final class Quarantine {
    /** Takes nothing out. */
    static final Quarantine NONE = new Quarantine(null, Map.of());

    private static final String FILE_NAME = "quarantine";

    private final Path file;
    private final Map<Long, Tombstone> tombstones;

    /**
     * One input.
     *
     * @param crc its CRC32C
     * @param reason the operator's
     */
    record Tombstone(int crc, String reason) {}

    private Quarantine(final Path file, final Map<Long, Tombstone> tombstones) {
        this.file = file;
        this.tombstones = tombstones;
    }

    static Quarantine of(final Path journalDir) {
        final Path file = journalDir.toAbsolutePath().resolve(FILE_NAME);
        final Map<Long, Tombstone> tombstones = new LinkedHashMap<>();
        try {
            for (final String line : Files.readAllLines(file, UTF_8)) {
                final String[] fields = line.split(" ", 3);
                if (!line.matches("\\d{1,18} [0-9a-f]{1,8} .+")) {
                    throw new JournalException(CORRUPT, file + ": '" + line + "', expected: sequence crc32c reason");
                }
                tombstones.put(
                        Long.parseLong(fields[0]), new Tombstone(Integer.parseUnsignedInt(fields[1], 16), fields[2]));
            }
        } catch (final NoSuchFileException none) {
            return new Quarantine(file, Map.of());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Quarantine(file, tombstones);
    }

    /** Whether nothing is taken out. */
    public boolean isEmpty() {
        return tombstones.isEmpty();
    }

    /** The last input that is taken out, 0 for none. */
    public long lastSequence() {
        return tombstones.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** Whether this input is taken out. */
    public boolean holds(final long sequence, final int crc) {
        final Tombstone tombstone = tombstones.get(sequence);
        return tombstone != null && tombstone.crc() == crc;
    }

    /** Whether an input under this sequence is taken out: for decisions that it caused, which say no more of it. */
    public boolean holds(final long sequence) {
        return tombstones.containsKey(sequence);
    }

    /** Takes the same inputs out of another journal, which has them up to a last one; under its lock. */
    public void copyTo(final FrameLogs other, final long lastInput) {
        tombstones.forEach((sequence, tombstone) -> {
            if (sequence <= lastInput) {
                other.quarantine().add(sequence, tombstone.crc(), tombstone.reason());
            }
        });
    }

    /** Takes one more out, under the writer's lock; on disk when this returns. */
    public void add(final long sequence, final int crc, final String reason) {
        final StringBuilder text = new StringBuilder();
        final Map<Long, Tombstone> all = new LinkedHashMap<>(tombstones);
        all.put(sequence, new Tombstone(crc, reason.replaceAll("\\s+", " ").strip()));
        all.forEach((key, tombstone) -> text.append(key)
                .append(' ')
                .append(Integer.toHexString(tombstone.crc()))
                .append(' ')
                .append(tombstone.reason())
                .append('\n'));
        ReplacedFile.write(file, text.toString());
    }
}
