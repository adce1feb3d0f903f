package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.recovery.SnapshotStore;
import io.plimsoll.daemon.replay.InputsEnd;
import io.plimsoll.daemon.replay.ReplayStart;
import io.plimsoll.daemon.replay.Stretch;
import io.plimsoll.daemon.whatif.Changes;
import io.plimsoll.daemon.whatif.Outcome;
import io.plimsoll.daemon.whatif.WhatIf;
import io.plimsoll.daemon.whatif.WhatIfReport;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Option;

/** What a replay is to have otherwise. */
final class WhatIfOptions {
    @Option(
            names = "--set",
            paramLabel = "profile.parameter=value",
            description = "What if: another profile parameter, as profile.warningRatio=1.2. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--drop-source",
            paramLabel = "S",
            split = ",",
            description = "What if: nothing of the source with this number. May be repeated.")
    private Set<Integer> sources = new LinkedHashSet<>();

    @Option(
            names = "--shift-price",
            paramLabel = "ID=PCT",
            description = "What if: each price of this id, or of what prices this symbol, is so many percent higher."
                    + " May be repeated.")
    private Map<String, BigDecimal> shifts = new LinkedHashMap<>();

    @Option(
            names = "--fills",
            paramLabel = "paper[:delayMs,slipBps]",
            defaultValue = "paper",
            description = "What if: how the paper liquidator fills. Default: 250 ms, 10 bps.")
    private String fills = "paper";

    @Option(names = "--json", description = "What if: one JSON object.")
    private boolean json;

    /** Whether anything is. */
    boolean isWanted() {
        return !settings.isEmpty() || !sources.isEmpty() || !shifts.isEmpty();
    }

    /** Runs the inputs as they were, with paper fills, and with the changes; prints the three beside each other. */
    void run(final FrameLogs logs, final SnapshotStore snapshots, final Stretch stretch) throws IOException {
        final Changes changes = Changes.of(settings, sources, shifts);
        final PaperTerms terms = PaperTerms.parse(fills);
        if (terms == null) {
            throw new UserError(
                    "--fills none: a what-if needs someone who fills; expected paper or paper:delayMs,slipBps");
        }
        final long last = InputsEnd.lastSequence(logs, stretch);
        try (ProgressBar progress = ProgressBar.onTerminal(3 * last, "inputs")) {
            final WhatIfReport.Beginning beginning =
                    WhatIfReport.Beginning.of(ReplayStart.find(logs, stretch, snapshots));
            final Outcome changed = WhatIf.run(logs, snapshots, stretch, changes, terms, progress);
            final Outcome unchanged =
                    WhatIf.run(logs, snapshots, stretch, Changes.none(), terms, done -> progress.accept(last + done));
            final Outcome recorded =
                    WhatIf.recorded(logs, snapshots, stretch, done -> progress.accept(2 * last + done));
            final WhatIfReport report = new WhatIfReport(beginning, changes, terms, recorded, unchanged, changed);
            if (json) {
                report.writeJson(System.out);
            } else {
                report.print(System.out);
            }
        }
    }
}
