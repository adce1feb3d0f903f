package io.plimsoll.engine;

import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Judges one unit after a record was applied, and says what follows: order states, a changed verdict, orders, or why there
 * are none (docs/internals/linear-rules.md, "After the record is applied"). Engine thread.
 */
final class Evaluator {
    private final Catalog catalog;
    private final EngineState state;
    private final Units units;
    private final LegBook legBook;
    private final OrdersInFlight orders;
    private final LiquidationQueue queue;
    private final PriceGroups groups;
    private final Control control;
    private final MarginCalculator calculator;
    private final PriceGate gate;
    private final Planner planner;
    private final OrderIssuer issuer;
    private final Revaluation revaluation;
    private final Outputs outputs;
    private final EngineCounters counters;
    private final UnitMargin margin = new UnitMargin();
    private final Plan plan = new Plan();

    private final OrderProgress filled = new OrderProgress();
    private final OrderProgress ended = new OrderProgress();
    private int filledUnit = Units.UNKNOWN;

    Evaluator(
            final EngineState state,
            final LegBook legBook,
            final MarginCalculator calculator,
            final PriceGate gate,
            final Planner planner,
            final OrderIssuer issuer,
            final Revaluation revaluation,
            final Outputs outputs,
            final EngineCounters counters) {
        this.catalog = state.catalog;
        this.state = state;
        this.units = state.units;
        this.orders = state.orders;
        this.queue = state.queue;
        this.groups = state.groups;
        this.control = state.control;
        this.legBook = legBook;
        this.calculator = calculator;
        this.gate = gate;
        this.planner = planner;
        this.issuer = issuer;
        this.revaluation = revaluation;
        this.outputs = outputs;
        this.counters = counters;
    }

