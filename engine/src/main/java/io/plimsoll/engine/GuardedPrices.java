package io.plimsoll.engine;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.PriceTickDecoder;

/** Applies ticks and the passing of time to guarded prices (docs/internals/guarded-prices.md). Engine thread. */
final class GuardedPrices {
    private final Cause cause;
    private final Prices prices;
    private final Guards guards;
    private final PriceGroups groups;
    private final Revaluation revaluation;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final GuardStand before = new GuardStand();
    private final Consensus nobody = new Consensus();

    GuardedPrices(
            final Cause cause,
            final EngineState state,
            final Revaluation revaluation,
            final Outputs outputs,
            final EngineCounters counters) {
        this.cause = cause;
        this.prices = state.prices;
        this.guards = state.guards;
        this.groups = state.groups;
        this.revaluation = revaluation;
        this.outputs = outputs;
        this.counters = counters;
    }

    /** Takes a tick that these rules are about; false when its price id, or every one, is not guarded. */
    boolean onTick(final PriceTickDecoder tick, final int slot, final FiredUnits fired) {
        if (guards.isEmpty()) {
            return false;
        }
        final PriceGuard guard = guards.of(slot);
        if (tick.endOfGroup() == BooleanType.T) {
            groups.close(tick.source(), fired);
        } else if (guard != null) {
            groups.open(tick.source());
        }
        if (guard == null) {
            return false;
        }
        FlagReason refusal = prices.refusal(slot, tick.value());
        if (refusal == null) {
            refusal = guard.refusal(
                    tick.value(), tick.source(), tick.publishNs(), tick.sourceSequence(), cause.eventNs());
        }
        if (refusal != null) {
            counters.pricesRefused++;
            if (guard.sources.opensStreak(tick.source(), refusal)) {
                outputs.flagged(Disposition.REFUSED, refusal, tick.source(), Outputs.NO_ACCOUNT, tick.priceId());
            }
            return true;
        }
        counters.pricesAccepted++;
        final boolean wasFresh = guard.isFresh(cause.eventNs());
        guard.sources.accept(tick.source(), tick.value(), tick.confidence(), tick.publishNs(), tick.sourceSequence());
        prices.endUnknownStreak();
        aggregate(slot, guard, tick.source(), !wasFresh, fired);
        return true;
    }

    /** Prices grow old, and jumps have stood long enough. */
    void onTimer(final FiredUnits fired) {
        for (int i = 0; i < guards.count(); i++) {
            final PriceGuard guard = guards.of(guards.slot(i));
            if (guard.sources.count() > 0 && !prices.isManual(guards.slot(i))) {
                aggregate(guards.slot(i), guard, Outputs.NO_SOURCE, false, fired);
            }
        }
        groups.closeAll(fired);
    }

    /** A source is lost or silent: what hangs on it is aggregated without it. */
    void onSourceDown(final int source, final FiredUnits fired) {
        for (int i = 0; i < guards.count(); i++) {
            final int slot = guards.slot(i);
            final PriceGuard guard = guards.of(slot);
            if (guard.sources.takeDown(source) && !prices.isManual(slot)) {
                aggregate(slot, guard, Outputs.NO_SOURCE, false, fired);
            }
        }
    }

    /** An operator has set the price. */
    void onManual(final int slot, final long value, final FiredUnits fired) {
        final PriceGuard guard = guards.of(slot);
        before.take(guard);
        guard.set(value);
        prices.set(slot, value, cause.eventNs());
        tell(slot, guard, nobody, Outputs.NO_SOURCE, false, fired);
    }

    /** An operator has released the price. */
    void onReleased(final int slot, final FiredUnits fired) {
        final PriceGuard guard = guards.of(slot);
        before.take(guard);
        guard.release();
        tell(slot, guard, nobody, Outputs.NO_SOURCE, false, fired);
    }

    // Heard again after a silence, it is felt by whoever waits for any fresh source.
    private void aggregate(
            final int slot,
            final PriceGuard guard,
            final int source,
            final boolean isHeardAgain,
            final FiredUnits fired) {
        before.take(guard);
        final boolean isTick = source != Outputs.NO_SOURCE;
        final Consensus found = guard.aggregate(cause.eventNs(), isTick, prices.maxPrice(slot));
        flagOutliers(slot, guard, found);
        if (guard.state() != PriceState.HALTED) {
            prices.set(slot, guard.price(), found.publishNs);
            if (isTick) {
                prices.hear(slot, cause.eventNs());
            }
        }
        tell(slot, guard, found, source, isHeardAgain, fired);
    }

    // What has become of it since it was taken down.
    private void tell(
            final int slot,
            final PriceGuard guard,
            final Consensus found,
            final int source,
            final boolean isHeardAgain,
            final FiredUnits fired) {
        if (before.isToldAfter(guard)) {
            outputs.priceStateChange(prices, slot, guard, found, source, before.state());
        }
        if ((before.isOther(guard) || isHeardAgain) && prices.isSet(slot)) {
            revaluation.priceChanged(slot, fired);
        }
    }

    private void flagOutliers(final int slot, final PriceGuard guard, final Consensus found) {
        for (int i = 0; found.newOutliers >> i != 0; i++) {
            if ((found.newOutliers >> i & 1) != 0) {
                outputs.flagged(
                        Disposition.APPLIED_SUSPECT,
                        FlagReason.PRICE_OUTLIER,
                        guard.sources.source(i),
                        Outputs.NO_ACCOUNT,
                        Integer.toUnsignedLong(prices.id(slot)));
            }
        }
    }
}
