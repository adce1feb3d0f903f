package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.Project;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What whoever tails from another process sees: every order once, in order, and damage as damage. */
@Timeout(180)
class TailIT {
    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");

    @RegisterExtension
    final Children children = new Children();

    private Path journal;

    @BeforeEach
    void nameJournal() {
        journal = children.scratch().resolve("journal");
    }

    @Test
    void shouldPrintEveryOrderOnceAndResumeWhereItWasKilled() throws IOException {
        final SmallBacktest input = new SmallBacktest(children.scratch(), 1_500, 20_000, 1);
        final Child whole = tail("--follow");
        final Child first = tail("--follow");
        final Child backtest = children.plimsoll(input.command(journal, "--pace", "5000/s"));
        Await.until(() -> "100 orders from " + first, () -> first.lines().size() >= 100);
        first.kill();
        backtest.signal("STOP"); // alive, and the journal's owner
        children.plimsoll(input.command(journal)).awaitExit(10);
        backtest.signal("CONT");
        final List<String> lines = new ArrayList<>(first.lines());
        final long seen = Fields.of(lines.get(lines.size() - 1)).number("sequence");
        final Child second = tail("--follow", "--from", seen + 1);
        backtest.awaitExit(0);

        final List<Long> orders = LogRecords.of(journal, LogName.ORDERS).stream()
                .filter(record -> Frame.templateId(record, 0) == LiquidationOrderDecoder.TEMPLATE_ID)
                .map(record -> Frame.sequence(record, 0))
                .toList();
        assertTrue(orders.size() > 1_000, orders.size() + " orders");
        Await.until(() -> orders.size() + " from " + whole, () -> whole.lines().size() >= orders.size());
        assertEquals(orders, sequences(whole.lines()));
        Await.until(
                () -> orders.size() - lines.size() + " from " + second,
                () -> lines.size() + second.lines().size() >= orders.size());
        assertEquals(
                orders,
                sequences(Stream.concat(lines.stream(), second.lines().stream()).toList()));
        assertEquals(orders, sequences(tail().awaitExit(0).lines()));
    }

    @Test
    void shouldEndWithDamageAndShowNothingBehindIt() throws IOException {
        runSmallBacktest();
        final long last = LogRecords.of(journal, LogName.ORDERS).size();
        final long damaged = last / 2;
        new LogFile(journal, LogName.ORDERS).flipIn(damaged);
        final Child flipped = tail("--all", "--follow").awaitExit(11);
        assertEquals(damaged - 1, flipped.lines().size());
        assertOneLine(flipped, "CORRUPT at " + damaged);

        new LogFile(journal, LogName.ORDERS).zeroFrom(damaged);
        final Child ended = tail("--all").awaitExit(11);
        assertEquals(damaged - 1, ended.lines().size());
        assertOneLine(ended, "HOLE at " + damaged);
        final Child following = tail("--all", "--follow").awaitExit(11);
        assertEquals(damaged - 1, following.lines().size());
        assertOneLine(following, "HOLE at " + damaged);
    }

    @Test
    void shouldShowInputsToTheirOwnerOnly() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root to become another user");
        runSmallBacktest();
        Files.setPosixFilePermissions(children.scratch(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assertFalse(tailAs(NOBODY, "orders").awaitExit(0).lines().isEmpty());
        assertOneLine(tailAs(NOBODY, "inputs").awaitExit(13), "DENIED");
        assertFalse(tailAs(List.of(), "inputs").awaitExit(0).lines().isEmpty());
    }

    private void runSmallBacktest() throws IOException {
        final SmallBacktest input = new SmallBacktest(children.scratch(), 200, 2_000, 1);
        children.plimsoll(input.command(journal)).awaitExit(0);
    }

    private Child tail(final Object... more) {
        final List<Object> args = new ArrayList<>(List.of("tail", "--journal", journal, "--ndjson"));
        args.addAll(List.of(more));
        return children.plimsoll(args.toArray());
    }

    // From a copy: another user may not be let into the checkout.
    private Child tailAs(final List<String> user, final String queue) throws IOException {
        final Path copy = children.scratch().resolve("program");
        if (!Files.exists(copy)) {
            copyReadable(Project.root().resolve("daemon/target/lib"), copy.resolve("lib"));
            Files.copy(Project.root().resolve("daemon/target/plimsoll.jar"), copy.resolve("plimsoll.jar"));
            Files.copy(Project.root().resolve("config/jvm.options"), copy.resolve("jvm.options"));
        }
        final List<String> command = new ArrayList<>(user);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + copy.resolve("jvm.options"),
                "-Xmx128m",
                "-jar",
                copy.resolve("plimsoll.jar").toString()));
        return children.start("tail-" + queue, Map.of(), command, "tail", "--journal", journal, "--queue", queue);
    }

    private static void copyReadable(final Path from, final Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (final Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static List<Long> sequences(final List<String> lines) {
        return lines.stream().map(line -> Fields.of(line).number("sequence")).toList();
    }

    private static void assertOneLine(final Child child, final String part) {
        assertEquals(1, child.err().lines().count(), child::toString);
        assertTrue(child.err().startsWith("plimsoll: ") && child.err().contains(part), child::toString);
    }
}
