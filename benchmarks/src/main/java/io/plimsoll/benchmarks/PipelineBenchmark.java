package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
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
 * The whole way from tick to order next to its floor (the same ring and journals around an engine that emits a canned order), in
 * alternating pairs of one process, with the ratio pair by pair: on shared machines only ratios mean anything. Each list of choices is
 * combined with every other.
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

    @Option(names = "--pairs", defaultValue = "3", description = "Floor and engine in turn. Default: ${DEFAULT-VALUE}.")
    private int pairs = 3;

    @Option(
            names = "--move",
            defaultValue = "-0.10",
            description = "Relative move of every price over a run. Default: ${DEFAULT-VALUE}.")
    private double move = -0.10;

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
                    "%s%n%,d accounts, %,d positions, move %.0f %%, %d pairs; from due time, us%n",
                    environment,
                    accounts,
                    book.accounts().positionCount(),
                    move * 100,
                    pairs);
            final List<PipelinePairs> all = new ArrayList<>();
            for (final PipelineSetting setting : PipelineSetting.all(folders, waits, topologies, durabilities)) {
                System.out.printf("%n%s%n", setting.text());
                PipelinePairs.printHead(System.out);
                for (final String rate : rates) {
                    all.add(measure(book, setting, rate));
                }
            }
            if (json != null) {
                write(environment, all);
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

    private PipelinePairs measure(final Book book, final PipelineSetting setting, final String rate)
            throws IOException {
        final PipelineRun run = new PipelineRun(book, setting.folder(), setting.waitChoice(), setting.topology());
        final DurabilityConfig durability = DurabilityConfig.of(setting.durability());
        final Pace pace = Pace.parse(rate);
        final long ticks = pace.isPaced() ? Long.parseLong(rate.replace("/s", "")) * seconds : UNPACED_TICKS;
        final PipelinePairs results = new PipelinePairs(setting, rate);
        for (int pair = 0; pair < pairs; pair++) {
            results.add(run.run(true, pace, ticks, move, durability), run.run(false, pace, ticks, move, durability));
        }
        results.print(System.out);
        return results;
    }

    private void write(final Environment environment, final List<PipelinePairs> all) throws IOException {
        try (JsonGenerator out = new JsonFactory().createGenerator(Files.newBufferedWriter(json))) {
            out.useDefaultPrettyPrinter().writeStartObject();
            environment.writeTo(out);
            out.writeNumberField("accounts", accounts);
            out.writeNumberField("pairs", pairs);
            out.writeArrayFieldStart("runs");
            for (final PipelinePairs results : all) {
                results.writeTo(out);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }
}
