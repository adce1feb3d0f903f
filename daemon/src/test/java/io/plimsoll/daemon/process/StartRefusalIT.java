package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.LogMark;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon that cannot start safely does not start: it says why in one line, and its exit code says it to scripts (promise P21). */
@Timeout(120)
class StartRefusalIT {
    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home"))
                .feed(Prices.falling(500, 2_000, 34_000), "full")
                .with("maxPriceAge", "1h");
    }

    @Test
    void shouldRefuseASecondDaemonOnTheSameFolder() throws IOException {
        final RunningDaemon first = RunningDaemon.start(children, home);
        final String told = refusal(10);
        assertTrue(
                told.contains(
                        "writer.lock is held by process " + first.process().pid()),
                told);
        assertEquals("disarmed", first.status().text("state"));
    }

    @Test
    void shouldRefuseAFullDisk() throws IOException {
        home.with("minFreeDisk", "1000TiB");
        final String told = refusal(14);
        assertTrue(told.contains("bytes are usable in " + home.journal()), told);
    }

    @Test
    void shouldRefuseADamagedJournal() throws IOException {
        runOnce();
        new LogFile(home.journal(), LogName.INPUTS).flipIn(7);
        final String inputs = refusal(11);
        assertTrue(inputs.contains("inputs: CORRUPT at 7"), inputs);
        new LogFile(home.journal(), LogName.INPUTS).flipIn(7); // back again
        new LogFile(home.journal(), LogName.ORDERS).flipIn(2);
        final String orders = refusal(11);
        assertTrue(orders.contains("orders: CORRUPT at 2"), orders);
    }

    @Test
    void shouldRefuseAJournalWithoutItsMark() throws IOException {
        runOnce();
        final Path mark = home.journal().resolve("inputs").resolve(LogMark.FILE_NAME);
        final byte[] good = Files.readAllBytes(mark);
        Files.delete(mark);
        final String missing = refusal(11);
        assertTrue(missing.contains("inputs: MARK_LOST: " + mark + " is missing"), missing);
        assertTrue(missing.contains("run `plimsoll journal verify --journal " + home.journal()), missing);
        Files.write(mark, new byte[good.length]);
        final String damaged = refusal(11);
        assertTrue(damaged.contains("inputs: MARK_LOST: " + mark + " is damaged"), damaged);
        Files.write(mark, good);
        runOnce();
    }

    @Test
    void shouldRefuseOrdersThatTheInputsDoNotGive() throws IOException {
        runOnce();
        final DaemonHome other = home;
        makeOther();
        runOnce();
        replace(home.journal().resolve("orders"), other.journal().resolve("orders"));
        final String others = refusal(31);
        assertTrue(others.contains("orders record 1 is not what the inputs give"), others);

        delete(home.journal().resolve("inputs"));
        final String none = refusal(30);
        assertTrue(none.contains("inputs lost their tail"), none);
    }

    @Test
    void shouldRefuseABadConfiguration() throws IOException {
        home.with("modes", "live");
        final String unknown = refusal(2);
        assertTrue(unknown.matches("plimsoll: .*plimsoll.yaml:\\d+: .*'modes'.*'mode'.*\\R?"), unknown);
        home.with("modes", null).with("limits", null);
        final String missing = refusal(2);
        assertTrue(missing.contains("plimsoll.yaml") && missing.contains("'limits'"), missing);
        home.with("limits", "{accounts: 1000, legs: 5000, ordersInFlight: 2000, assets: 8}");
        final String missingOne = refusal(2);
        assertTrue(missingOne.contains("limits.instruments"), missingOne);
        assertFalse(Files.exists(home.data()), "nothing was made");
    }

    @Test
    void shouldRefuseDefinitionsThatTheJournalCannotTake() throws IOException {
        runOnce();
        home.reverseAssets();
        final String told = lastLine(2);
        assertTrue(told.contains("the journal's definitions cannot become those of the configuration: "), told);
        home.reverseAssets();
        runOnce();
    }

    @Test
    void shouldRefuseWhatTheMachineCannotGive() throws IOException {
        home.with("limits", "{accounts: 100000000, legs: 200000000, ordersInFlight: 2000, assets: 8, instruments: 8}");
        final String heap = refusal(2);
        assertTrue(heap.contains(" MiB has no room for 100000000 accounts, 200000000 legs"), heap);
        home.with("limits", "{accounts: 1000, legs: 5000, ordersInFlight: 2000, assets: 8, instruments: 8}")
                .with("accountSources", "[{type: socket, name: lines, path: nowhere/venue.sock}]");
        final String socket = lastLine(2);
        assertTrue(socket.contains("account source 'lines': socket ") && socket.contains("cannot be opened"), socket);
    }

    /** Of a start that comes far enough to log something first. */
    private String lastLine(final int exitCode) throws IOException {
        final List<String> told = children.plimsoll("run", "--config", home.config())
                .awaitExit(exitCode)
                .err()
                .lines()
                .toList();
        return told.get(told.size() - 1);
    }

    private void makeOther() throws IOException {
        home = new DaemonHome(children.scratch().resolve("other")).feed(Prices.falling(500, 2_000, 33_000), "full");
    }

    // Leaves a journal with some orders.
    private void runOnce() throws IOException {
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        final Venue venue = Venue.queued(children, home);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open 8"));
        daemon.awaitNoObjection();
        daemon.arm();
        daemon.await("orders", status -> status.number("counters.ordersIssued") > 0);
        daemon.stop();
        venue.stop();
    }

    private String refusal(final int exitCode) throws IOException {
        final String told = children.plimsoll("run", "--config", home.config())
                .awaitExit(exitCode)
                .err();
        assertEquals(1, told.lines().count(), told);
        assertTrue(told.startsWith("plimsoll: "), told);
        return told;
    }

    private static void replace(final Path folder, final Path by) throws IOException {
        delete(folder);
        Files.move(by, folder);
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (final Path file : List.copyOf(files.toList())) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
