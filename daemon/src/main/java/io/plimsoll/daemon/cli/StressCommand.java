package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.book.BookReader;
import io.plimsoll.daemon.stress.Scenario;
import io.plimsoll.daemon.stress.Stress;
import io.plimsoll.daemon.stress.StressReport;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stress}: what a fall of prices would do to a book. */
@Command(
        name = "stress",
        description = {
            "Moves the prices of a book as a scenario says, with orders filled on paper, through the real engine and journal.",
            "Shows who is liquidated, who goes bankrupt and what is lacking then."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll stress --book book.ndjson --scenario fall-30",
            "  plimsoll stress --book book.ndjson --scenario my.yaml --fills paper:2000,50 --json",
            "  plimsoll stress --book book.ndjson --scenario my.yaml --journal /tmp/run1 && plimsoll post-mortem"
                    + " --journal /tmp/run1 -o run1.html"
        })
final class StressCommand implements Callable<Integer> {
    @Mixin
    private BookOptions book = new BookOptions();

    @Mixin
    private ProfileOptions profile = new ProfileOptions();

    @Option(
            names = "--scenario",
            paramLabel = "S",
            required = true,
            description = "What prices do: a name in config/scenarios, or a file (docs/formats/scenario.md).")
    private String scenario = "";

    @Option(
            names = "--fills",
            paramLabel = "paper[:delayMs,slipBps]",
            defaultValue = "paper",
            description = "How orders are filled. Default: 250 ms, 10 bps.")
    private String fills = "paper";

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description = "Keeps the run's journal here; must not hold one. Default: it is not kept.")
    private Path journal;

    @Option(names = "--json", description = "One JSON object, with exact numbers.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final PaperTerms terms = PaperTerms.parse(fills);
        if (terms == null) {
            throw new UserError(
                    "--fills none: a stress needs someone who fills; expected paper or paper:delayMs,slipBps");
        }
        final Scenario course = Scenario.read(file());
        final Book read = BookReader.read(book.file(), profile.read(), book.valuation());
        book.requirePrices(read);
        final StressReport report;
        if (journal == null) {
            final Path folder = Files.createTempDirectory("plimsoll-stress");
            try {
                report = Stress.run(read, course, terms, BuildVersion.text(), folder);
            } finally {
                delete(folder);
            }
        } else {
            report = Stress.run(read, course, terms, BuildVersion.text(), journal);
        }
        if (json) {
            report.writeJson(System.out);
        } else {
            report.print(System.out);
        }
        return ExitCode.OK.code();
    }

    private Path file() {
        final boolean isFile = scenario.endsWith(".yaml") || scenario.contains("/");
        final Path file = isFile ? Path.of(scenario) : Home.scenarios().resolve(scenario + ".yaml");
        if (!Files.exists(file)) {
            throw new UserError("--scenario " + scenario + ": no such file " + file);
        }
        return file;
    }

    private static void delete(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            final List<Path> deepestFirst =
                    files.sorted(Comparator.reverseOrder()).toList();
            for (final Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
