package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Judges one unit after a record was applied, and says what follows: order states, a changed verdict, orders, or why there
 * are none (docs/internals/linear-rules.md, "After the record is applied"). Engine thread.
 */
final class Evaluator {
    private final Cause cause;
    private final Catalog catalog;
    private final Units units;
    private final LiquidationQueue queue;
    private final MarginCalculator calculator;
    private final OrderEnds ends;
    private final Liquidator liquidator;
    private final Losses losses;
    private final Rebalancer rebalancer;
    private final Revaluation revaluation;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final UnitMargin margin = new UnitMargin();

    Evaluator(
            final Cause cause,
            final EngineState state,
            final MarginCalculator calculator,
            final OrderEnds ends,
            final Liquidator liquidator,
            final Losses losses,
            final Rebalancer rebalancer,
            final Revaluation revaluation,
            final Outputs outputs,
            final EngineCounters counters) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.units = state.units;
        this.queue = state.queue;
        this.calculator = calculator;
        this.ends = ends;
        this.liquidator = liquidator;
        this.losses = losses;
        this.rebalancer = rebalancer;
        this.revaluation = revaluation;
        this.outputs = outputs;
        this.counters = counters;
    }

    /**
     * Evaluates every fired unit in order of account id, and forgets them. Where definitions bound how many units one record may order
     * for, those to be liquidated are queued, and the riskiest of all that are queued are liquidated.
     *
     * @param havePositionsMoved whether the record may have changed positions, so that orders in flight may pass them
     */
    void evaluate(final FiredUnits fired, final boolean havePositionsMoved) {
        fired.sortByAccount();
        for (int i = 0; i < fired.count(); i++) {
            if (i % ReadAhead.CHUNK == 0) {
                revaluation.readAhead(fired, i, Math.min(i + ReadAhead.CHUNK, fired.count()));
            }
            evaluate(fired.unit(i), havePositionsMoved);
        }
        if (queue.isBounded()) {
            liquidateRiskiest();
            tellQueued(fired);
        }
        fired.clear();
        counters.unitsQueued = queue.size();
    }

    private void liquidateRiskiest() {
        final FiredUnits riskiest = queue.takeRiskiest(cause.eventNs());
        for (int i = 0; i < riskiest.count(); i++) {
            judge(riskiest.unit(i), true);
        }
    }

    // A unit is told once that it waits.
    private void tellQueued(final FiredUnits fired) {
        for (int i = 0; i < fired.count(); i++) {
            final int unit = fired.unit(i);
            if (queue.contains(unit) && !units.isQueued(unit)) {
                value(unit);
                liquidator.tellQueued(unit, margin);
            }
        }
    }

    private void evaluate(final int unit, final boolean havePositionsMoved) {
        ends.tell(unit, havePositionsMoved);
        losses.begin(unit);
        if (units.isChecked(unit)) {
            judge(unit, !queue.isBounded());
        } else if (units.isQueued(unit)) {
            liquidator.release(unit);
        }
    }

    // The unit is not below, and the margin is its own.
    private void recover(final int unit) {
        if (catalog.profile().terms().orders().cancelRecovered()
                && units.firstOrder(unit) != OrdersInFlight.NONE
                && !isShort(unit)) {
            ends.cancelRecovered(unit);
            calculator.project(unit, margin);
        }
        liquidator.release(unit);
        units.forgetExpiries(unit);
    }

    // Whoever is rebalanced goes on until it holds what it is rebalanced to.
    private boolean isShort(final int unit) {
        return (units.isRebalanced(unit)
                        && catalog.profile().terms().rebalance().to() == Rebalancing.INITIAL)
                ? margin.isBelowInitial(catalog.profile())
                : margin.isBelowStop(catalog.profile());
    }

    private void value(final int unit) {
        counters.unitsRecomputed++;
        calculator.compute(unit, margin);
    }

    /** @param isNext whether it is the unit's turn, so that it need not be queued */
    private void judge(final int unit, final boolean isNext) {
        value(unit);
        if (!margin.isPriced) {
            margin.clear();
            if (liquidator.isAtStake(unit)) {
                liquidator.withhold(unit, margin, WithheldReason.NO_PRICE);
            } else if (units.isQueued(unit)) {
                liquidator.release(unit);
            }
            losses.unpriced(unit);
            revaluation.awaitPrice(unit);
            return;
        }
        final Verdict previous = units.verdict(unit);
        final Verdict current = margin.verdict(catalog.profile());
        if (previous != current) {
            counters.verdictChanges++;
            units.setVerdict(unit, current);
            outputs.unitState(units, unit, margin, catalog.valueDecimals(), previous, current);
        }
        losses.valued(unit, margin, current);
        liquidator.valued(unit, current);
        if (units.isForced(unit) && !liquidator.canBeReduced(unit, margin)) {
            units.setForced(unit, false);
        }
        final boolean isBelow = units.isForced(unit) || current == Verdict.LIQUIDATE || current == Verdict.BANKRUPT;
        if (isBelow || catalog.profile().terms().rebalance().to() != Rebalancing.NONE) {
            calculator.addInitial(unit, margin);
        }
        boolean lacksRoom = false;
        if (isBelow && liquidator.liquidate(unit, margin, isNext)) {
            calculator.project(unit, margin);
            lacksRoom = liquidator.needsMore(unit, margin) || units.withheldReason(unit) != null;
        }
        if (!isBelow) {
            recover(unit);
            if (rebalancer.rebalance(unit, margin)) {
                calculator.project(unit, margin);
            }
        }
        if (current == Verdict.BANKRUPT) {
            losses.follow(unit, margin);
        }
        if (EngineState.hangsOnEveryPrice(catalog, units, unit)) {
            revaluation.watch(unit);
            return;
        }
        if (lacksRoom
                || PriceGate.isAboutPrices(units.withheldReason(unit))
                || (isBelow && liquidator.dependsOnEveryPrice(unit, margin))
                || losses.dependsOnEveryPrice(current)) {
            revaluation.unsettle(unit); // any price of its own may be the one it waits for, or has room for the rest
            return;
        }
        revaluation.settled(unit, margin);
    }
}
