package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.feed.pace.Pace;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole way from tick to order next to its floor (the same ring and journals around an engine that emits a canned order), in
 * alternating pairs of one process, with the ratio pair by pair: on shared machines only ratios mean anything.
 */
@Command(name = "pipeline", mixinStandardHelpOptions = true)
public final class PipelineBenchmark implements Callable<Integer> {
    private static final double US = 1e3;

    @Option(names = "--accounts", defaultValue = "100000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 100_000;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000/s,10000/s,full",
            description = "Paces. Default: ${DEFAULT-VALUE}.")
    private List<String> rates = List.of();

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a paced run. Default: ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(names = "--pairs", defaultValue = "3", description = "Floor and engine in turn. Default: ${DEFAULT-VALUE}.")
    private int pairs = 3;

    @Option(
            names = "--move",
            defaultValue = "-0.10",
            description = "Relative move of every price over a run. Default: ${DEFAULT-VALUE}.")
    private double move = -0.10;

    @Option(
            names = "--wait",
            defaultValue = "BLOCKING",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private WaitChoice waitChoice = WaitChoice.BLOCKING;

    @Option(
            names = "--topology",
            defaultValue = "INLINE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Topology topology = Topology.INLINE;

    @Option(names = "--dir", description = "Where the journals go. Default: a temporary folder.")
    private Path dir;

    @Option(names = "--json", description = "Write the figures to this file as well.")
    private Path json;

    /** One pace's figures, medians over the pairs. */
    private record Row(
            String pace, String what, double ticksPerSecond, long orders, double p50, double p99, double p999) {}

    public static void main(final String[] args) {
        System.exit(new CommandLine(new PipelineBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Path folder = dir == null ? Files.createTempDirectory("plimsoll-bench") : Files.createDirectories(dir);
        final Book book = BenchmarkBook.make(folder, accounts);
        final PipelineRun pipeline = new PipelineRun(book, folder, waitChoice, topology);
        final FileStore store = Files.getFileStore(folder);
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, %,d positions, move %.0f %%, %s, %s, file system %s, JDK %s, %d cores, %d pairs%n%n",
                accounts,
                book.accounts().positionCount(),
                move * 100,
                waitChoice,
                topology,
                store.type(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                pairs);
        System.out.printf(
                "%-10s %-8s %12s %10s %12s %12s %12s   tick->order from due time, us%n",
                "pace", "", "ticks/s", "orders", "p50", "p99", "p99.9");
        final List<Row> rows = new ArrayList<>();
        for (final String rate : rates) {
            rows.addAll(measure(pipeline, rate));
        }
        if (json != null) {
            writeJson(rows);
        }
        Files.deleteIfExists(folder.resolve("book.ndjson"));
        return 0;
    }

    private List<Row> measure(final PipelineRun pipeline, final String rate) throws IOException {
        final Pace pace = Pace.parse(rate);
        final long ticks = rate.equals("full") ? 50_000 : Long.parseLong(rate.replace("/s", "")) * seconds;
        final List<PipelineRun.Result> floors = new ArrayList<>();
        final List<PipelineRun.Result> engines = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            floors.add(pipeline.run(true, pace, ticks, move));
            engines.add(pipeline.run(false, pace, ticks, move));
        }
        final Row floor = row(rate, "floor", floors);
        final Row engine = row(rate, "engine", engines);
        print(floor);
        print(engine);
        final double[] ratios = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            ratios[pair] = (double) engines.get(pair).orders().getValueAtPercentile(50)
                    / Math.max(1, floors.get(pair).orders().getValueAtPercentile(50));
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-10s %-8s %12.2f %10s %12.2f   (p50: %.2f to %.2f over the pairs)%n%n",
                rate,
                "ratio",
                engine.ticksPerSecond() / floor.ticksPerSecond(),
                "",
                ratios[pairs / 2],
                ratios[0],
                ratios[pairs - 1]);
        return List.of(floor, engine);
    }

    private static Row row(final String rate, final String what, final List<PipelineRun.Result> results) {
        return new Row(
                rate,
                what,
                median(results, PipelineRun.Result::ticksPerSecond),
                results.get(0).orders().getTotalCount(),
                median(results, result -> percentile(result.orders(), 50)),
                median(results, result -> percentile(result.orders(), 99)),
                median(results, result -> percentile(result.orders(), 99.9)));
    }

    private static double percentile(final Histogram histogram, final double percentile) {
        return histogram.getValueAtPercentile(percentile) / US;
    }

    private static double median(
            final List<PipelineRun.Result> results,
            final java.util.function.ToDoubleFunction<PipelineRun.Result> figure) {
        return results.stream()
                .sorted(Comparator.comparingDouble(figure))
                .skip(results.size() / 2)
                .mapToDouble(figure)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static void print(final Row row) {
        System.out.printf(
                Locale.ROOT,
                "%-10s %-8s %,12.0f %,10d %12.1f %12.1f %12.1f%n",
                row.pace(),
                row.what(),
                row.ticksPerSecond(),
                row.orders(),
                row.p50(),
                row.p99(),
                row.p999());
    }

    private void writeJson(final List<Row> rows) throws IOException {
        try (JsonGenerator generator = new JsonFactory().createGenerator(Files.newBufferedWriter(json))) {
            generator.useDefaultPrettyPrinter().writeStartArray();
            for (final Row row : rows) {
                generator.writeStartObject();
                generator.writeStringField("pace", row.pace());
                generator.writeStringField("what", row.what());
                generator.writeNumberField("ticksPerSecond", row.ticksPerSecond());
                generator.writeNumberField("orders", row.orders());
                generator.writeNumberField("p50us", row.p50());
                generator.writeNumberField("p99us", row.p99());
                generator.writeNumberField("p999us", row.p999());
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
    }
}
