package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.daemon.run.DurabilityConfig;
import io.plimsoll.feed.pace.Pace;
import io.plimsoll.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.agrona.IoUtil;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The whole way of a tick next to its floor (the same ring and journals around an engine that emits a canned order, or in a calm market
 * nothing), in alternating pairs of one process, with the ratio pair by pair: on shared machines only ratios mean anything. Each list of
 * choices is combined with every other.
 */
@Command(name = "pipeline", mixinStandardHelpOptions = true)
public final class PipelineBenchmark implements Callable<Integer> {
    private static final long UNPACED_TICKS = 50_000;

    @Option(names = "--accounts", defaultValue = "100000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 100_000;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000/s,10000/s,100000/s,full",
            description = "Paces. Default: ${DEFAULT-VALUE}.")
    private List<String> rates = List.of();

    @Option(names = "--seconds", defaultValue = "3", description = "Length of a paced run. Default: ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(
            names = "--pairs",
            defaultValue = "3",
            description =
                    "Floor and engine in turn; an interval of the median takes six, a narrow one twenty. Default: ${DEFAULT-VALUE}.")
    private int pairs = 3;

    @Option(
            names = "--regime",
            split = ",",
            defaultValue = "CALM,CRASH",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<PipelineRegime> regimes = List.of();

    @Option(
            names = "--move",
            defaultValue = "-0.10",
            description = "Relative move of every price over the run of a crash. Default: ${DEFAULT-VALUE}.")
    private double crash = -0.10;

    @Option(
            names = "--wait",
            split = ",",
            defaultValue = "BLOCKING",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<WaitChoice> waits = List.of();

    @Option(
            names = "--topology",
            split = ",",
            defaultValue = "INLINE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<Topology> topologies = List.of();

    @Option(
            names = "--durability",
            split = ",",
            defaultValue = "PAGE_CACHE",
            description = "${COMPLETION-CANDIDATES}; those that sync run with SEQUENCER_THREAD only."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<Durability> durabilities = List.of();

    @Option(
            names = "--dir",
            split = ",",
            description = "Where the journals go. Default: /dev/shm, then a temporary folder.")
    private List<Path> dirs = List.of();

    @Option(names = "--json", description = "Write the figures to this file as well.")
    private Path json;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new PipelineBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final List<Path> folders = folders();
        try {
            final Environment environment = Environment.here();
            final Book book = BenchmarkBook.make(folders.get(0), accounts);
            System.out.printf(
                    Locale.ROOT,
                    "%s%n%,d accounts, %,d positions, a crash moves %.0f %%, %d pairs; us from due time, of tick-processed when calm, of tick-order in a crash%n",
                    environment,
                    accounts,
                    book.accounts().positionCount(),
                    crash * 100,
                    pairs);
            final PipelineTable table = new PipelineTable(System.out);
            final List<PipelinePairs> all = new ArrayList<>();
            for (final PipelineSetting setting : PipelineSetting.all(folders, waits, topologies, durabilities)) {
                table.printHead(setting);
                for (final PipelineRegime regime : regimes) {
                    for (final String rate : rates) {
                        final PipelinePairs results = measure(book, setting, regime, rate);
                        table.print(results);
                        all.add(results);
                    }
                }
            }
            if (json != null) {
                JsonReport.write(json, environment, out -> writeTo(out, all));
            }
        } finally {
            folders.forEach(folder -> IoUtil.delete(folder.toFile(), true));
        }
        return 0;
    }

    // Folders of our own, so that nothing else goes with them.
    private List<Path> folders() throws IOException {
        final List<Path> folders = new ArrayList<>();
        final Path memory = Path.of("/dev/shm");
        if (dirs.isEmpty() && Files.isDirectory(memory)) {
            folders.add(Files.createTempDirectory(memory, "plimsoll-bench"));
        }
        for (final Path dir : dirs) {
            folders.add(Files.createTempDirectory(Files.createDirectories(dir), "plimsoll-bench"));
        }
        if (dirs.isEmpty()) {
            folders.add(Files.createTempDirectory("plimsoll-bench"));
        }
        return folders;
    }

    // The one that goes first changes from pair to pair: a machine that grows busier favours neither.
    private PipelinePairs measure(
            final Book book, final PipelineSetting setting, final PipelineRegime regime, final String rate)
            throws IOException {
        final PipelineRun run = new PipelineRun(book, setting.folder(), setting.waitChoice(), setting.topology());
        final DurabilityConfig durability = DurabilityConfig.of(setting.durability());
        final Pace pace = Pace.parse(rate);
        final long ticks = pace.isPaced() ? Long.parseLong(rate.replace("/s", "")) * seconds : UNPACED_TICKS;
        final PipelinePairs results = new PipelinePairs(setting, regime, rate);
        final double move = regime.finalMove(crash);
        for (int pair = 0; pair < pairs; pair++) {
            if (pair % 2 == 0) {
                final PipelineRun.Result floor = run.run(regime.floor(), pace, ticks, move, durability);
                results.add(floor, run.run(run.engine(), pace, ticks, move, durability));
            } else {
                final PipelineRun.Result engine = run.run(run.engine(), pace, ticks, move, durability);
                results.add(run.run(regime.floor(), pace, ticks, move, durability), engine);
            }
        }
        return results;
    }

    private void writeTo(final JsonGenerator out, final List<PipelinePairs> all) throws IOException {
        out.writeNumberField("accounts", accounts);
        out.writeNumberField("crash", crash);
        out.writeNumberField("seconds", seconds);
        out.writeNumberField("pairs", pairs);
        out.writeArrayFieldStart("runs");
        final PipelineJson runs = new PipelineJson(out);
        for (final PipelinePairs results : all) {
            runs.write(results);
        }
        out.writeEndArray();
    }
}
