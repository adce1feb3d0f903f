package io.plimsoll.journal.chronicle;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.Wires;

/**
 * Files that a writer was killed over while it made them, in a roll. Chronicle would wait for them to be completed, 25 s at
 * each start; and it would note them as whole, so that a lost file could no longer be told from one that never was. Run
 * under the writer's lock, before Chronicle opens the log for writing.
 */
final class HalfMadeFiles {
    private HalfMadeFiles() {}

    /**
     * Renames them, out of Chronicle's sight.
     *
     * @param newestWhole cycle of the newest file that the writer noted as made; every record is in it or in older ones
     */
    static void setAside(final File[] files, final RollCycle rollCycle, final int newestWhole) {
        final String wholeName = DateTimeFormatter.ofPattern(rollCycle.format())
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochMilli((long) newestWhole * rollCycle.lengthInMillis()));
        try {
            for (final File file : files) {
                if (file.getName().compareTo(wholeName + SingleChronicleQueue.SUFFIX) > 0 && !hasHead(file)) {
                    Files.move(
                            file.toPath(),
                            file.toPath().resolveSibling(file.getName() + SingleChronicleQueue.DISCARD_FILE_SUFFIX));
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Chronicle completes a file by setting its first four bytes. */
    private static boolean hasHead(final File file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file, "r")) {
            if (bytes.length() < Integer.BYTES) {
                return false;
            }
            final int head = Integer.reverseBytes(bytes.readInt());
            return head != 0 && Wires.isReady(head);
        }
    }
}
