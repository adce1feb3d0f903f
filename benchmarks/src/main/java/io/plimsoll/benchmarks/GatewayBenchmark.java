package io.plimsoll.benchmarks;

import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.run.DurabilityConfig;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What bad load on a gateway costs the engine: its service time with a gateway beside that is left alone, and with one that is sent what
 * nobody should send, in alternating pairs, with the ratio pair by pair. Gateway and load are processes of their own, as they would be; what
 * they take of the machine is theirs, so a machine with few cores shows that as well.
 */
@Command(name = "gateway", mixinStandardHelpOptions = true)
public final class GatewayBenchmark implements Callable<Integer> {
    private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
    private static final double US = 1e3;

    @Option(names = "--accounts", defaultValue = "10000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 10_000;

    @Option(names = "--rate", defaultValue = "10000/s", description = "Pace of ticks. Default: ${DEFAULT-VALUE}.")
    private String rate = "10000/s";

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a run. Default: ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(
            names = "--pairs",
            defaultValue = "20",
            description = "Left alone and under load in turn; an interval takes six. Default: ${DEFAULT-VALUE}.")
    private int pairs = 20;

    @Option(
            names = "--regime",
            defaultValue = "CRASH",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private PipelineRegime regime = PipelineRegime.CRASH;

    @Option(
            names = "--move",
            defaultValue = "-0.10",
            description = "Relative move of every price over the run of a crash. Default: ${DEFAULT-VALUE}.")
    private double crash = -0.10;

    @Option(
            names = "--requests",
            defaultValue = "500",
            description = "Bad requests a second, each over a connection of its own. Default: ${DEFAULT-VALUE}.")
    private int requests = 500;

    @Option(
            names = "--slow",
            defaultValue = "500",
            description = "Connections whose requests come letter by letter. Default: ${DEFAULT-VALUE}.")
    private int slow = 500;

    @Option(names = "--dir", description = "Where the journals go. Default: a temporary folder.")
    private Path dir;

    private long refused;
    private long faults;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new GatewayBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = dir == null
                ? Files.createTempDirectory("plimsoll-bench")
                : Files.createTempDirectory(Files.createDirectories(dir), "plimsoll-bench");
        try {
            final Environment environment = Environment.here();
            final Book book = BenchmarkBook.make(folder, accounts);
            System.out.printf(
                    Locale.ROOT,
                    "%s%n%,d accounts, %s at %s for %d s, %d pairs; bad load: %,d requests a second and %,d slow connections; us of the engine's service time%n",
                    environment,
                    accounts,
                    regime,
                    rate,
                    seconds,
                    pairs,
                    requests,
                    slow);
            print(measure(book, folder));
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
        return 0;
    }

    // The one that goes first changes from pair to pair: a machine that grows busier favours neither.
    private PipelinePairs measure(final Book book, final Path folder) throws IOException {
        final PipelineSetting setting =
                new PipelineSetting(folder, WaitChoice.BLOCKING, Topology.INLINE, Durability.PAGE_CACHE);
        final PipelineRun run = new PipelineRun(book, folder, setting.waitChoice(), setting.topology());
        final PipelinePairs results = new PipelinePairs(setting, regime, rate);
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 2 == 0) {
                final PipelineRun.Result alone = run(run, folder, false);
                results.add(alone, run(run, folder, true));
            } else {
                final PipelineRun.Result loaded = run(run, folder, true);
                results.add(run(run, folder, false), loaded);
            }
        }
        return results;
    }

    private PipelineRun.Result run(final PipelineRun run, final Path folder, final boolean isLoaded)
            throws IOException {
        final long ticks = Long.parseLong(rate.replace("/s", "")) * seconds;
        return run.run(
                run.engine(),
                Pace.parse(rate),
                ticks,
                regime.finalMove(crash),
                DurabilityConfig.of(Durability.PAGE_CACHE),
                journal -> company(new GatewayProcess(journal, folder.resolve("gateway")), isLoaded));
    }

    private PipelineRun.Company.Guest company(final GatewayProcess gateway, final boolean isLoaded) throws IOException {
        if (isLoaded) {
            gateway.load(requests, slow);
        }
        final long before = gateway.refused();
        return () -> {
            try (gateway) {
                refused += isLoaded ? gateway.refused() - before : 0;
                faults += gateway.faults();
            }
        };
    }

    private void print(final PipelinePairs results) {
        row(results, "mean", PipelinePairs.mean(Hop.ENGINE));
        for (final double percentile : PERCENTILES) {
            row(
                    results,
                    PipelinePairs.name(percentile),
                    result -> Math.max(1, result.of(Hop.ENGINE).getValueAtPercentile(percentile)) / US);
        }
        System.out.printf(
                Locale.ROOT,
                "refused under load: %,d a second; faults of the gateway: %d%n",
                refused / ((long) pairs * seconds),
                faults);
    }

    private static void row(
            final PipelinePairs results, final String name, final ToDoubleFunction<PipelineRun.Result> figure) {
        System.out.printf(
                Locale.ROOT,
                "%-6s left alone %8.2f, under bad load %8.2f, ratio %s%n",
                name,
                PipelinePairs.median(results.floors(), figure),
                PipelinePairs.median(results.engines(), figure),
                results.ratio(figure).text());
    }
}
