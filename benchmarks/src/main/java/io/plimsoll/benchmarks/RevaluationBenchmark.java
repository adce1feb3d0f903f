package io.plimsoll.benchmarks;

import io.plimsoll.benchmarks.RevaluationRun.Regime;
import io.plimsoll.benchmarks.RevaluationRun.Result;
import io.plimsoll.engine.Finder;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a tick costs the engine alone, by index and by sweep, over the same book and the same prices: CPU time of the thread, units
 * looked at, and the ratio of the two. Regime by regime, each finder with an engine of its own.
 */
@Command(name = "revaluation", mixinStandardHelpOptions = true)
public final class RevaluationBenchmark implements Callable<Integer> {
    private static final int WARM_UP_ACCOUNTS = 20_000;
    private static final Regime SETTLING = new Regime("settling", 200, 0, 1e-4);
    private static final List<Regime> REGIMES = List.of(
            new Regime("still, 0.001 bp", 2_000, 0, 1e-7),
            new Regime("calm, 1 bp", 2_000, 0, 1e-4),
            new Regime("-10 % in 10,000", 10_000, -0.10, 0),
            new Regime("-30 % in 1,000", 1_000, -0.30, 0),
            new Regime("-30 % in 500", 500, -0.30, 0),
            new Regime("-20 % in one", 1, -0.20, 0),
            new Regime("+20 % in one", 1, 0.20, 0));

    @Option(names = "--accounts", defaultValue = "100000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 100_000;

    @Option(
            names = "--finders",
            split = ",",
            defaultValue = "INDEX,SWEEP",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private List<Finder> finders = List.of();

    @Option(
            names = "--mixed",
            description = "Besides, in a book that changes: one record in five a fill, deposit or withdrawal.")
    private boolean isMixed;

    @Option(
            names = "--skewed",
            description = "A third of the accounts hold one instrument, and coins that are instruments secure all.")
    private boolean isSkewed;

    @Option(names = "--regime", defaultValue = "", description = "Only those whose name has this in it.")
    private String wanted = "";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new RevaluationBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, %s book, %d instruments, JDK %s, %d cores%n%n",
                accounts,
                isSkewed ? "skewed" : "even",
                RevaluationWorld.INSTRUMENTS,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                "%-16s %-6s %9s %14s %12s %12s %10s %11s %9s%n",
                "regime", "finder", "ticks", "CPU ns/tick", "found/tick", "exact/tick", "ns/found", "outputs", "ratio");
        warmUp();
        for (final Regime regime : REGIMES) {
            if (regime.name().contains(wanted)) {
                compare(regime);
            }
        }
        return 0;
    }

    // What is compiled late would be measured cold: a gap is 64 ticks long.
    private void warmUp() {
        for (final Finder finder : finders) {
            for (final Regime regime : REGIMES) {
                new RevaluationRun(Math.min(accounts, WARM_UP_ACCOUNTS), seed, isSkewed, finder, isMixed).play(regime);
            }
        }
    }

    private void compare(final Regime regime) {
        final Map<Finder, Double> costs = new EnumMap<>(Finder.class);
        for (final Finder finder : finders) {
            final Result result = measure(regime, finder, false);
            costs.put(finder, result.nsPerTick());
            print(regime.name(), finder, result, costs);
            if (isMixed) {
                final Result mixed = measure(regime, finder, true);
                print("  with events", finder, mixed, Map.of());
                System.out.printf(
                        Locale.ROOT,
                        "%-16s %.2f times the ticks' cost of the book that stands still; %,d events, %,.0f ns each%n",
                        "",
                        mixed.nsPerTick() / result.nsPerTick(),
                        mixed.events(),
                        mixed.nsPerEvent());
            }
        }
    }

    private Result measure(final Regime regime, final Finder finder, final boolean withEvents) {
        final RevaluationRun run = new RevaluationRun(accounts, seed, isSkewed, finder, withEvents);
        run.play(SETTLING);
        return run.play(finder == Finder.SWEEP ? regime.first(affordable()) : regime);
    }

    // A sweep's cost hardly depends on how far prices went: where it would take minutes, a part of the way will do.
    private int affordable() {
        return (int) Math.max(20, 20_000_000_000L / accounts / RevaluationWorld.INSTRUMENTS);
    }

    private static void print(
            final String name, final Finder finder, final Result result, final Map<Finder, Double> costs) {
        System.out.printf(
                Locale.ROOT,
                "%-16s %-6s %,9d %,14.1f %12.3f %12.3f %,10.0f %,11d %9s%n",
                name,
                finder,
                result.ticks(),
                result.nsPerTick(),
                (double) result.found() / result.ticks(),
                (double) result.exact() / result.ticks(),
                result.nsPerFound(),
                result.outputs(),
                costs.size() < 2
                        ? ""
                        : String.format(Locale.ROOT, "%.1f", costs.get(Finder.SWEEP) / costs.get(Finder.INDEX)));
    }
}
