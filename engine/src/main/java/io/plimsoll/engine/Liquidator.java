package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/**
 * What follows for a unit below its requirement: orders, a place in the queue, or the reason why there are none: the last step of an
 * evaluation (docs/internals/linear-rules.md, "After the record is applied"). Engine thread.
 */
final class Liquidator {
    private final Cause cause;
    private final Catalog catalog;
    private final EngineState state;
    private final Units units;
    private final LegBook legBook;
    private final OrdersInFlight orders;
    private final CancelFirst cancelFirst;
    private final LiquidationQueue queue;
    private final Throttle throttle;
    private final OrderNotional notional;
    private final PriceGroups groups;
    private final Control control;
    private final PriceGate gate;
    private final Planner planner;
    private final OrderIssuer issuer;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final LendingPlanner lending;
    private final SeizeIssuer seizeIssuer;
    private final Plan plan = new Plan();
    private final SeizePlan seizePlan = new SeizePlan();

    Liquidator(
            final Cause cause,
            final EngineState state,
            final LegBook legBook,
            final OrderNotional notional,
            final PriceGate gate,
            final Planner planner,
            final OrderIssuer issuer,
            final LendingPlanner lending,
            final SeizeIssuer seizeIssuer,
            final Outputs outputs,
            final EngineCounters counters) {
        this.cause = cause;
        this.catalog = state.catalog;
        this.state = state;
        this.units = state.units;
        this.legBook = legBook;
        this.orders = state.orders;
        this.cancelFirst = state.cancelFirst;
        this.queue = state.queue;
        this.throttle = state.throttle;
        this.notional = notional;
        this.groups = state.groups;
        this.control = state.control;
        this.gate = gate;
        this.planner = planner;
        this.issuer = issuer;
        this.lending = lending;
        this.seizeIssuer = seizeIssuer;
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
        if (cancelFirst.areLeftOut(unit, cause.eventNs())) {
            if (!units.isForced(unit) && margin.isBelowForOrdersAlone(catalog.profile())) {
                awaitCancels(unit, margin);
                return false;
            }
            margin.leaveOutOrders();
        }
        final boolean canBeSeized = lending.canBeSeized(unit);
        if (!canBeReduced(unit, margin)) {
            withhold(unit, margin, WithheldReason.NOTHING_TO_REDUCE);
            return false;
        }
        if (!needsMore(unit, margin, canBeSeized)) {
            release(unit);
            return false;
        }
        final WithheldReason obstacle = obstacle(unit, margin, canBeSeized, isNext);
        if (obstacle != null) {
            withhold(unit, margin, obstacle);
            return false;
        }
        if (!isNext) {
            queue.add(unit, margin);
            return false;
        }
        if (planner.hasPlan(unit, margin, state.closesAll(unit))) {
            planner.plan(unit, margin, state.closesAll(unit), plan);
            order(unit, margin);
        } else {
            seize(unit, margin);
        }
        return true;
    }

    // What stands against an order stands against this.
    private void awaitCancels(final int unit, final UnitMargin margin) {
        final WithheldReason first = obstacle(unit, false);
        final WithheldReason obstacle = first == null ? doubt(unit, margin) : first;
        if (obstacle == null) {
            cancelFirst.tell(unit, cause.eventNs());
        }
        withhold(unit, margin, obstacle == null ? WithheldReason.OPEN_ORDERS : obstacle);
    }

    /** A unit was valued: one that is not below any more has nothing to cancel. */
    void valued(final int unit, final Verdict verdict) {
        if (verdict != Verdict.LIQUIDATE && verdict != Verdict.BANKRUPT) {
            cancelFirst.forget(unit);
        }
    }

    /** Whether the unit has something that could be closed or taken. */
    boolean canBeReduced(final int unit, final UnitMargin margin) {
        return margin.hasPosition || lending.canBeSeized(unit);
    }

    /** Whether the unit, if it cannot be valued, may have to be liquidated: it has a position, or a debt that can be. */
    boolean isAtStake(final int unit) {
        return legBook.hasPosition(unit) || (lending.isSeizing() && lending.isOwing(unit));
    }

    /** Whether what is left, neither ordered nor to be seized by an order, is not covered by equity. */
    boolean needsMore(final int unit, final UnitMargin margin) {
        return needsMore(unit, margin, lending.canBeSeized(unit));
    }

    private boolean needsMore(final int unit, final UnitMargin margin, final boolean canBeSeized) {
        return (margin.hasProjected || canBeSeized)
                && (units.isForced(unit) || margin.isBelow(margin.projectedMaintenance, catalog.profile()))
                && (planner.hasPlan(unit, margin, state.closesAll(unit))
                        || !lending.isSeizing()
                        || !orders.hasSeize(units, unit));
    }

