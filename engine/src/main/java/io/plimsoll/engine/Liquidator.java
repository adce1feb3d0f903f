package io.plimsoll.engine;

import io.plimsoll.protocol.codec.WithheldReason;

/**
 * What follows for a unit below its requirement: orders, a place in the queue, or the reason why there are none: the last step of an
 * evaluation (docs/internals/linear-rules.md, "After the record is applied"). Engine thread.
 */
final class Liquidator {
    private final Catalog catalog;
    private final EngineState state;
    private final Units units;
    private final OrdersInFlight orders;
    private final LiquidationQueue queue;
    private final PriceGroups groups;
    private final Control control;
    private final PriceGate gate;
    private final Planner planner;
    private final OrderIssuer issuer;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final Plan plan = new Plan();

    Liquidator(
            final EngineState state,
            final PriceGate gate,
            final Planner planner,
            final OrderIssuer issuer,
            final Outputs outputs,
            final EngineCounters counters) {
        this.catalog = state.catalog;
        this.state = state;
        this.units = state.units;
        this.orders = state.orders;
        this.queue = state.queue;
        this.groups = state.groups;
        this.control = state.control;
        this.gate = gate;
        this.planner = planner;
        this.issuer = issuer;
        this.outputs = outputs;
        this.counters = counters;
    }

    /**
     * Orders for a unit below its requirement, or says why not.
     *
     * @param isNext whether it is the unit's turn, so that it need not be queued
     * @return whether orders were made, or would have been with more room for them
     */
    boolean liquidate(final int unit, final UnitMargin margin, final boolean isNext) {
        if (!margin.hasPosition) {
            withhold(unit, margin, WithheldReason.NOTHING_TO_REDUCE);
            return false;
        }
        if (!needsMore(margin)) {
            release(unit);
            return false;
        }
        final WithheldReason obstacle = obstacle(unit, margin, isNext);
        if (obstacle != null) {
            withhold(unit, margin, obstacle);
            return false;
        }
        if (!isNext) {
            queue.add(unit, margin);
            return false;
        }
        planner.plan(unit, margin, plan);
        order(unit, margin);
        return true;
    }

    /** Whether positions are left, not wholly ordered, that equity does not cover. */
    boolean needsMore(final UnitMargin margin) {
        return margin.hasProjected && margin.isBelow(margin.projectedMaintenance, catalog.profile());
    }

    /** The unit has nothing to wait for. */
    void release(final int unit) {
        queue.remove(unit);
        units.clearWithheld(unit);
    }

    /** The unit gets no orders for this reason, and does not wait in the queue. */
    void withhold(final int unit, final UnitMargin margin, final WithheldReason reason) {
        queue.remove(unit);
        if (reason == WithheldReason.OUT_OF_GROUP) {
            groups.await(unit);
        }
        tellWithheld(unit, margin, reason);
    }

    /** The unit waits in the queue, which is told once. */
    void tellQueued(final int unit, final UnitMargin margin) {
        tellWithheld(unit, margin, WithheldReason.QUEUED);
    }

    private void tellWithheld(final int unit, final UnitMargin margin, final WithheldReason reason) {
        if (units.withhold(unit, reason)) {
            outputs.withheld(units, unit, margin, catalog.valueDecimals(), reason);
        }
    }

    // Whoever is queued is asked about its prices when its turn comes: it is not found whenever they are in doubt.
    private WithheldReason obstacle(final int unit, final UnitMargin margin, final boolean isNext) {
        final WithheldReason obstacle = obstacle(unit);
        if (obstacle != null) {
            return obstacle;
        }
        if (margin.projectedStop.compareTo(margin.owedStop) == 0) {
            return WithheldReason.NOTHING_TO_REDUCE; // no plan reduces what no margin is asked for
        }
        return isNext || !queue.contains(unit) ? gate.obstacle(unit) : null;
    }

    private WithheldReason obstacle(final int unit) {
        return switch (control.status()) {
            case HALTED -> WithheldReason.HALTED;
            case KILLED -> WithheldReason.KILLED;
            case DISARMED -> WithheldReason.DISARMED;
            default -> state.isSuspect(unit) ? WithheldReason.SUSPECT : null;
        };
    }

    private void order(final int unit, final UnitMargin margin) {
        for (int i = 0; i < plan.size; i++) {
            if (orders.used() >= control.maxOrdersInFlight()) {
                withhold(unit, margin, WithheldReason.ORDER_CAPACITY);
                return;
            }
            issuer.issue(unit, margin, plan.instrument[i], plan.isBuy[i], plan.quantity[i]);
            counters.ordersIssued++;
        }
        release(unit);
    }
}
