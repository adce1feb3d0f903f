package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.integrity.RolledJournal;
import io.plimsoll.daemon.recovery.Snapshot;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.recovery.SnapshotHeader;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A prune finds the cursors of tailers by itself, passes none of them, and refuses where one cannot be read. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class JournalCursorsTest {
    private static final int SNAPSHOT = 75;

    @TempDir
    private Path folder;

    private Path journal;
    private Path place;

    @BeforeEach
    void writeAJournalOfTenFiles() throws IOException {
        journal = folder.resolve("journal");
        place = folder.resolve("place");
        RolledJournal.write(journal);
        final MarginEngine engine = new MarginEngine(new EngineCapacity(1, 1, 1, 1, 1));
        final SnapshotHeader header =
                new SnapshotHeader(MarginEngine.RULES_VERSION, SNAPSHOT, 0, SNAPSHOT, 0, engine.stateHash());
        new SnapshotFolder(journal, 1).save(SNAPSHOT, out -> Snapshot.write(header, engine, out), in -> {});
    }

    private Ran prune() {
        return Ran.plimsoll("journal", "prune", "--journal", journal, "--keep-days", 0);
    }

    private Ran cursors(final Object... what) {
        final Object[] arguments = new Object[4 + what.length];
        System.arraycopy(new Object[] {"journal", "cursors"}, 0, arguments, 0, 2);
        System.arraycopy(what, 0, arguments, 2, what.length);
        arguments[arguments.length - 2] = "--journal";
        arguments[arguments.length - 1] = journal;
        return Ran.plimsoll(arguments);
    }

    private int files(final LogName log) {
        return FrameLogs.in(journal).files(log).size();
    }

    private void readUpTo(final long sequence) {
        new CursorFile(place).save(new Cursor(sequence, 0, 0));
    }

    @Test
    void shouldNotPassARegisteredCursorThatNobodyNames() {
        readUpTo(35);
        assertEquals(0, cursors("add", place).exitCode());
        final Ran prune = prune();
        assertEquals(0, prune.exitCode(), prune.err());
        assertEquals(RolledJournal.FILES - 3, files(LogName.ORDERS), prune.out());
        assertTrue(prune.out().contains("orders  3 files; 7 stay, from "), prune.out());
        assertTrue(prune.out().contains("(" + place + ") has yet to read it from record 36 on"), prune.out());
        assertTrue(
                prune.out().contains("a recovery from the oldest snapshot that is kept begins with input " + SNAPSHOT),
                prune.out());
    }

    @Test
    void shouldRefuseWhileARegisteredCursorCannotBeReadUntilItIsTakenOut() throws IOException {
        readUpTo(35);
        cursors("add", place);
        for (final boolean isDamaged : new boolean[] {true, false}) {
            if (isDamaged) {
                Files.writeString(place, "plimsoll-cursor-1 99 0 0 0\n");
            } else {
                Files.delete(place);
            }
            final Ran refused = prune();
            assertEquals(2, refused.exitCode(), refused.out());
            assertTrue(
                    refused.err().contains("nothing was removed")
                            && refused.err().contains(place.toString()),
                    refused.err());
            assertEquals(RolledJournal.FILES, files(LogName.INPUTS));
            assertEquals(RolledJournal.FILES, files(LogName.ORDERS));
            assertTrue(cursors("list").out().contains("no prune goes on"));
        }
        final String name = cursors("list").out().split(" ", 2)[0];
        assertEquals(0, cursors("remove", name).exitCode());
        assertEquals(2, cursors("remove", name).exitCode());
        assertEquals(0, prune().exitCode());
        assertEquals(RolledJournal.FILES - 7, files(LogName.ORDERS));
    }

    @Test
    void shouldSayWhenNothingGoes() {
        readUpTo(0);
        cursors("add", place);
        final Ran prune = prune();
        assertTrue(prune.out().contains("orders  nothing goes; 10 stay, from "), prune.out());
    }

    @Test
    void shouldNotRegisterAFileThatIsNotThere() {
        assertEquals(2, cursors("add", place).exitCode());
        assertEquals("", cursors("list").out());
    }

    @Test
    void shouldRegisterATailAndResumeIt() {
        final Object[] tail = {"tail", "--journal", journal, "--all", "--ndjson", "--cursor", place};
        assertEquals(100, Ran.well(tail).out().lines().count());
        assertTrue(
                cursors("list").out().endsWith("(" + place + "): has read up to record 100\n"),
                cursors("list").out());
        assertEquals("", Ran.well(tail).out());
        readUpTo(0);
        assertEquals(100, Ran.well(tail).out().lines().count());
        assertEquals(1, cursors("list").out().lines().count());
    }

    @Test
    void shouldKeepTheInputsThatATailOfThemHasNotRead() {
        readUpTo(15);
        assertEquals(0, cursors("add", place, "--queue", "inputs").exitCode());
        prune();
        assertEquals(RolledJournal.FILES - 1, files(LogName.INPUTS));
        assertEquals(RolledJournal.FILES - 7, files(LogName.ORDERS));
    }

    @Test
    void shouldGoOnAndSayWhatToRunWhereATailMayNotRegister() throws IOException {
        Files.createFile(journal.resolve("cursors")); // so that no folder can be made there
        final Ran tail = Ran.well("tail", "--journal", journal, "--all", "--cursor", place);
        assertFalse(tail.out().isEmpty());
        assertTrue(tail.err().contains("is not registered"), tail.err());
        assertTrue(tail.err().contains("plimsoll journal cursors add " + place), tail.err());
    }
}
