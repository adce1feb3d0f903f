package io.plimsoll.daemon.integrity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.integrity.JournalPrune.Reader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A journal of ten files, each with ten inputs and a decision on each: what may go, for whom it must stay. */
@Timeout(60)
class JournalPruneTest {
    private static final int FILES = RolledJournal.FILES;
    private static final long ALL = Long.MAX_VALUE;
    private static final Instant LIMIT = RolledJournal.WRITTEN.plusSeconds(86_400);

    @TempDir
    private Path dir;

    private FrameLogs logs;

    @BeforeEach
    void writeTenFiles() throws IOException {
        logs = RolledJournal.write(dir);
    }

    @Test
    void shouldKeepTheFileOfTheFirstInputThatARecoveryReads() throws IOException {
        assertEquals(files(LogName.INPUTS, 4), removable(LogName.INPUTS, 41, ALL));
        assertEquals(files(LogName.INPUTS, 4), removable(LogName.INPUTS, 50, ALL));
        assertEquals(files(LogName.INPUTS, 3), removable(LogName.INPUTS, 40, ALL));
        assertEquals(List.of(), removable(LogName.INPUTS, 10, ALL));
    }

    @Test
    void shouldKeepDecisionsThatARecoveryComparesOrABotHasNotSeen() throws IOException {
        assertEquals(files(LogName.ORDERS, 3), removable(LogName.ORDERS, 41, ALL));
        assertEquals(files(LogName.ORDERS, 4), removable(LogName.ORDERS, 42, ALL));
        assertEquals(files(LogName.ORDERS, 1), removable(LogName.ORDERS, 42, 11));
        assertEquals(List.of(), removable(LogName.ORDERS, 42, 10));
    }

    @Test
    void shouldKeepTheNewestTwoFilesOfEachLog() throws IOException {
        assertEquals(files(LogName.INPUTS, FILES - 2), removable(LogName.INPUTS, ALL, ALL));
        assertEquals(files(LogName.ORDERS, FILES - 2), removable(LogName.ORDERS, ALL, ALL));
    }

    @Test
    void shouldKeepWhatIsYoungAndEverythingAfterIt() throws IOException {
        Files.setLastModifiedTime(files(LogName.INPUTS, 3).get(2), FileTime.from(LIMIT));
        assertEquals(files(LogName.INPUTS, 2), removable(LogName.INPUTS, ALL, ALL));
    }

    @Test
    void shouldLeaveALogThatIsReadFromWhatIsNeeded() throws IOException {
        for (final Path file : removable(LogName.INPUTS, 41, ALL)) {
            Files.delete(file);
        }
        assertEquals(
                60, logs.walk(LogName.INPUTS, (buffer, offset, length) -> {}).records());
    }

    @Test
    void shouldKeepInputsThatATailerOfThemHasNotSeen() throws IOException {
        assertEquals(
                files(LogName.INPUTS, 2),
                plan(LogName.INPUTS, 61, new Reader(LogName.INPUTS, 21, "a tailer"))
                        .removable());
        assertEquals(
                files(LogName.INPUTS, 6),
                plan(LogName.INPUTS, 61, new Reader(LogName.ORDERS, 1, "a bot")).removable());
    }

    @Test
    void shouldSayWhatTheOldestFileThatStaysIsKeptFor() throws IOException {
        final Reader slow = new Reader(LogName.ORDERS, 15, "bot slow");
        final Reader quick = new Reader(LogName.ORDERS, 95, "bot quick");
        assertEquals(
                "bot slow has yet to read it from record 15 on",
                plan(LogName.ORDERS, ALL, quick, slow).reason());
        assertEquals(
                "a recovery from the oldest snapshot that is kept begins with input 41",
                plan(LogName.ORDERS, 41, quick).reason());
        assertEquals(
                "without a snapshot that is whole, a recovery begins with the first input",
                plan(LogName.INPUTS, 1).reason());
        assertEquals(
                "the two newest files always stay", plan(LogName.INPUTS, ALL).reason());
        Files.setLastModifiedTime(files(LogName.INPUTS, 1).get(0), FileTime.from(LIMIT));
        assertEquals(
                "it was written to within the days to keep",
                plan(LogName.INPUTS, ALL).reason());
        assertEquals(10, plan(LogName.INPUTS, ALL).kept().size());
    }

    private List<Path> removable(final LogName log, final long neededInput, final long neededOrder) throws IOException {
        return plan(log, neededInput, new Reader(LogName.ORDERS, neededOrder, "a bot"))
                .removable();
    }

    private JournalPrune.Plan plan(final LogName log, final long neededInput, final Reader... readers)
            throws IOException {
        return new JournalPrune(logs, neededInput, List.of(readers), LIMIT).plan(log);
    }

    private List<Path> files(final LogName log, final int count) {
        return logs.files(log).stream().sorted().limit(count).toList();
    }
}
