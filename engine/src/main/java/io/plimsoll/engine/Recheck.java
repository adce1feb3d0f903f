package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;

/**
 * Looks at the units that a trigger found. Most of them are as they were: an estimate proves it, and their slack is split anew. The
 * others are passed on, to be valued exactly. Engine thread.
 */
final class Recheck implements MaxTrees.Hits {
    private final Catalog catalog;
    private final Units units;
    private final ReadAhead readAhead;
    private final Places places;
    private final Estimator estimator;
    private final TriggerRevaluation triggers;
    private final EngineCounters counters;
    private final UnitEstimate estimate = new UnitEstimate();
    private FiredUnits changed;

    Recheck(
            final Catalog catalog,
            final Units units,
            final ReadAhead readAhead,
            final Places places,
            final Estimator estimator,
            final TriggerRevaluation triggers,
            final EngineCounters counters) {
        this.catalog = catalog;
        this.units = units;
        this.readAhead = readAhead;
        this.places = places;
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
            found[i] = places.holder(found[i]);
        }
        for (int from = 0; from < count; from += ReadAhead.CHUNK) {
            final int to = Math.min(from + ReadAhead.CHUNK, count);
            readAhead.touch(found, from, to);
            for (int i = from; i < to; i++) {
                if (!isUnchanged(found[i])) {
                    changed.add(found[i]);
                }
            }
        }
    }

    private boolean isUnchanged(final int unit) {
        final Verdict verdict = units.verdict(unit);
        final boolean isHealthy = verdict == Verdict.HEALTHY;
        if ((!isHealthy && verdict != Verdict.WARNING) || units.isWithheld(unit) || !units.isChecked(unit)) {
            return false;
        }
        if (EngineState.hangsOnEveryPrice(catalog, units, unit)) {
            return false;
        }
        estimator.compute(unit, estimate);
        final int warningRatioPpm = catalog.profile().warningRatioPpm();
        final double slack =
                isHealthy ? estimate.healthySlack(warningRatioPpm) : estimate.warningSlack(warningRatioPpm);
        final boolean isProved = estimate.isPriced && slack > 0;
        if (!isProved) {
            return false;
        }
        counters.unitsEstimated++;
        triggers.split(unit, SlackSplit.share(slack, estimate.exposure), isHealthy);
        return true;
    }
}
