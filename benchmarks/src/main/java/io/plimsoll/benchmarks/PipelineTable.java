package io.plimsoll.benchmarks;

import io.plimsoll.daemon.latency.Hop;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints pairs of runs for people: the two medians, their ratio, and what follows from it in words. */
final class PipelineTable {
    private static final int WHOLE = 100;

    private final PrintStream out;

    PipelineTable(final PrintStream out) {
        this.out = out;
    }

    void printHead(final PipelineSetting setting) throws IOException {
        out.printf("%n%s%n", setting.text());
        out.printf(
                "%-6s %-9s %-7s %11s %9s | %9s %9s %9s | %s%n",
                "regime",
                "pace",
                "",
                "ticks/s",
                "orders",
                "p50",
                "p99",
                "p99.9",
                "mean of receive-sequence, sequence-engine, engine, engine-orders");
    }

    void print(final PipelinePairs pairs) throws IOException {
        print(pairs, "floor", pairs.floors());
        print(pairs, "engine", pairs.engines());
        out.printf(
                "%-6s %-9s %-7s ticks/s %s   p50 %s   p99 %s%n",
                pairs.regime().label(),
                pairs.pace(),
                "ratio",
                pairs.ratio(PipelineRun.Result::ticksPerSecond).text(),
                pairs.ratio(pairs.percentile(50)).text(),
                pairs.ratio(pairs.percentile(99)).text());
        final String measured = pairs.regime().measured().label();
        out.printf(
                Locale.ROOT,
                "  %s, p50 %s: %s times the floor's, median of %d pairs; p99 on %s: floor %,.1f us, engine %,.1f us%n",
                pairs.regime().label(),
                measured,
                pairs.ratio(pairs.percentile(50)).text(),
                pairs.count(),
                pairs.setting().fileSystem(),
                PipelinePairs.median(pairs.floors(), pairs.percentile(99)),
                PipelinePairs.median(pairs.engines(), pairs.percentile(99)));
        out.printf(
                "  of the engine's tick-processed: %s; orders written: %s of as much%n",
                PipelinePairs.WAY.stream()
                        .map(hop -> hop.label() + " " + share(pairs, hop))
                        .collect(Collectors.joining(", ")),
                share(pairs, Hop.ENGINE_TO_ORDERS));
    }

    private static String share(final PipelinePairs pairs, final Hop hop) {
        return String.format(
                Locale.ROOT, "%.1f %%", WHOLE * PipelinePairs.median(pairs.engines(), PipelinePairs.share(hop)));
    }

    private void print(final PipelinePairs pairs, final String what, final List<PipelineRun.Result> results) {
        out.printf(
                Locale.ROOT,
                "%-6s %-9s %-7s %,11.0f %,9d |",
                pairs.regime().label(),
                pairs.pace(),
                what,
                PipelinePairs.median(results, PipelineRun.Result::ticksPerSecond),
                results.get(0).orders());
        for (final double percentile : PipelinePairs.PERCENTILES) {
            out.printf(Locale.ROOT, " %9.1f", PipelinePairs.median(results, pairs.percentile(percentile)));
        }
        out.print(" |");
        for (final Hop hop : PipelinePairs.WAY) {
            out.printf(Locale.ROOT, " %8.1f", PipelinePairs.median(results, PipelinePairs.mean(hop)));
        }
        out.printf(Locale.ROOT, " %8.1f%n", PipelinePairs.median(results, PipelinePairs.mean(Hop.ENGINE_TO_ORDERS)));
    }
}
