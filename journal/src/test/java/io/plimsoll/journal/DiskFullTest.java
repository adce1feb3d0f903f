package io.plimsoll.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.journal.walk.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk of 64 MB that is full at 20 different moments of a log: the append fails as a call, never as a signal, which would end
 * this very process; what was appended is right, and with room again the log goes on.
 */
@Timeout(300)
class DiskFullTest {
    private static final int LEVELS = 20 * Integer.getInteger("plimsoll.rounds", 1);
    private static final int DISK_MB = 64;
    private static final int LEAST_FILLED_MB = 8;
    private static final int MOST_FILLED_MB = 58;
    private static final int MESSAGE_LENGTH = 8 * 1024;
    private static final int RECORDS_A_FILE = 500; // 4 MB: with a new file now and then the disk ends at a roll too

    @TempDir
    private Path dir;

    private Path disk;
    private long timeMs = Records.FIRST_EVENT_NS / 1_000_000;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(dir.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MB + "m", "none", disk.toString()) == 0,
                "mounting a small disk wants root");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", "-l", disk.toString());
    }

    @Test
    void shouldFailAnAppendAndGoOnWhenThereIsRoomAgain() throws IOException {
        for (int level = 0; level < LEVELS; level++) {
            final Path filler = disk.resolve("filler");
            fill(
                    filler,
                    ((long) LEAST_FILLED_MB << 20)
                            + (long) level * ((MOST_FILLED_MB - LEAST_FILLED_MB) << 20) / LEVELS);
            final Path journal = disk.resolve("journal" + level);
            final FrameLogs logs = FrameLogs.in(journal).minUsableBytes(0).rolling(Roll.SECONDLY, () -> timeMs);
            final long appended = appendUntilFull(logs, level);
            assertRight(logs, appended);
            Files.delete(filler);
            try (JournalLock lock = logs.lock();
                    FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
                for (int i = 0; i < 100; i++) {
                    append(writer);
                }
            }
            assertRight(logs, appended + 100);
            delete(journal);
        }
    }

    private long appendUntilFull(final FrameLogs logs, final int level) {
        try (JournalLock lock = logs.lock();
                FrameLogWriter writer = logs.writer(lock, LogName.INPUTS)) {
            final JournalException full = assertThrows(JournalException.class, () -> {
                while (true) {
                    if (append(writer) % RECORDS_A_FILE == 0) {
                        timeMs += 1_000;
                    }
                }
            });
            assertEquals(JournalException.Kind.DISK_FULL, full.kind(), () -> "level " + level + ": " + full);
            assertEquals(writer.lastSequence() + 1, full.fromSequence());
            return writer.lastSequence();
        }
    }

    private static long append(final FrameLogWriter writer) {
        writer.claim(MESSAGE_LENGTH).setMemory(writer.messageOffset(), MESSAGE_LENGTH, (byte) writer.lastSequence());
        return writer.commit(MESSAGE_LENGTH, 1);
    }

    private static void assertRight(final FrameLogs logs, final long last) {
        final Verdict verdict = logs.walk(LogName.INPUTS, (buffer, offset, length) -> {});
        assertTrue(verdict.isGood(), verdict::toString);
        assertEquals(last, verdict.last());
    }

    private static void fill(final Path file, final long bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            final byte[] chunk = new byte[1 << 16];
            for (long written = 0; written < bytes; written += chunk.length) {
                out.write(chunk);
            }
        }
    }

    private static void delete(final Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (final Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static int run(final String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
