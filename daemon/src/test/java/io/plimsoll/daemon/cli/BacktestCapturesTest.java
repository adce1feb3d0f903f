package io.plimsoll.daemon.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.feed.live.capture.CaptureWriter;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What a venue sent, captured, gives a backtest the same orders as the same prices in a tick file. */
@Timeout(60)
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class BacktestCapturesTest {
    private static final long START_MS = 1_738_368_000_000L;
    private static final int SECONDS = 60;
    private static final int SOURCE = 30;

    @TempDir
    private Path folder;

    private Path book;
    private Path ticks;
    private Path captures;

    @BeforeEach
    void writeBoth() throws IOException {
        book = folder.resolve("book.ndjson");
        Ran.well("sample-book", "--price", "BTC-PERP=1000", "--accounts", 300, "--seed", 5, "-o", book);
        final List<String> rows = new ArrayList<>(List.of("ts,instrument,price"));
        try (CaptureWriter writer = new CaptureWriter(folder.resolve("raw"), "binance", 1000, 0, notice -> {})) {
            writer.opened(1, 0, START_MS * 1_000_000);
            for (int second = 0; second < SECONDS; second++) {
                final long atMs = START_MS + second * 1_000L;
                final String price = 1_000 - 3 * second + ".50";
                rows.add(atMs + ",BTC-PERP," + price);
                say(
                        writer,
                        atMs,
                        "{\"e\":\"markPriceUpdate\",\"E\":" + atMs + ",\"s\":\"BTCUSDT\",\"p\":\"" + price
                                + "\",\"i\":\"1\"}");
            }
            say(writer, START_MS + SECONDS * 1_000L, "{\"no\":\"message\"}");
            writer.closed(1, (START_MS + SECONDS * 1_000L) * 1_000_000, "gone");
        }
        Files.createFile(folder.resolve("raw/binance-20250201T01-001.capture.part")); // by a process that died at once
        Files.writeString(folder.resolve("raw/binance-2-20250201T01-001.capture"), "of another feed");
        ticks = Files.write(folder.resolve("ticks.csv"), rows);
        captures = Files.writeString(folder.resolve("captures.yaml"), """
                feeds:
                  - type: capture
                    name: binance
                    source: 30
                    venue: binance
                    path: raw
                    pace: full
                    symbols: [{symbol: BTCUSDT@mark, price: BTC-PERP}]
                """);
    }

    private static void say(final CaptureWriter writer, final long atMs, final String message) {
        final byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        writer.frame(1, atMs * 1_000_000, bytes, 0, bytes.length);
    }

    private Object[] backtest(final String journal, final Object... prices) {
        final List<Object> arguments = new ArrayList<>(List.of("backtest", "--book", book, "--timer", 1));
        arguments.addAll(List.of("--journal", folder.resolve(journal), "--profile", Project.linearProfile()));
        arguments.addAll(List.of(prices));
        return arguments.toArray();
    }

    private String tail(final String journal, final Object... more) {
        final List<Object> arguments = new ArrayList<>(List.of("tail", "--journal", folder.resolve(journal)));
        arguments.addAll(List.of(more));
        return Ran.well(arguments.toArray()).out();
    }

    @Test
    void shouldOrderWhatTheSamePricesInAFileGive() {
        Ran.well(backtest("file", "--ticks", ticks + ":" + SOURCE));
        final Ran captured = Ran.well(backtest("captured", "--captures", captures));
        final String orders = tail("captured", "--text");
        assertEquals(tail("file", "--text"), orders);
        assertTrue(orders.lines().count() > 20, orders);
        assertTrue(captured.err().contains("captured: 61 messages, 1 that cannot be read, 0 prices"), captured.err());
        final String inputs = tail("captured", "--queue", "inputs", "--ndjson");
        assertEquals(
                1,
                inputs.lines()
                        .filter(line -> line.contains("\"sourceDown\"") && line.matches(".*\"source\":\"?30\\b.*"))
                        .count(),
                "the connection's end is played as well");
    }

    @Test
    void shouldRefuseWhatIsNoCapture() throws IOException {
        assertRefused("no prices: expected --ticks or --captures");
        assertRefused(
                "source 30 of feed 'binance' is that of a file", "--captures", captures, "--ticks", ticks + ":30");
        final String yaml = Files.readString(captures);
        Files.writeString(captures, yaml.replace("source: 30", "source: 2"));
        assertRefused("source 2 of feed 'binance', expected at least 3", "--captures", captures);
        Files.writeString(captures, yaml.replace("path: raw", "path: nowhere"));
        assertRefused("is no captured file, nor a folder of binance-YYYYMMDDTHH-NNN.capture", "--captures", captures);
        Files.writeString(captures, yaml.replace("path: raw", "path: ticks.csv"));
        assertRefused("ticks.csv is no captured file of this version", "--captures", captures);
        Files.writeString(captures, yaml.replace("BTCUSDT@mark", "BTCUSDT"));
        assertRefused("captures.yaml:8: 'feeds[0].symbols[0].symbol' is not usable", "--captures", captures);
        Files.writeString(captures, "feeds: []\n");
        assertRefused("'feeds' names none of type capture", "--captures", captures);
    }

    private void assertRefused(final String complaint, final Object... prices) {
        final Ran ran = Ran.plimsoll(backtest("refused", prices));
        assertEquals(ExitCode.BAD_INPUT.code(), ran.exitCode(), ran.err());
        assertTrue(ran.err().contains(complaint), ran.err());
    }
}
