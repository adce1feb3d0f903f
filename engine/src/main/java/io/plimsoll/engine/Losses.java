package io.plimsoll.engine;

import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.Verdict;

/**
 * What follows from an evaluation for those who pay when a unit cannot (docs/internals/waterfall.md): what it is short of counts, and funds
 * are asked for it. Engine thread.
 */
final class Losses {
    private final EngineState state;
    private final Waterfall waterfall;
    private final LegBook legBook;
    private final LendingPlanner lending;
    private final Insurance insurance;
    private final Deleverager deleverager;
    private final Int128 deficit = new Int128();

    Losses(
            final EngineState state,
            final LegBook legBook,
            final LendingPlanner lending,
            final Insurance insurance,
            final Deleverager deleverager) {
        this.state = state;
        this.waterfall = state.waterfall;
        this.legBook = legBook;
        this.lending = lending;
        this.insurance = insurance;
        this.deleverager = deleverager;
    }

    /** The unit's evaluation begins. */
    void begin(final int unit) {
        waterfall.uncovered.forgetPaid(unit, legBook);
        if (!state.units.isChecked(unit)) {
            waterfall.deficits.set(unit, 0, 0);
        }
    }

    /** The unit cannot be valued. */
    void unpriced(final int unit) {
        waterfall.deficits.set(unit, 0, 0);
    }

    /** The unit was valued, and its verdict told: what was asked for while it was bankrupt ends with that. */
    void valued(final int unit, final UnitMargin margin, final Verdict verdict) {
        deficit.set(0);
        if (verdict != Verdict.BANKRUPT) {
            waterfall.draws.end(unit);
            waterfall.uncovered.clear(unit);
        } else if (waterfall.isInForce() && hasNothingLeft(unit, margin)) {
            deficit.set(margin.netWorth).negate();
        }
        waterfall.deficits.set(unit, deficit.high(), deficit.low());
    }

    /** A bankrupt unit has got its orders, or was told why there are none. */
    void follow(final int unit, final UnitMargin margin) {
        if (!waterfall.isInForce() || state.control.status() != EngineStatus.ARMED || state.isSuspect(unit)) {
            return;
        }
        if (hasNothingLeft(unit, margin)) {
            insurance.cover(unit, margin);
        }
        deleverager.deleverage(unit, margin);
    }

    private boolean hasNothingLeft(final int unit, final UnitMargin margin) {
        return !margin.hasPosition && !lending.canBeSeized(unit);
    }

    /** Whether funds may be asked for other amounts at any of its prices. */
    boolean dependsOnEveryPrice(final Verdict verdict) {
        return verdict == Verdict.BANKRUPT && waterfall.isInForce();
    }
}
