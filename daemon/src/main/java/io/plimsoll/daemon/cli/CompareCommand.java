package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.VenueLiquidation;
import io.plimsoll.daemon.book.VenueLiquidations;
import io.plimsoll.daemon.compare.Comparer;
import io.plimsoll.daemon.compare.Comparison;
import io.plimsoll.daemon.compare.ComparisonJson;
import io.plimsoll.daemon.compare.ComparisonText;
import io.plimsoll.daemon.replay.InputsEnd;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.Amounts;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: what a venue liquidated beside what a journal ordered. */
@Command(
        name = "compare",
        description = {
            "Holds what a venue liquidated against the orders of a journal: of a daemon in shadow mode, or of a backtest.",
            "Who was liquidated by one side alone, with the account's arithmetic at that moment, and by both, with the",
            "differences in time and size. Ends with exit code 43 where one side liquidated whom the other did not."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll compare --journal data/journal --venue liquidations.ndjson",
            "  plimsoll compare --journal data/journal --venue liquidations.ndjson --from 2025-02-03T00:00:00Z --json"
        })
final class CompareCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--venue",
            paramLabel = "FILE",
            required = true,
            description = "What the venue liquidated (docs/formats/venue-liquidations.md).")
    private Path venue = Path.of("");

    @Option(
            names = "--within",
            paramLabel = "DURATION",
            defaultValue = "5m",
            description = "How far apart liquidations of one account in one instrument may be to belong together."
                    + " Default: ${DEFAULT-VALUE}.")
    private String within = "5m";

    @Option(
            names = "--from",
            paramLabel = "SEQ|TIME",
            description = "First input that counts. Default: the first that a replay can begin with.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "SEQ|TIME",
            description = "Last input. A time is UTC, as 2013-11-26T12:53:50Z. Default: the last.")
    private String to;

    @Option(names = "--json", description = "One JSON object, with exact numbers.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        final long withinNs = Amounts.parseNs(within);
        if (withinNs == Amounts.NONE) {
            throw new UserError("--within " + within + ": expected " + Amounts.DURATION);
        }
        final List<VenueLiquidation> liquidations = VenueLiquidations.read(venue);
        final FrameLogs logs = journal.requireInputs();
        final Stretch stretch = Stretch.all().from(from).to(to);
        final Comparison comparison;
        try (ProgressBar progress = ProgressBar.onTerminal(InputsEnd.lastSequence(logs, stretch), "inputs")) {
            comparison = Comparer.compare(liquidations, logs, journal.snapshots(), stretch, withinNs, progress);
        }
        if (json) {
            ComparisonJson.write(System.out, comparison);
        } else {
            ComparisonText.print(System.out, comparison);
        }
        return (comparison.isAgreed() ? ExitCode.OK : ExitCode.COMPARE_DIFFERS).code();
    }
}
