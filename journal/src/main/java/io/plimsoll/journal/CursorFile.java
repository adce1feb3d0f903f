package io.plimsoll.journal;

import static io.plimsoll.journal.JournalException.Kind.CORRUPT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Keeps a cursor over the death of its bot and over a loss of power: one line of text with its own checksum, written beside,
 * synced, and renamed into place, so that it is always the old one or the new one. One owner, not thread safe. A save costs
 * a disk sync, milliseconds: a bot that reads much saves now and then, and sees again what came after the last save.
 */
public final class CursorFile {
    private static final String FORMAT = "plimsoll-cursor-1";

    private static final Cursor NOTHING = new Cursor(0, 0, 0);

    private final Path file;

    public CursorFile(final Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    Path file() {
        return file;
    }

    /** The saved cursor, if there is one. */
    public Optional<Cursor> load() {
        try {
            return Optional.of(parse(Files.readString(file, US_ASCII).strip()));
        } catch (final NoSuchFileException e) {
            return Optional.empty();
        } catch (final IOException e) {
            throw new JournalException(CORRUPT, 0, 0, file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The saved cursor; where there is none, saves that nothing has been read, so that a prune keeps everything. */
    public Cursor loadOrBegin() {
        final Optional<Cursor> saved = load();
        if (saved.isEmpty()) {
            save(NOTHING);
        }
        return saved.orElse(NOTHING);
    }

    /** Replaces the saved cursor; on disk when this returns. */
    public void save(final Cursor cursor) {
        final String body = FORMAT + ' ' + cursor.sequence() + ' ' + cursor.index() + ' ' + cursor.crc();
        ReplacedFile.write(file, body + ' ' + checksum(body) + '\n');
    }

    private Cursor parse(final String line) {
        final int end = line.lastIndexOf(' ');
        if (end < 0 || !line.substring(end + 1).equals(checksum(line.substring(0, end)))) {
            throw new JournalException(CORRUPT, file + " does not match its checksum");
        }
        final String[] fields = line.substring(0, end).split(" ", -1);
        if (fields.length != 4 || !fields[0].equals(FORMAT)) {
            throw new JournalException(CORRUPT, file + " is no " + FORMAT);
        }
        return new Cursor(Long.parseLong(fields[1]), Long.parseLong(fields[2]), Integer.parseInt(fields[3]));
    }

    private static String checksum(final String body) {
        final CRC32C crc = new CRC32C();
        crc.update(US_ASCII.encode(body));
        return Long.toHexString(crc.getValue());
    }
}
