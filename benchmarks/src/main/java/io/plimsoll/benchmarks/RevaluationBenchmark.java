package io.plimsoll.benchmarks;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
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
 * valued, and the ratio of the two. Regime by regime, each finder with an engine of its own.
 */
@Command(name = "revaluation", mixinStandardHelpOptions = true)
public final class RevaluationBenchmark implements Callable<Integer> {
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
            description = "Make one record in five an account event: what it costs is the difference to a run without.")
    private boolean isMixed;

    @Option(names = "--regime", defaultValue = "", description = "Only those whose name has this in it.")
    private String wanted = "";

    @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    /** Units valued by fills, which are no part of what a tick costs. */
    private long unmeasured;

    /** How prices move: so many ticks of each instrument, to this change in all, and by how much at random besides. */
    private record Regime(String name, int rounds, double change, double wobble) {}

    private static final List<Regime> REGIMES = List.of(
            new Regime("calm, 1 bp steps", 2_000, 0, 1e-4),
            new Regime("-10 % in 10,000", 10_000, -0.10, 0),
            new Regime("-30 % in 1,000", 1_000, -0.30, 0),
            new Regime("-20 % in one", 1, -0.20, 0));

    public static void main(final String[] args) {
        System.exit(new CommandLine(new RevaluationBenchmark()).execute(args));
    }

    @Override
    public Integer call() {
        System.out.printf(
                Locale.ROOT,
                "%,d accounts, %d instruments, JDK %s, %d cores%s%n%n",
                accounts,
                RevaluationWorld.INSTRUMENTS,
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                isMixed ? ", one record in five an account event" : "");
        System.out.printf(
                "%-18s %-6s %10s %14s %12s %12s %14s %12s %8s%n",
                "regime",
                "finder",
                "ticks",
                "CPU ns/tick",
                "found/tick",
                "exact/tick",
                "CPU ns/found",
                "outputs",
                "ratio");
        for (final Regime regime : REGIMES) {
            if (!regime.name().contains(wanted)) {
                continue;
            }
            final Map<Finder, Double> costs = new EnumMap<>(Finder.class);
            for (final Finder finder : finders) {
                costs.put(finder, measure(regime, finder));
            }
            if (costs.size() == 2) {
                System.out.printf(Locale.ROOT, "%99s %8.1f%n", "", costs.get(Finder.SWEEP) / costs.get(Finder.INDEX));
            }
        }
        return 0;
    }

    private double measure(final Regime regime, final Finder finder) {
        final EngineCapacity capacity = new EngineCapacity(
                accounts, RevaluationWorld.maxLegs(accounts), accounts * 2, 1, RevaluationWorld.INSTRUMENTS);
        final MarginEngine engine = new MarginEngine(capacity, finder);
        final EngineCounters counters = engine.counters();
        final EngineFeed feed = new EngineFeed(engine);
        final RevaluationWorld world = new RevaluationWorld(accounts, seed, feed);
        world.load();
        run(world, feed, counters, new Regime("warm-up", 200, 0, 1e-4), new CpuClock());
        final long exactBefore = counters.unitsRecomputed;
        final long estimatedBefore = counters.unitsEstimated;
        final long ticksBefore = counters.pricesAccepted;
        final long outputsBefore = feed.outputs();
        final CpuClock clock = new CpuClock();
        unmeasured = 0;
        run(world, feed, counters, finder == Finder.SWEEP ? shortened(regime) : regime, clock);
        final double cpu = clock.nanos();
        final double ticks = counters.pricesAccepted - ticksBefore;
        final double exact = counters.unitsRecomputed - exactBefore - unmeasured;
        final double found = exact + counters.unitsEstimated - estimatedBefore;
        System.out.printf(
                Locale.ROOT,
                "%-18s %-6s %,10.0f %,14.1f %12.3f %12.3f %,14.0f %,12d%n",
                regime.name(),
                finder,
                ticks,
                cpu / ticks,
                found / ticks,
                exact / ticks,
                found == 0 ? 0 : cpu / found,
                feed.outputs() - outputsBefore);
        return cpu / ticks;
    }

    // A sweep's cost hardly depends on how far prices went: where it would take minutes, a part of the way will do.
    private Regime shortened(final Regime regime) {
        final long affordable = Math.max(20, 20_000_000_000L / accounts / RevaluationWorld.INSTRUMENTS);
        final int rounds = (int) Math.min(regime.rounds(), affordable);
        return new Regime(regime.name(), rounds, regime.change() * rounds / regime.rounds(), regime.wobble());
    }

    // Orders are filled after each round of ticks, outside the measurement.
    private void run(
            final RevaluationWorld world,
            final EngineFeed feed,
            final EngineCounters counters,
            final Regime regime,
            final CpuClock clock) {
        final double drift = Math.pow(1 + regime.change(), 1.0 / regime.rounds()) - 1;
        clock.start();
        for (int round = 0; round < regime.rounds(); round++) {
            for (int id = 1; id <= RevaluationWorld.INSTRUMENTS; id++) {
                world.move(id, drift + regime.wobble() * world.nextWobble());
                if (isMixed && id % 4 == 0) {
                    world.accountEvent();
                }
            }
            if (feed.hasOrders()) {
                clock.stop();
                unmeasured -= counters.unitsRecomputed;
                feed.fillOrders();
                unmeasured += counters.unitsRecomputed;
                clock.start();
            }
        }
        clock.stop();
    }
}
