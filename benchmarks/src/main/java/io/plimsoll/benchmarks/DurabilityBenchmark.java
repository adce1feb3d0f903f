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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole way from tick to order at each durability level in turn, several rounds of one process: only ratios mean anything. */
@Command(name = "durability", mixinStandardHelpOptions = true)
public final class DurabilityBenchmark implements Callable<Integer> {
    private static final double MS = 1e6;

    @Option(names = "--accounts", defaultValue = "10000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 10_000;

    @Option(names = "--rates", split = ",", defaultValue = "1000/s,10000/s", description = "Default: ${DEFAULT-VALUE}.")
    private List<String> rates = List.of();

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a run. Default: ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(names = "--rounds", defaultValue = "3", description = "All levels in turn. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--dir", description = "Where the journals go; its disk is what is measured.")
    private Path dir;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new DurabilityBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = dir == null ? Files.createTempDirectory("plimsoll-bench") : Files.createDirectories(dir);
        final Book book = BenchmarkBook.make(folder, accounts);
        final PipelineRun run = new PipelineRun(book, folder, WaitChoice.BLOCKING, Topology.SEQUENCER_THREAD);
        System.out.printf(
                "%,d accounts, file system %s, %d rounds; tick->order from due time, ms, medians over the rounds%n",
                accounts, Files.getFileStore(folder).type(), rounds);
        for (final String rate : rates) {
            measure(run, rate);
        }
        return 0;
    }

    private void measure(final PipelineRun run, final String rate) throws IOException {
        final long ticks = Long.parseLong(rate.replace("/s", "")) * seconds;
        final Map<Durability, List<Histogram>> figures = new EnumMap<>(Durability.class);
        for (int round = 0; round < rounds; round++) {
            for (final Durability level : Durability.values()) {
                figures.computeIfAbsent(level, none -> new ArrayList<>())
                        .add(run.run(run.engine(), Pace.parse(rate), ticks, -0.10, DurabilityConfig.of(level))
                                .of(Hop.TICK_TO_ORDER));
            }
        }
        figures.forEach((level, histograms) -> System.out.printf(
                Locale.ROOT,
                "%-9s %-11s p50 %9.3f  p99 %9.3f  p50 to page-cache's %6.2f%n",
                rate,
                level.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                median(histograms, 50) / MS,
                median(histograms, 99) / MS,
                median(histograms, 50) / median(figures.get(Durability.PAGE_CACHE), 50)));
    }

    private static double median(final List<Histogram> histograms, final double percentile) {
        return histograms.stream()
                .mapToDouble(histogram -> histogram.getValueAtPercentile(percentile))
                .sorted()
                .skip(histograms.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