    /** The current record filled this order, which ends here if nothing remains; its state is told when its unit is evaluated. */
    void orderFilled(final int unit, final int order) {
        filledUnit = unit;
        filled.take(orders, order);
        if (filled.remaining == 0) {
            orders.remove(units, unit, order);
        }
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
        final FiredUnits riskiest = queue.takeRiskiest();
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
                tellWithheld(unit, WithheldReason.QUEUED);
            }
        }
    }

    /** Cancels every order of every unit, in order of account id. */
    void cancelAll(final FiredUnits withOrders) {
        withOrders.sortByAccount();
        for (int i = 0; i < withOrders.count(); i++) {
            final int unit = withOrders.unit(i);
            while (units.firstOrder(unit) != OrdersInFlight.NONE) {
                cancel(unit, units.firstOrder(unit), OrderStatusReason.KILLED);
            }
        }
        withOrders.clear();
    }

    private void evaluate(final int unit, final boolean havePositionsMoved) {
        if (unit == filledUnit) {
            tellFill(unit);
        }
        if (havePositionsMoved && units.firstOrder(unit) != OrdersInFlight.NONE) {
            cancelWhatPassesThePosition(unit);
        }
        if (units.isChecked(unit)) {
            judge(unit, !queue.isBounded());
        } else if (units.isQueued(unit)) {
            release(unit);
        }
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
            if (legBook.hasPosition(unit)) {
                withhold(unit, WithheldReason.NO_PRICE);
            } else if (units.isQueued(unit)) {
                release(unit);
            }
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
        final boolean isBelow = current == Verdict.LIQUIDATE || current == Verdict.BANKRUPT;
        if (isBelow && liquidate(unit, isNext)) {
            calculator.project(unit, margin);
            if (needsMore() || units.withheldReason(unit) != null) {
                revaluation.unsettle(unit); // there was no room for all of them, which its next price may change
                return;
            }
        }
        if (!isBelow) {
            release(unit);
        }
        if (PriceGate.isAboutPrices(units.withheldReason(unit))) {
            revaluation.unsettle(unit); // any price of its own may be the one it waits for
            return;
        }
        revaluation.settled(unit, margin);
    }

    private void cancelWhatPassesThePosition(final int unit) {
        for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
            orders.setDoomed(order, passesPosition(unit, orders.factor(order)));
        }
        int order = units.firstOrder(unit);
        while (order != OrdersInFlight.NONE) {
            final int next = orders.next(order);
            if (orders.isDoomed(order)) {
                cancel(unit, order, OrderStatusReason.POSITION_CHANGED);
            }
            order = next;
        }
    }

    private void tellFill(final int unit) {
        filledUnit = Units.UNKNOWN;
        tell(
                unit,
                filled,
                filled.remaining == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED,
                OrderStatusReason.FILL);
    }

    // Orders in flight that could flip the position, or stand on its own side, no longer reduce it.
    private boolean passesPosition(final int unit, final int factorIndex) {
        final long remaining = orders.signedRemaining(units, unit, factorIndex);
        final long quantity = legBook.units(unit, factorIndex);
        return remaining < 0 ? quantity < -remaining : quantity > -remaining;
    }

    // Whether orders were made, or would have been with more room for them.
    private boolean liquidate(final int unit, final boolean isNext) {
        if (!margin.hasPosition) {
            withhold(unit, WithheldReason.NOTHING_TO_REDUCE);
        } else if (!needsMore()) {
            release(unit);
        } else if (isBlocked(unit, isNext)) {
            return false;
        } else if (!isNext) {
            queue.add(unit, margin);
        } else {
            planner.plan(unit, margin, plan);
            order(unit);
            return true;
        }
        return false;
    }

    private boolean isBlocked(final int unit, final boolean isNext) {
        final WithheldReason obstacle = obstacle(unit, isNext);
        if (obstacle != null) {
            withhold(unit, obstacle);
        }
        return obstacle != null;
    }

    // Whoever is queued is asked about its prices when its turn comes: it is not found whenever they are in doubt.
    private WithheldReason obstacle(final int unit, final boolean isNext) {
        final WithheldReason obstacle = obstacle(unit);
        if (obstacle != null) {
            return obstacle;
        }
        if (margin.projectedStop.compareTo(margin.owedStop) == 0) {
            return WithheldReason.NOTHING_TO_REDUCE; // no plan reduces what no margin is asked for
        }
        return isNext || !queue.contains(unit) ? gate.obstacle(unit) : null;
    }

    // Whether positions are left, not wholly ordered, that equity does not cover.
    private boolean needsMore() {
        return margin.hasProjected && margin.isBelow(margin.projectedMaintenance, catalog.profile());
    }

    private WithheldReason obstacle(final int unit) {
        return switch (control.status()) {
            case HALTED -> WithheldReason.HALTED;
            case KILLED -> WithheldReason.KILLED;
            case DISARMED -> WithheldReason.DISARMED;
            default -> state.isSuspect(unit) ? WithheldReason.SUSPECT : null;
        };
    }

    private void order(final int unit) {
        for (int i = 0; i < plan.size; i++) {
            if (orders.used() >= control.maxOrdersInFlight()) {
                withhold(unit, WithheldReason.ORDER_CAPACITY);
                return;
            }
            issuer.issue(unit, margin, plan.instrument[i], plan.isBuy[i], plan.quantity[i]);
            counters.ordersIssued++;
        }
        release(unit);
    }

    private void release(final int unit) {
        queue.remove(unit);
        units.clearWithheld(unit);
    }

    private void withhold(final int unit, final WithheldReason reason) {
        queue.remove(unit);
        if (reason == WithheldReason.OUT_OF_GROUP) {
            groups.await(unit);
        }
        tellWithheld(unit, reason);
    }

    private void tellWithheld(final int unit, final WithheldReason reason) {
        if (units.withhold(unit, reason)) {
            outputs.withheld(units, unit, margin, catalog.valueDecimals(), reason);
        }
    }

    private void cancel(final int unit, final int order, final OrderStatusReason reason) {
        tell(unit, ended.take(orders, order), OrderStatus.CANCELLED, reason);
        orders.remove(units, unit, order);
    }

    private void tell(
            final int unit, final OrderProgress order, final OrderStatus status, final OrderStatusReason reason) {
        outputs.orderState(units.accountId(unit), catalog.factor(order.factor), order, status, reason);
    }
}
