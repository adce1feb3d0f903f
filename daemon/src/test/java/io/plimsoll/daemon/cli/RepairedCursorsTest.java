package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.integrity.RolledJournal;
import io.plimsoll.daemon.process.LogFile;
import io.plimsoll.journal.BootFile;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A repair says what becomes of each registered cursor, and registers in the copy those that a prune of it must wait for. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class RepairedCursorsTest {
    private static final int GOOD = 95; // in the last file

    @TempDir
    private Path folder;

    private Path journal;
    private Path copy;

    @BeforeEach
    void writeAJournal() throws IOException {
        journal = folder.resolve("journal");
        copy = folder.resolve("copy");
        RolledJournal.write(journal);
        new BootFile(journal).save(1);
    }

    // As a tailer would that has read so many records.
    private Path register(final LogName log, final String name, final long read) {
        final Path file = folder.resolve(name);
        final CursorFile place = new CursorFile(file);
        try (FrameLogReader reader = FrameLogs.in(journal).reader(log, Position.start())) {
            for (long i = 0; i < read; i++) {
                assertTrue(reader.poll((buffer, offset, length) -> {}));
            }
            place.save(reader.cursor());
        }
        CursorRegistry.of(journal, log).register(place);
        return file;
    }

    private List<Path> registered(final LogName log) {
        return CursorRegistry.of(copy, log).all().stream()
                .map(CursorRegistry.Registered::file)
                .toList();
    }

    private static void assertSays(final Ran ran, final Path cursor, final String fate) {
        assertTrue(ran.out().contains("(" + cursor + "): " + fate), ran.out());
    }

    private Ran tail(final Path cursor) {
        return Ran.plimsoll("tail", "--journal", copy, "--all", "--ndjson", "--cursor", cursor);
    }

    @Test
    void shouldRegisterWhoGoesOnInTheCopyAndNameWhoCannot() throws IOException {
        final Path behind = register(LogName.ORDERS, "behind", 35);
        final Path atTheEnd = register(LogName.ORDERS, "end", GOOD);
        final Path ahead = register(LogName.ORDERS, "further", GOOD + 1);
        final Path missing = register(LogName.ORDERS, "missing", 1);
        final Path ofInputs = register(LogName.INPUTS, "inputs", RolledJournal.FILES * 10);
        Files.delete(missing);
        new LogFile(journal, LogName.ORDERS).flipIn(GOOD + 1);

        final Ran repair = Ran.well("journal", "repair", "--journal", journal, "-o", copy);

        assertSays(repair, behind, "registered in the copy, where its tailer goes on behind record 35");
        assertSays(repair, atTheEnd, "registered in the copy, where its tailer goes on behind record " + GOOD);
        assertSays(repair, ahead, "not registered in the copy");
        assertSays(repair, missing, "registered in the copy, though it cannot be read");
        assertSays(repair, ofInputs, "registered in the copy");
        assertEquals(List.of(behind, atTheEnd, missing), registered(LogName.ORDERS));
        assertEquals(List.of(ofInputs), registered(LogName.INPUTS));
        final Ran prune = Ran.plimsoll("journal", "prune", "--journal", copy, "--keep-days", 0);
        assertEquals(2, prune.exitCode(), prune.out());
        assertTrue(prune.err().contains("(" + missing + ") is missing"), prune.err());

        assertEquals(GOOD - 35, tail(behind).out().lines().count());
        assertEquals("", tail(atTheEnd).out());
        final Ran forked = tail(ahead);
        assertEquals(11, forked.exitCode(), forked.out());
        assertTrue(forked.err().contains("FORKED"), forked.err());
    }
}
