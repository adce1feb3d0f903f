package io.plimsoll.benchmarks;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;

/**
 * One engine, one book, one way that prices go. Orders are filled after each round of ticks, and account events, where there are any, come
 * in batches between rounds, so that what ticks cost and what events cost are told apart. One thread.
 */
final class RevaluationRun {
    /** For so many ticks there is an account event: one record in five. */
    private static final int TICKS_AN_EVENT = 4;
    /** Rounds from one batch of events to the next. */
    private static final int ROUNDS_A_BATCH = 10;

    /**
     * How prices move.
     *
     * @param rounds ticks of each instrument
     * @param change of every price in all
     * @param wobble largest random step besides, relative
     */
    record Regime(String name, int rounds, double change, double wobble) {
        /** The first so many rounds of it. */
        Regime first(final int wanted) {
            return wanted >= rounds ? this : new Regime(name, wanted, change * wanted / rounds, wobble);
        }

        private double drift() {
            return Math.pow(1 + change, 1.0 / rounds) - 1;
        }
    }

    /**
     * What was counted while the clock ran.
     *
     * @param cpuNs that ticks took of the thread, the harness that makes them included
     * @param events account events
     * @param eventNs CPU time that they took, likewise
     * @param found units that were looked at, by estimate or exactly
     * @param exact units that were valued exactly
     */
    record Result(long ticks, long cpuNs, long events, long eventNs, long found, long exact, long outputs) {
        double nsPerTick() {
            return (double) cpuNs / ticks;
        }

        double nsPerEvent() {
            return events == 0 ? 0 : (double) eventNs / events;
        }

        double nsPerFound() {
            return found == 0 ? 0 : (double) cpuNs / found;
        }
    }

    private final EngineCounters counters;
    private final EngineFeed feed;
    private final RevaluationWorld world;
    private final boolean isMixed;
    private CpuClock clock = new CpuClock();
    private CpuClock eventClock = new CpuClock();
    private long events;
    private long found;
    private long exact;
    private long outputs;

    RevaluationRun(
            final int accounts, final long seed, final boolean isSkewed, final Finder finder, final boolean isMixed) {
        final EngineCapacity capacity = new EngineCapacity(
                accounts,
                RevaluationWorld.maxLegs(accounts),
                accounts * 2,
                RevaluationWorld.ASSETS,
                RevaluationWorld.INSTRUMENTS);
        final MarginEngine engine = new MarginEngine(capacity, finder);
        counters = engine.counters();
        feed = new EngineFeed(engine);
        world = new RevaluationWorld(accounts, seed, isSkewed, feed);
        this.isMixed = isMixed;
        world.load();
    }

    Result play(final Regime regime) {
        clock = new CpuClock();
        eventClock = new CpuClock();
        events = 0;
        found = 0;
        exact = 0;
        outputs = 0;
        final long ticksBefore = counters.pricesAccepted;
        final double drift = regime.drift();
        start();
        for (int round = 0; round < regime.rounds(); round++) {
            for (int id = 1; id <= RevaluationWorld.INSTRUMENTS; id++) {
                world.move(id, drift + regime.wobble() * world.nextWobble());
            }
            final boolean isEventful = isMixed && round % ROUNDS_A_BATCH == 0;
            if (isEventful || feed.hasOrders()) {
                stop();
                feed.fillOrders();
                if (isEventful) {
                    playEvents();
                }
                start();
            }
        }
        stop();
        return new Result(
                counters.pricesAccepted - ticksBefore,
                clock.nanos(),
                events,
                eventClock.nanos(),
                found,
                exact,
                outputs);
    }

    private void playEvents() {
        final int batch = ROUNDS_A_BATCH * RevaluationWorld.INSTRUMENTS / TICKS_AN_EVENT;
        eventClock.start();
        for (int i = 0; i < batch; i++) {
            world.accountEvent();
        }
        eventClock.stop();
        events += batch;
    }

    private void start() {
        count(-1);
        clock.start();
    }

    private void stop() {
        clock.stop();
        count(1);
    }

    private void count(final int sign) {
        found += sign * (counters.unitsRecomputed + counters.unitsEstimated);
        exact += sign * counters.unitsRecomputed;
        outputs += sign * feed.outputs();
    }
}
