package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyFile;
import io.plimsoll.daemon.latency.LatencyPlot;
import io.plimsoll.daemon.postmortem.Collector;
import io.plimsoll.daemon.postmortem.PostMortem;
import io.plimsoll.daemon.postmortem.PostMortemHtml;
import io.plimsoll.daemon.postmortem.PostMortemJson;
import io.plimsoll.daemon.replay.InputsEnd;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code post-mortem}: what happened in a stretch of a journal, as one HTML file. */
@Command(
        name = "post-mortem",
        description = {
            "Writes what happened in a stretch of a journal as one HTML file that needs nothing else, or as JSON.",
            "A journal that is damaged, or holds other decisions than its inputs give, is reported as far as it goes;"
                    + " the exit",
            "code then is 11 or 40."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll post-mortem --journal data/journal -o report.html",
            "  plimsoll post-mortem --journal data/journal --from 2013-11-27T00:00:00Z --to 2013-11-28T00:00:00Z -o"
                    + " day.html",
            "  plimsoll post-mortem --journal data/journal --json | jq .totals"
        })
final class PostMortemCommand implements Callable<Integer> {
    @Mixin
    private JournalOption journal = new JournalOption();

    @Option(
            names = "--from",
            paramLabel = "SEQ|TIME",
            description = "First input. Default: the first that a replay can begin with.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "SEQ|TIME",
            description = "Last input. A time is UTC, as 2013-11-26T12:53:50Z. Default: the last.")
    private String to;

    @ArgGroup(multiplicity = "1")
    private Target target = new Target();

    /** One of the two. */
    static final class Target {
        @Option(names = "-o", paramLabel = "FILE", description = "Where the page goes.")
        private Path page;

        @Option(names = "--json", description = "The same facts as one JSON object, every liquidation included.")
        private boolean json;
    }

    @Option(
            names = "--cards",
            paramLabel = "N",
            defaultValue = "12",
            description = "Liquidations shown in full; the rest goes into a table. Default: ${DEFAULT-VALUE}.")
    private int cards = 12;

    @Option(
            names = "--latency",
            paramLabel = "DIR",
            description = "Where latency logs are. Default: 'latency' in the journal directory, or beside it.")
    private Path latency;

    @Override
    public Integer call() throws IOException {
        if (cards < 0) {
            throw new UserError("--cards " + cards + ": expected 0 or more");
        }
        final FrameLogs logs = journal.requireInputs();
        final Stretch stretch = Stretch.all().from(from).to(to);
        final PostMortem facts;
        try (ProgressBar progress = ProgressBar.onTerminal(InputsEnd.lastSequence(logs, stretch), "inputs")) {
            facts = Collector.collect(
                    journal.directory().toString(), logs, journal.snapshots(), stretch, curves(), progress);
        }
        if (facts.span().first() == 0 && facts.integrity().isIntact()) {
            throw new UserError("no input lies in that stretch of " + journal.directory());
        }
        write(facts);
        if (facts.integrity().isIntact()) {
            return ExitCode.OK.code();
        }
        final boolean isDamaged = facts.integrity().isDamaged();
        System.err.println("plimsoll: " + facts.integrity().defect()
                + (isDamaged ? Told.adviceOnDamage(journal.directory()) : ""));
        return (isDamaged ? ExitCode.JOURNAL_DAMAGED : ExitCode.REPLAY_DIFFERS).code();
    }

    private void write(final PostMortem facts) throws IOException {
        if (target.json) {
            final OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
            PostMortemJson.write(out, facts);
            out.flush();
        } else {
            Files.writeString(target.page, PostMortemHtml.of(facts, commands(facts), cards));
            System.err.println("report: " + target.page);
        }
    }

    private List<String> commands(final PostMortem facts) {
        final String stretch = "--journal " + facts.journal() + " --from "
                + facts.span().first() + " --to " + facts.span().last();
        return List.of(
                "plimsoll post-mortem " + stretch + " --cards " + cards + " -o " + target.page,
                "plimsoll post-mortem " + stretch + " --json",
                "plimsoll replay " + stretch + " --expect-hash "
                        + Long.toHexString(facts.integrity().stateHash()));
    }

    private List<LatencyPlot.Curve> curves() {
        final List<LatencyPlot.Curve> curves = new ArrayList<>();
        for (final Hop hop : Hop.values()) {
            final Path file = latencyFolder().resolve(hop.label() + ".hlog");
            if (Files.isRegularFile(file)) {
                final LatencyPlot.Curve curve = new LatencyPlot.Curve(hop.label(), LatencyFile.read(file));
                if (curve.histogram().getTotalCount() > 0) {
                    curves.add(curve);
                }
            }
        }
        return curves;
    }

    private Path latencyFolder() {
        if (latency != null) {
            return latency;
        }
        final Path inside = journal.directory().resolve("latency");
        return Files.isDirectory(inside)
                ? inside
                : journal.directory().toAbsolutePath().resolveSibling("latency");
    }
}
