package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.LogFile;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What {@code journal} finds in a backtest's journal, whole and damaged, and what it makes of it. */
@Timeout(120)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class JournalCommandsTest {
    private static final long DAMAGED = 700;

    private Path journal;
    private long inputs;

    @BeforeEach
    void run(@TempDir final Path folder) throws IOException {
        journal = folder.resolve("journal");
        assertEquals(0, new Fixture(folder).backtest("journal").exitCode());
        inputs = export("inputs").size();
        assertTrue(inputs > DAMAGED + 100, () -> inputs + " inputs are too few");
    }

    @Test
    void shouldFindAWholeJournalRight() {
        final Ran verify = Ran.well("journal", "verify", "--journal", journal);
        assertEquals(
                2,
                verify.out()
                        .lines()
                        .filter(line -> line.endsWith("right, to the end"))
                        .count(),
                verify.out());
        final Ran stats = Ran.well("journal", "stats", "--journal", journal);
        assertTrue(stats.out().contains(String.format("inputs  %,d records, 1 to %d", inputs, inputs)), stats.out());
        for (final String queue : List.of("inputs", "orders")) {
            export(queue).stream()
                    .map(record -> record.get("type").toString())
                    .distinct()
                    .forEach(type -> assertTrue(stats.out().contains(" " + type + " "), type + " in " + stats.out()));
        }
        assertFalse(stats.out().contains("message"), stats.out());
    }

    @Test
    void shouldLocateDamageAndRepairIntoANewJournal(@TempDir final Path folder) throws Exception {
        new LogFile(journal, LogName.INPUTS).flipIn(DAMAGED);
        final Ran verify = Ran.plimsoll("journal", "verify", "--journal", journal);
        assertEquals(11, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains(".cq4, record " + (DAMAGED - 1) + ", byte "), verify.out());
        assertTrue(verify.out().contains("lost: " + DAMAGED + " to " + inputs), verify.out());

        final List<byte[]> before = digests();
        final Path repaired = folder.resolve("repaired");
        final Ran repair = Ran.well("journal", "repair", "--journal", journal, "-o", repaired);
        assertTrue(repair.out().contains("copied inputs to " + (DAMAGED - 1)), repair.out());
        assertTrue(repair.out().contains("whose cause is lost"), repair.out());
        final List<byte[]> after = digests();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i), "the original was touched");
        }
        journal = repaired;
        Ran.well("journal", "verify", "--journal", journal);
        final List<Map<String, Object>> copied = export("inputs");
        assertEquals(DAMAGED, copied.size(), "and the epoch");
        final Map<String, Object> last = copied.get(copied.size() - 1);
        assertEquals("epoch", last.get("type"));
        assertEquals("repaired", last.get("reason"));
        Ran.well("replay", "--journal", journal); // its orders are what its inputs give
        assertEquals(
                2,
                Ran.plimsoll("journal", "repair", "--journal", journal, "-o", journal)
                        .exitCode());
    }

    @Test
    void shouldTellALostTailFromDamageInside() throws IOException {
        new LogFile(journal, LogName.INPUTS).zeroFrom(inputs - 5);
        final Ran verify = Ran.plimsoll("journal", "verify", "--journal", journal);
        assertEquals(35, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains("lost: " + (inputs - 5) + " to " + inputs), verify.out());
        new LogFile(journal, LogName.ORDERS).flipIn(2);
        assertEquals(11, Ran.plimsoll("journal", "verify", "--journal", journal).exitCode());
    }

    @Test
    void shouldFindALostMarkAndRepairIt(@TempDir final Path folder) throws IOException {
        final Path mark = journal.resolve("orders").resolve(LogMark.FILE_NAME);
        Files.delete(mark);
        final Ran verify = Ran.plimsoll("journal", "verify", "--journal", journal);
        assertEquals(11, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains("MARK_LOST: " + mark + " is missing"), verify.out());
        assertTrue(verify.out().contains("right, as far as they go"), verify.out());
        assertFalse(Files.exists(mark), "the original is only read");

        final Path repaired = folder.resolve("repaired");
        final Ran repair = Ran.well("journal", "repair", "--journal", journal, "-o", repaired);
        assertTrue(repair.out().contains("copied inputs to " + inputs), repair.out());
        journal = repaired;
        final Ran right = Ran.well("journal", "verify", "--journal", journal);
        assertEquals(
                2,
                right.out()
                        .lines()
                        .filter(line -> line.endsWith("right, to the end"))
                        .count(),
                right.out());
        final List<Map<String, Object>> copied = export("inputs");
        assertEquals("epoch", copied.get(copied.size() - 1).get("type"), "the end may be lost, and its order ids used");
        try (LogMark copy = FrameLogs.in(journal).markOf(LogName.INPUTS).orElseThrow()) {
            assertEquals(inputs + 1, copy.appended());
        }
    }

    @Test
    void shouldTellALostMarkBesideALostTail() throws IOException {
        Files.write(journal.resolve("inputs").resolve(LogMark.FILE_NAME), new byte[8]);
        new LogFile(journal, LogName.ORDERS).zeroFrom(3);
        final Ran verify = Ran.plimsoll("journal", "verify", "--journal", journal);
        assertEquals(11, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains("log.mark has 8 bytes, expected 4096"), verify.out());
        assertTrue(verify.out().contains("TAIL_LOST in "), verify.out());
    }

    @Test
    void shouldMissFilesThatAreGone() throws IOException {
        for (final Path file : FrameLogs.in(journal).files(LogName.INPUTS)) {
            Files.delete(file);
        }
        final Ran verify = Ran.plimsoll("journal", "verify", "--journal", journal);
        assertEquals(35, verify.exitCode(), verify.out());
        assertTrue(verify.out().contains("appended up to " + inputs), verify.out());
    }

    @Test
    void shouldTakeAQuarantinedInputOutOfEveryReplay() {
        final Ran quarantine =
                Ran.well("journal", "quarantine", DAMAGED, "--reason", "incident 17", "--journal", journal);
        assertTrue(quarantine.out().contains("\"sequence\":" + DAMAGED), quarantine.out());
        assertTrue(export("inputs").stream()
                .noneMatch(record -> ((Number) record.get("sequence")).longValue() == DAMAGED));
        Ran.well("journal", "verify", "--journal", journal); // the log itself is as it was
        assertEquals(
                2,
                Ran.plimsoll("journal", "quarantine", DAMAGED, "--reason", "again", "--journal", journal)
                        .exitCode());
        assertEquals(
                2,
                Ran.plimsoll("journal", "quarantine", inputs + 1, "--reason", "none", "--journal", journal)
                        .exitCode());
    }

    /** Its decisions stay in orders: they were written before somebody took it out. */
    @Test
    void shouldRepairAndReplayAroundAQuarantinedInput(@TempDir final Path folder) {
        final List<Map<String, Object>> decisions = export("orders");
        final long last = ((Number) decisions.get(decisions.size() - 1).get("causeSequence")).longValue();
        Ran.well("journal", "quarantine", last, "--reason", "incident 17", "--journal", journal);
        Ran.well("replay", "--journal", journal, "--to", last);
        final Path repaired = folder.resolve("repaired");
        Ran.well("journal", "repair", "--journal", journal, "-o", repaired);
        assertTrue(FrameLogs.in(repaired).quarantine().holds(last));
        Ran.well("replay", "--journal", repaired, "--to", last);
    }

    @Test
    void shouldNotQuarantineAnInputThatASnapshotHasInIt() throws IOException {
        new SnapshotFolder(journal, 1).save(DAMAGED, out -> {}, in -> {});
        final Ran refused = Ran.plimsoll("journal", "quarantine", DAMAGED, "--reason", "late", "--journal", journal);
        assertEquals(2, refused.exitCode(), refused.out());
        assertTrue(refused.err().contains("snapshot " + DAMAGED + " has this input in it"), refused.err());
        Ran.well("journal", "quarantine", DAMAGED + 1, "--reason", "after it", "--journal", journal);
    }

    @Test
    void shouldExportOtherNamesForAccounts() {
        final Ran plain = Ran.well("journal", "export", "--journal", journal, "--queue", "orders");
        final Ran pseudonymous =
                Ran.well("journal", "export", "--journal", journal, "--queue", "orders", "--pseudonymise");
        assertEquals(plain.out().lines().count(), pseudonymous.out().lines().count());
        assertTrue(plain.out().contains("\"account\":\"a1"), "an account of the book");
        assertFalse(pseudonymous.out().contains("\"account\":\"a1"));
        assertEquals(accounts(plain), accounts(pseudonymous), "as many as there are");
        assertFalse(Ran.well("journal", "export", "--journal", journal, "--pseudonymise")
                .out()
                .contains("\"name\":\"a1"));
    }

    @Test
    void shouldPruneNothingThatARecoveryNeeds() {
        final Ran prune = Ran.well("journal", "prune", "--journal", journal, "--keep-days", 0);
        assertEquals(
                List.of(
                        "inputs  nothing goes; 1 stay, from " + fileName(LogName.INPUTS)
                                + " on: the two newest files always stay",
                        "orders  nothing goes; 1 stay, from " + fileName(LogName.ORDERS)
                                + " on: the two newest files always stay"),
                prune.out().lines().toList());
    }

    private String fileName(final LogName log) {
        return FrameLogs.in(journal).files(log).get(0).getFileName().toString();
    }

    private static long accounts(final Ran export) {
        return export.objects().stream()
                .map(record -> record.get("account"))
                .filter(account -> account != null)
                .distinct()
                .count();
    }

    private List<Map<String, Object>> export(final String queue) {
        return Ran.well("journal", "export", "--journal", journal, "--queue", queue)
                .objects();
    }

    private List<byte[]> digests() throws IOException, GeneralSecurityException {
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(journal)) {
            return files.filter(file -> file.toString().matches(".*\\.(cq4t?|mark)"))
                    .sorted()
                    .map(file -> digest.digest(bytes(file)))
                    .toList();
        }
    }

    private static byte[] bytes(final Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
