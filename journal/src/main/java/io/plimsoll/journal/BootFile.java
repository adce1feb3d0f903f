package io.plimsoll.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In which boot of the machine a journal was last written, and under which epoch. After another boot the page cache is gone, and with
 * it maybe records, their mark and even an epoch that others have seen: only this file was synced. The journal's writer's thread.
 */
public final class BootFile {
    /** Its name in the journal's directory. */
    public static final String FILE_NAME = "boot";

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;
    private final String boot;
    private final String lastBoot;
    private final int lastEpoch;

    /** Reads it; there is none before the first save. */
    public BootFile(final Path journalDir) {
        this(journalDir, Files.exists(BOOT_ID) ? line(BOOT_ID) : "unknown");
    }

    BootFile(final Path journalDir, final String boot) {
        this.file = journalDir.resolve(FILE_NAME);
        this.boot = boot;
        final String[] fields = (Files.exists(file) ? line(file) : boot + " 0").split(" ", -1);
        if (fields.length != 2 || !fields[1].matches("\\d{1,9}")) {
            throw new JournalException(JournalException.Kind.CORRUPT, file + " is no boot and epoch");
        }
        lastBoot = fields[0];
        lastEpoch = Integer.parseInt(fields[1]);
    }

    /** Whether the machine was booted since. */
    public boolean isOtherBoot() {
        return !lastBoot.equals(boot);
    }

    /** Whether records may have been lost since, an epoch among them; {@code epoch} is the last one left in the log. */
    public boolean mayHaveLost(final int epoch) {
        return isOtherBoot() || lastEpoch > epoch;
    }

    /** An epoch that was never used. */
    public int unusedEpoch(final int epoch) {
        return Math.max(epoch, lastEpoch) + 1;
    }

    /** To be called before anything is written under that epoch; on disk when this returns. */
    public void save(final int epoch) {
        ReplacedFile.write(file, boot + ' ' + epoch + '\n');
    }

    private static String line(final Path path) {
        try {
            return Files.readString(path, US_ASCII).strip();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