    /**
     * Whether what was said of a unit below its requirement may be another at any price: so it is where it can be seized at some only, or may
     * be below for its own orders alone.
     */
    boolean dependsOnEveryPrice(final int unit, final UnitMargin margin) {
        return state.holds.isAny() // what is asked of those that are not halted may come to be nothing, or no longer
                || cancelFirst.hasOrders(unit)
                || ((units.withheldReason(unit) == WithheldReason.NOTHING_TO_REDUCE || queue.contains(unit))
                        && lending.canBeSeized(unit));
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
        if (cancelFirst.areLeftOut(unit, cause.eventNs())) {
            margin.leaveOutOrders();
        }
        tellWithheld(unit, margin, WithheldReason.QUEUED);
    }

    private void tellWithheld(final int unit, final UnitMargin margin, final WithheldReason reason) {
        if (units.withhold(unit, reason)) {
            outputs.withheld(units, unit, margin, catalog.valueDecimals(), reason);
        }
    }

    // Whoever is queued is asked about its source and prices when its turn comes: it is not found whenever they are in
    // doubt.
    private WithheldReason obstacle(
            final int unit, final UnitMargin margin, final boolean canBeSeized, final boolean isNext) {
        final WithheldReason obstacle = obstacle(unit, canBeSeized);
        if (obstacle != null) {
            return obstacle;
        }
        if (!planner.hasPlan(unit, margin, state.closesAll(unit)) && !(canBeSeized && planSeizure(unit, margin))) {
            return WithheldReason.NOTHING_TO_REDUCE;
        }
        if (!isNext && queue.contains(unit)) {
            return null;
        }
        return doubt(unit, margin);
    }

    private WithheldReason doubt(final int unit, final UnitMargin margin) {
        return state.isUnitStale(unit, cause.eventNs())
                ? WithheldReason.ACCOUNTS_STALE
                : gate.obstacle(unit, margin.isWithoutOrders);
    }

    private boolean planSeizure(final int unit, final UnitMargin margin) {
        lending.plan(unit, margin, seizePlan);
        return seizePlan.size > 0;
    }

    private WithheldReason obstacle(final int unit, final boolean canBeSeized) {
        return switch (control.status()) {
            case HALTED -> WithheldReason.HALTED;
            case KILLED -> WithheldReason.KILLED;
            case DISARMED -> WithheldReason.DISARMED;
            default -> state.isSuspect(unit) ? WithheldReason.SUSPECT : obstacleByOperator(unit, canBeSeized);
        };
    }

    private WithheldReason obstacleByOperator(final int unit, final boolean canBeSeized) {
        if (units.isExcluded(unit)) {
            return WithheldReason.ACCOUNT_EXCLUDED;
        }
        if (units.isHeld(unit)) {
            return WithheldReason.ACCOUNT_HELD;
        }
        return !canBeSeized && planner.isAllHalted(unit) ? WithheldReason.INSTRUMENT_HALTED : null;
    }

    private void order(final int unit, final UnitMargin margin) {
        for (int i = 0; i < plan.size; i++) {
            if (!mayOrder(unit, margin, plan.instrument[i], plan.quantity[i])) {
                return;
            }
            issuer.issue(unit, margin, plan, i, OrderBasis.reason(units, unit, margin));
        }
        release(unit);
    }

    private void seize(final int unit, final UnitMargin margin) {
        for (int i = 0; i < seizePlan.size; i++) {
            if (!mayOrder(unit, margin, seizePlan.collateral[i], seizePlan.seize[i])) {
                return;
            }
            seizeIssuer.issue(unit, margin, seizePlan, i);
        }
        release(unit);
    }

    // It was taken out of the queue when its turn came.
    private void waitForThrottle(final int unit, final UnitMargin margin) {
        counters.unitsThrottled++;
        throttle.throttled(cause.eventNs());
        tellWithheld(unit, margin, WithheldReason.THROTTLED);
        queue.add(unit, margin);
    }

    private boolean mayOrder(final int unit, final UnitMargin margin, final Factor factor, final long quantity) {
        if (orders.used() >= control.maxOrdersInFlight()) {
            withhold(unit, margin, WithheldReason.ORDER_CAPACITY);
            return false;
        }
        if (throttle.isBounding()
                && !throttle.take(unit, factor.index, notional.micros(factor, quantity), cause.eventNs())) {
            waitForThrottle(unit, margin);
            return false;
        }
        counters.ordersIssued++;
        counters.ordersEscalated += state.isEscalatedByExpiries(unit) ? 1 : 0;
        return true;
    }
}
