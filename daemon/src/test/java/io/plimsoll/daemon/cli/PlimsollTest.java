package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.JournalLock;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command says of itself, and the exit codes that scripts rely on. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class PlimsollTest {
    @TempDir
    private Path folder;

    private Fixture fixture;

    @BeforeEach
    void makeFiles() throws IOException {
        fixture = new Fixture(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "status",
                "kill",
                "arm",
                "backtest",
                "tail",
                "margin",
                "latency",
                "metrics",
                "sample-book",
                "replay",
                "explain",
                "post-mortem"
            })
    void shouldHelpWithAnExample(final String command) {
        final Ran help = Ran.well(command, "--help");
        assertTrue(help.out().contains("Usage: plimsoll " + command), help.out());
        assertTrue(help.out().contains("Example"), help.out());
        assertTrue(help.out().contains("  plimsoll " + command + " "), help.out());
        assertEquals("", help.err());
        assertEquals(help.out(), Ran.well("help", command).out());
        assertTrue(Ran.well("--help").out().contains("  " + command + " "));
    }

    @Test
    void shouldTellItsVersion() {
        assertTrue(Ran.well("--version").out().startsWith("plimsoll "));
    }

    @Test
    void shouldRefuseBadUsage() {
        assertBad(Ran.plimsoll("backtets"), "Unmatched argument");
        assertBad(Ran.plimsoll("backtest"), "Missing required options");
        assertBad(Ran.plimsoll("tail", "--journal", folder, "--bogus"), "Unknown option: '--bogus'");
        assertBad(Ran.plimsoll("tail", "--journal", folder, "--queue", "both"), "Invalid value for option '--queue'");
        assertBad(Ran.plimsoll("tail", "--journal", folder, "--ndjson", "--text"), "mutually exclusive");
        assertBad(Ran.plimsoll("sample-book", "--price", "BTC-PERP"), "'--price'");
        assertBad(Ran.plimsoll("sample-book", "--price", "BTC-PERP=much"), "'--price'");
        assertBad(Ran.plimsoll("sample-book", "--price", "BTC-PERP=0"), "expected a positive price");
        assertBad(Ran.plimsoll("sample-book", "--price", "BTC-PERP=1", "--accounts", 0), "expected at least 1");
        assertBad(
                Ran.plimsoll("sample-book", "--price", "BTC-PERP=1", "--price", "BTCUSDT=1"),
                "'BTC' underlies two of them");
        assertBad(fixture.backtest("a", "--wait", "spin"), "Invalid value for option '--wait'");
        assertBad(fixture.backtest("a", "--pace", "fast"), "--pace: pace 'fast'; expected full");
        assertBad(fixture.backtest("a", "--timer", 0), "--timer 0: expected at least 1");
        assertBad(
                Ran.plimsoll("margin", "--book", fixture.book, "--profile", "square"),
                "--profile square: no such file");
        assertBad(fixture.backtest("a", "--set", "warningRation=1.2"), "the nearest valid one is 'warningRatio'");
        assertBad(fixture.backtest("a", "--set", "warningRatio=2.5"), "is out of range, expected 1 to 2");
        assertBad(fixture.backtest("a", "--set", "dust=-1"), "is out of range, expected 0 to");
        assertBad(fixture.backtest("a", "--set", "dust=1e3"), "is not a plain decimal number");
        assertFalse(Files.exists(folder.resolve("a")), "what is refused leaves nothing behind");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Paper",
                "papers",
                "paper:",
                "paper:1",
                "paper:,1",
                "paper:1,",
                "paper:-1,2",
                "paper:1,2,3",
                "paper:1.5,2",
                "paper:1,99999",
                "nothing"
            })
    void shouldRefuseFillsItDoesNotKnow(final String fills) {
        assertBad(fixture.backtest("a", "--fills", fills), "expected none, paper, or paper:delayMs,slipBps");
    }

    @Test
    void shouldRefuseBadFiles() throws IOException {
        final Path none = folder.resolve("none");
        assertBad(
                Ran.plimsoll("margin", "--book", none, "--profile", Project.linearProfile()), none + ": no such file");
        assertBad(fixture.backtest(none, "a"), none + ": no such file");
        final Path row = Files.writeString(folder.resolve("row.csv"), "ts,instrument,price\n1,BTC-PERP,1e3\n");
        assertBad(fixture.backtest(row, "a"), row + ":2: price '1e3' is not a plain decimal number");
        final Path empty = Files.writeString(folder.resolve("empty.csv"), "ts,instrument,price\n");
        assertBad(fixture.backtest(empty, "a"), "holds no tick");
        final Path trades = Files.writeString(folder.resolve("trades.csv"), "timestamp,price,amount\n1,1000,1\n");
        assertBad(fixture.backtest(trades, "a"), trades + ":1: a trade file, which names no instrument");
        assertBad(fixture.backtest(trades, "a", "--price-id", "BTC-PERP,BTC-PERP"), "is named twice");
        final Path book = folder.resolve("priceless.ndjson");
        Files.write(
                book,
                Files.readAllLines(fixture.book).stream()
                        .filter(line -> !line.contains("\"price\","))
                        .toList());
        assertBad(
                Ran.plimsoll("margin", "--book", book, "--profile", Project.linearProfile()), "no price of 'BTC-PERP'");
        final Path hlog = Files.writeString(folder.resolve("x.hlog"), "nothing of the kind\n");
        assertBad(Ran.plimsoll("latency", hlog), hlog + ": ");
        assertBad(Ran.plimsoll("latency", none), none + ": no such file");
        assertBad(Ran.plimsoll("run", "--config", none), none + ": no such file");
        final Path nowhere = none.resolve("book.ndjson");
        assertBad(
                Ran.plimsoll("sample-book", "--price", "BTC-PERP=1000", "-o", nowhere),
                nowhere + ": no such file or directory");
    }

    @Test
    void shouldTellThatNoDaemonRuns() throws IOException {
        final Path config = Files.writeString(folder.resolve("plimsoll.yaml"), "dataDir: here\n");
        for (final Object[] command : new Object[][] {
            {"status", "--config", config},
            {"kill", "--config", config, "--reason", "r"},
            {"arm", "--config", config, "--operator", "o", "--reason", "r"}
        }) {
            final Ran ran = Ran.plimsoll(command);
            assertEquals(ExitCode.NOT_RUNNING.code(), ran.exitCode());
            assertTrue(ran.err().startsWith("plimsoll: no daemon is running"), ran.err());
        }
        assertFalse(Files.exists(folder.resolve("here")), "asking makes nothing");
    }

    @Test
    void shouldTellThatTheDaemonThatRanIsDead() throws IOException {
        final Path config = Files.writeString(folder.resolve("plimsoll.yaml"), "dataDir: here\n");
        final Path data = Files.createDirectory(folder.resolve("here"));
        assertNotRunning(config, "none has run there yet");
        final int port;
        try (ServerSocket freed = new ServerSocket(0)) {
            port = freed.getLocalPort();
        }
        Files.writeString(data.resolve("admin.port"), Integer.toString(port));
        assertNotRunning(config, "nothing listens on 127.0.0.1:" + port);
        final Path failure = Files.writeString(data.resolve("failure.txt"), "engine threw\n");
        assertNotRunning(config, "why it stopped is in " + failure);
        Files.setLastModifiedTime(failure, FileTime.from(Instant.EPOCH)); // of a run before the last
        assertFalse(assertNotRunning(config, "no daemon is running").contains("failure.txt"));
    }

    private static String assertNotRunning(final Path config, final String why) {
        final Ran ran = Ran.plimsoll("status", "--config", config);
        assertEquals(ExitCode.NOT_RUNNING.code(), ran.exitCode());
        assertTrue(
                ran.err().startsWith("plimsoll: no daemon is running in ")
                        && ran.err().contains(why),
                ran.err());
        assertFalse(ran.err().contains("Exception"), ran.err());
        return ran.err();
    }

    @Test
    void shouldUseANewDirectoryForEachBacktest() {
        assertEquals(0, fixture.backtest("a").exitCode());
        assertBad(fixture.backtest("a"), "holds a journal already; a backtest needs a new directory");
    }

    @Test
    void shouldTellALockedJournal() {
        try (JournalLock lock = FrameLogs.in(folder.resolve("a")).lock()) {
            final Ran ran = fixture.backtest("a");
            assertEquals(ExitCode.JOURNAL_LOCKED.code(), ran.exitCode());
            assertTrue(ran.err().contains("is held by this process"), ran.err());
            assertTrue(lock != null);
        }
    }

    @Test
    void shouldTellADamagedJournal() throws IOException {
        assertEquals(0, fixture.backtest("a").exitCode());
        final Path orders = folder.resolve("a/orders");
        final int whole = Ran.well("tail", "--journal", folder.resolve("a"), "--all", "--ndjson")
                .objects()
                .size();
        assertTrue(whole > 100, "too few to damage one in the middle");
        flipABit(orders);
        final Ran ran = Ran.plimsoll("tail", "--journal", folder.resolve("a"), "--all", "--ndjson");
        assertEquals(ExitCode.JOURNAL_DAMAGED.code(), ran.exitCode(), ran.err());
        assertTrue(ran.err().contains("CRC32C"), ran.err());
        final int before = ran.objects().size();
        assertTrue(before > 0 && before < whole, before + " of " + whole + " told, and none of what follows");
    }

    // In the middle of what is written: the symbol that every order carries.
    private static void flipABit(final Path orders) throws IOException {
        try (Stream<Path> files = Files.list(orders)) {
            final Path file = files.filter(path -> path.toString().endsWith(".cq4"))
                    .findFirst()
                    .orElseThrow();
            final byte[] bytes = new byte[1 << 22]; // more than is written; the file itself is long and sparse
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.readFully(bytes);
                int end = bytes.length;
                while (bytes[end - 1] == 0) {
                    end--;
                }
                int at = end / 2;
                while (!(bytes[at] == 'B' && bytes[at + 1] == 'T' && bytes[at + 2] == 'C')) {
                    at++;
                }
                random.seek(at);
                random.write(bytes[at] ^ 1);
            }
        }
    }

    @Test
    void shouldTellThatThereIsNoJournal() {
        assertBad(Ran.plimsoll("tail", "--journal", folder.resolve("none")), "no journal there");
        assertEquals(0, fixture.backtest("a").exitCode());
        for (final String from : List.of("0", "-1", "first", "")) {
            assertBad(
                    Ran.plimsoll("tail", "--journal", folder.resolve("a"), "--from", from),
                    "expected start, end, or a sequence from 1");
        }
    }

    private static void assertBad(final Ran ran, final String message) {
        assertEquals(
                ExitCode.BAD_INPUT.code(),
                ran.exitCode(),
                () -> ran.err().lines().findFirst().orElse(""));
        assertTrue(ran.err().contains(message), () -> "'" + message + "' wanted, told: " + ran.err());
        assertFalse(ran.err().contains("\tat "), "a stack trace");
        assertEquals("", ran.out());
    }
}
