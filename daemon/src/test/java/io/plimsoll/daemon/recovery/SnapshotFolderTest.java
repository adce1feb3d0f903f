package io.plimsoll.daemon.recovery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.journal.ProcessLock;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot has its name once it is whole, the newest stay, and nothing else in the folder is taken for one. */
@Timeout(30)
class SnapshotFolderTest {
    @TempDir
    private Path journal;

    private SnapshotFolder snapshots;

    @BeforeEach
    void open() {
        snapshots = new SnapshotFolder(journal, 2);
    }

    private void save(final long sequence) throws IOException {
        snapshots.save(sequence, out -> out.write((byte) sequence), in -> {});
    }

    @Test
    void shouldKeepTheNewest() throws IOException {
        assertEquals(List.of(), snapshots.newestFirst());
        for (final long sequence : new long[] {9, 10, 100, 1_000}) {
            save(sequence);
        }
        assertEquals(List.of(1_000L, 100L), snapshots.newestFirst());
        try (InputStream in = snapshots.open(100)) {
            assertArrayEquals(new byte[] {100}, in.readAllBytes());
        }
    }

    @Test
    void shouldKeepNothingOfASaveThatFails() throws IOException {
        save(7);
        assertThrows(
                IOException.class,
                () -> snapshots.save(
                        8,
                        out -> {
                            out.write(1);
                            throw new IOException("planted failure of a disk");
                        },
                        in -> {}));
        assertEquals(List.of(7L), snapshots.newestFirst());
        save(9);
        assertEquals(List.of(9L, 7L), snapshots.newestFirst());
    }

    @Test
    void shouldPassOverWhatIsNoSnapshotAndLetNobodyElseIn() throws IOException {
        save(7);
        final Path folder = journal.resolve("snapshots");
        Files.createFile(folder.resolve("snapshot-old.image"));
        Files.createFile(folder.resolve("notes.txt"));
        assertEquals(List.of(7L), snapshots.newestFirst());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void shouldLetASecondWriterWait() throws Exception {
        final FutureTask<Void> second = new FutureTask<>(() -> {
            new SnapshotFolder(journal, 2).save(8, out -> out.write(new byte[] {8, 8}), in -> {});
            return null;
        });
        final Thread writer = new Thread(second);
        snapshots.save(
                7,
                out -> {
                    out.write(7);
                    writer.start();
                    Await.until("a second writer", () -> second.isDone() || writer.getState() == Thread.State.WAITING);
                },
                in -> {});
        second.get();
        assertEquals(List.of(8L, 7L), snapshots.newestFirst());
        try (InputStream in = snapshots.open(7)) {
            assertArrayEquals(new byte[] {7}, in.readAllBytes());
        }
    }

    @Test
    void shouldReadANewOneBackWhileOlderOnesStand() throws IOException {
        save(7);
        save(8);
        snapshots.save(9, out -> out.write(9), in -> {
            assertArrayEquals(new byte[] {9}, in.readAllBytes());
            assertEquals(List.of(8L, 7L), snapshots.newestFirst());
        });
        assertEquals(List.of(9L, 8L), snapshots.newestFirst());
    }

    @Test
    void shouldKeepOlderOnesWhenANewOneCannotBeReadBack() throws IOException {
        save(7);
        save(8);
        assertThrows(
                IOException.class,
                () -> snapshots.save(9, out -> out.write(9), in -> {
                    throw new IOException("planted damage");
                }));
        assertEquals(List.of(8L, 7L), snapshots.newestFirst());
    }

    @Test
    void shouldHaveOneFollower() throws IOException {
        try (ProcessLock first = snapshots.lockForFollower()) {
            assertTrue(first.isHeld());
            final UserError refused = assertThrows(UserError.class, new SnapshotFolder(journal, 2)::lockForFollower);
            assertEquals(ExitCode.FOLLOWER_LOCKED, refused.exitCode());
            assertTrue(refused.getMessage().contains("a follower runs on this journal already"), refused.getMessage());
            save(7); // which another process may, meanwhile
        }
        snapshots.lockForFollower().close();
    }
}
