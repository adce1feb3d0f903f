package io.plimsoll.benchmarks;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.BacktestResult;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.daemon.replay.Verification;
import io.plimsoll.journal.FrameLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How fast a journal is replayed and compared: one thread, reading, checksums, engine and comparison included. The journal is
 * recorded first, through the real chain.
 */
@Command(name = "replay", mixinStandardHelpOptions = true)
public final class ReplayBenchmark implements Callable<Integer> {
    private static final long START_NS = 1_700_000_000_000_000_000L;
    private static final long INTERVAL_NS = 1_000_000;

    @Option(names = "--accounts", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int accounts = 100_000;

    @Option(names = "--ticks", defaultValue = "3000000", description = "Default: ${DEFAULT-VALUE}.")
    private long ticks = 3_000_000;

    @Option(names = "--move", defaultValue = "0", description = "Final relative move of every price.")
    private double move;

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "Replays; the first ones warm up. Default: ${DEFAULT-VALUE}.")
    private int runs = 5;

    @Option(names = "--dir", description = "Where the journal goes. Default: a temporary folder.")
    private Path dir;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new ReplayBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = dir == null ? Files.createTempDirectory("plimsoll-bench") : Files.createDirectories(dir);
        final Path journal = folder.resolve("journal");
        IoUtil.delete(journal.toFile(), true);
        try {
            record(BenchmarkBook.make(folder, accounts), journal);
            for (int run = 1; run <= runs; run++) {
                replay(journal, run);
            }
        } finally {
            IoUtil.delete(journal.toFile(), true);
            Files.deleteIfExists(folder.resolve("book.ndjson"));
        }
        return 0;
    }

    private void record(final Book book, final Path journal) throws IOException {
        final BacktestResult recorded = new Backtest(
                        book, new RandomWalk(book, ticks, move, START_NS, INTERVAL_NS), journal)
                .waitChoice(WaitChoice.BLOCKING)
                .run();
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, %,d positions, %,d ticks, move %.1f %%, %,d orders, JDK %s, %d cores%n",
                accounts,
                book.accounts().positionCount(),
                ticks,
                move * 100,
                recorded.orders(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
    }

    private static void replay(final Path journal, final int run) throws IOException {
        final Verification.Result result =
                Verification.run(FrameLogs.in(journal), new SnapshotFolder(journal, 1), Stretch.all(), sequence -> {});
        if (result.difference().isPresent()) {
            throw new IllegalStateException(result.difference().get().summary());
        }
        System.out.printf(
                Locale.ROOT,
                "run %d: %,d events in %.2f s: %,.0f a second; %,d decisions compared%n",
                run,
                result.events(),
                result.nanos() / 1e9,
                result.eventsPerSecond(),
                result.compared());
    }
}
