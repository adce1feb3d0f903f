package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.OperatorActDecoder;

/**
 * Does what an operator had written: halts instruments, holds, excludes and forces accounts, sets prices, and takes all of it back
 * (docs/internals/lifecycle.md, Acts of an operator). Engine thread.
 */
final class OperatorActs {
    private final EngineState state;
    private final OrderEnds ends;
    private final GuardedPrices guardedPrices;
    private final Revaluation revaluation;
    private final Cause cause;
    private final Outputs outputs;
    private final EngineCounters counters;

    OperatorActs(
            final Cause cause,
            final EngineState state,
            final OrderEnds ends,
            final GuardedPrices guardedPrices,
            final Revaluation revaluation,
            final Outputs outputs,
            final EngineCounters counters) {
        this.cause = cause;
        this.state = state;
        this.ends = ends;
        this.guardedPrices = guardedPrices;
        this.revaluation = revaluation;
        this.outputs = outputs;
        this.counters = counters;
    }

    void act(final OperatorActDecoder act, final FiredUnits touched) {
        final boolean isDone = switch (act.act()) {
            case HALT_INSTRUMENT, RESUME_INSTRUMENT -> onInstrument(act, touched);
            case SET_PRICE, RELEASE_PRICE -> onPrice(act, touched);
            default -> onAccount(act, touched);
        };
        if (!isDone) {
            counters.operatorActsRefused++;
            outputs.flagged(
                    Disposition.REFUSED,
                    FlagReason.OPERATOR_ACT_INVALID,
                    Outputs.NO_SOURCE,
                    act.accountId(),
                    hasInstrument(act) ? act.instrumentId() : act.priceId());
        }
        counters.operatorActs++; // last: whoever waits for it reads the other then
    }

    private static boolean hasAccount(final OperatorActDecoder act) {
        return act.accountId() != OperatorActDecoder.accountIdNullValue();
    }

    private static boolean hasInstrument(final OperatorActDecoder act) {
        return act.instrumentId() != OperatorActDecoder.instrumentIdNullValue();
    }

    private static boolean hasPrice(final OperatorActDecoder act) {
        return act.priceId() != OperatorActDecoder.priceIdNullValue();
    }

    private static boolean hasValue(final OperatorActDecoder act) {
        return act.value() != OperatorActDecoder.valueNullValue();
    }

    private boolean onInstrument(final OperatorActDecoder act, final FiredUnits touched) {
        final Factor instrument = hasInstrument(act) ? state.catalog.instrument((int) act.instrumentId()) : null;
        if (instrument == null || hasAccount(act) || hasPrice(act) || hasValue(act)) {
            return false;
        }
        switch (act.act()) {
            case HALT_INSTRUMENT -> {
                state.holds.halt(instrument);
                ends.cancelIn(instrument, touched);
            }
            default -> state.holds.resume(instrument);
        }
        state.legs.places.collectAll(instrument.index, touched);
        return true;
    }

    private boolean onAccount(final OperatorActDecoder act, final FiredUnits touched) {
        final int unit = hasAccount(act) ? state.units.find(act.accountId()) : Units.UNKNOWN;
        if (unit == Units.UNKNOWN || hasInstrument(act) || hasPrice(act) || hasValue(act)) {
            return false;
        }
        final Units units = state.units;
        switch (act.act()) {
            case HOLD_ACCOUNT -> {
                units.setHeld(unit, true);
                units.setForced(unit, false);
                ends.cancelByOperator(unit);
            }
            case RELEASE_ACCOUNT -> {
                units.setHeld(unit, false);
                units.setForced(unit, false);
            }
            case EXCLUDE_ACCOUNT -> {
                units.setExcluded(unit, true);
                units.setForced(unit, false);
            }
            case INCLUDE_ACCOUNT -> units.setExcluded(unit, false);
            default -> units.setForced(unit, true);
        }
        touched.add(unit);
        return true;
    }

    private boolean onPrice(final OperatorActDecoder act, final FiredUnits touched) {
        final int slot = hasPrice(act) ? state.prices.slot((int) act.priceId()) : Prices.NO_SLOT;
        if (slot == Prices.NO_SLOT || hasAccount(act) || hasInstrument(act)) {
            return false;
        }
        switch (act.act()) {
            case SET_PRICE -> {
                if (act.value() <= 0 || act.value() > state.prices.maxPrice(slot)) {
                    return false;
                }
                set(slot, act.value(), touched);
            }
            default -> {
                if (hasValue(act)) {
                    return false;
                }
                release(slot, touched);
            }
        }
        return true;
    }

    private void set(final int slot, final long value, final FiredUnits touched) {
        final boolean isFelt = state.prices.value(slot) != value || state.prices.isOrphaned(slot);
        state.prices.takeInHand(slot, value, cause.eventNs());
        if (state.guards.of(slot) != null) {
            guardedPrices.onManual(slot, value, touched);
        } else if (isFelt) {
            revaluation.priceChanged(slot, touched);
        }
    }

    private void release(final int slot, final FiredUnits touched) {
        if (state.prices.isManual(slot)) {
            state.prices.release(slot);
            if (state.guards.of(slot) != null) {
                guardedPrices.onReleased(slot, touched);
            }
        }
    }
}
