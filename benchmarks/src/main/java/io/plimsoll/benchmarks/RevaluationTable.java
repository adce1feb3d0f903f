package io.plimsoll.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints rows for people: medians over the forks, with least and most of what time was measured in. */
final class RevaluationTable {
    private final PrintStream out;
    private final int bound;

    /** Of runs some of which have this bound. */
    RevaluationTable(final PrintStream out, final int bound) {
        this.out = out;
        this.bound = bound;
    }

    void print(final List<RevaluationRow> rows) {
        out.printf(
                "%-16s %-6s %9s %26s %12s %12s %10s %11s  %s%n",
                "regime",
                "finder",
                "ticks",
                "CPU ns/tick",
                "found/tick",
                "exact/tick",
                "ns/found",
                "outputs",
                "ratio: a tick to the index's, with events to without, all of a bounded cascade to unbounded");
        rows.forEach(this::print);
    }

    private void print(final RevaluationRow row) {
        out.printf(
                Locale.ROOT,
                "%-16s %-6s %,9.0f %26s %12.3f %12.3f %,10.0f %,11.0f  %s%n",
                name(row),
                row.finder(),
                row.spread(RevaluationResult::ticks).median(),
                text(row.spread(RevaluationResult::nsPerTick)),
                row.spread(RevaluationResult::foundPerTick).median(),
                row.spread(RevaluationResult::exactPerTick).median(),
                row.spread(RevaluationResult::nsPerFound).median(),
                row.spread(RevaluationResult::outputs).median(),
                row.ratio().map(RevaluationTable::text).orElse(""));
        if (row.variant() == RevaluationVariant.EVENTS) {
            out.printf(
                    Locale.ROOT,
                    "%-16s %,.0f events, %,.0f ns each%n",
                    "",
                    row.spread(RevaluationResult::events).median(),
                    row.spread(RevaluationResult::nsPerEvent).median());
        }
    }

    private String name(final RevaluationRow row) {
        return switch (row.variant()) {
            case PLAIN -> row.regime();
            case EVENTS -> "  with events";
            case BOUND -> "  bound of " + bound;
        };
    }

    private static String text(final Spread spread) {
        return spread.runs() == 1
                ? String.format(Locale.ROOT, "%,.1f", spread.median())
                : String.format(Locale.ROOT, "%,.1f (%,.1f to %,.1f)", spread.median(), spread.least(), spread.most());
    }
}
