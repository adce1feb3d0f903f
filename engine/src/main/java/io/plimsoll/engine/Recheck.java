package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;

/**
 * Looks at the units that a trigger found. Most of them are as they were: an estimate proves it, and their slack is split anew. The
 * others are passed on, to be valued exactly. Units are taken in chunks, all of whose memory is asked for before any of it is
 * waited for. Engine thread.
 */
final class Recheck implements MaxTrees.Hits {
    private static final int CHUNK = 32;

    private final Catalog catalog;
    private final Units units;
    private final Legs legs;
    private final Leaves leaves;
    private final Estimator estimator;
    private final TriggerRevaluation triggers;
    private final EngineCounters counters;
    private final UnitEstimate estimate = new UnitEstimate();
    private final int[] nextLeg = new int[CHUNK];
    private FiredUnits changed;
    /** What was read ahead, so that it is not optimised away. */
    private long touched;

    Recheck(
            final Catalog catalog,
            final Units units,
            final Legs legs,
            final Leaves leaves,
            final Estimator estimator,
            final TriggerRevaluation triggers,
            final EngineCounters counters) {
        this.catalog = catalog;
        this.units = units;
        this.legs = legs;
        this.leaves = leaves;
        this.estimator = estimator;
        this.triggers = triggers;
        this.counters = counters;
    }

    /** Where units go that may have changed. */
    Recheck into(final FiredUnits newChanged) {
        changed = newChanged;
        return this;
    }

    @Override
    public void take(final int[] found, final int count) {
        for (int i = 0; i < count; i++) {
            found[i] = leaves.unit(found[i]);
        }
        for (int from = 0; from < count; from += CHUNK) {
            final int to = Math.min(from + CHUNK, count);
            if (to - from > 1) {
                touch(found, from, to);
            }
            for (int i = from; i < to; i++) {
                if (!isUnchanged(found[i])) {
                    changed.add(found[i]);
                }
            }
        }
    }

    // A leg a round of every unit: a chain has to be followed, but many at once. A chain that has ended begins again.
    private void touch(final int[] found, final int from, final int to) {
        int rounds = 0;
        for (int i = from; i < to; i++) {
            nextLeg[i - from] = units.firstLeg(found[i]);
            rounds = Math.max(rounds, units.legCount(found[i]));
        }
        long sum = touched;
        for (int round = 0; round < rounds; round++) {
            for (int i = from; i < to; i++) {
                final int leg = nextLeg[i - from];
                sum += triggers.touch(leg);
                final int next = legs.next(leg);
                nextLeg[i - from] = next == Legs.NONE ? leg : next;
            }
        }
        touched = sum;
    }

    private boolean isUnchanged(final int unit) {
        final Verdict verdict = units.verdict(unit);
        final boolean isHealthy = verdict == Verdict.HEALTHY;
        if ((!isHealthy && verdict != Verdict.WARNING) || units.isWithheld(unit) || !units.isChecked(unit)) {
            return false;
        }
        estimator.compute(unit, estimate);
        final int warningRatioPpm = catalog.profile().warningRatioPpm();
        final double slack =
                isHealthy ? estimate.healthySlack(warningRatioPpm) : estimate.warningSlack(warningRatioPpm);
        if (slack <= 0 || !estimate.isPriced) {
            return false;
        }
        counters.unitsEstimated++;
        triggers.split(unit, SlackSplit.share(slack, estimate.exposure), isHealthy);
        return true;
    }
}
