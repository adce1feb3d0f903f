package io.plimsoll.engine;

import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.OrderStatusReason;

/**
 * Ends orders in flight, filled or cancelled, and tells their states: the first step of an evaluation
 * (docs/internals/linear-rules.md, "After the record is applied"). Engine thread.
 */
final class OrderEnds {
    private final Catalog catalog;
    private final Units units;
    private final LegBook legBook;
    private final OrdersInFlight orders;
    private final Outputs outputs;
    private final ExpiredOrders expired;
    private final EngineCounters counters;
    private final OrderProgress filled = new OrderProgress();
    private final OrderProgress ended = new OrderProgress();
    private int filledUnit = Units.UNKNOWN;

    OrderEnds(
            final EngineState state,
            final LegBook legBook,
            final Outputs outputs,
            final ExpiredOrders expired,
            final EngineCounters counters) {
        this.catalog = state.catalog;
        this.units = state.units;
        this.orders = state.orders;
        this.legBook = legBook;
        this.outputs = outputs;
        this.expired = expired;
        this.counters = counters;
    }

    /** The current record filled this order, which ends here if nothing remains; its state is told when its unit is evaluated. */
    void orderFilled(final int unit, final int order) {
        filledUnit = unit;
        filled.take(orders, order);
        units.forgetExpiries(unit);
        if (filled.isDone()) {
            orders.remove(units, unit, order);
        }
    }

    /**
     * Tells the state of the order that the record filled, then cancels those that what the unit holds does not cover any more.
     *
     * @param havePositionsMoved whether the record may have changed what the unit holds
     */
    void tell(final int unit, final boolean havePositionsMoved) {
        if (unit == filledUnit) {
            tellFill(unit);
        }
        if (havePositionsMoved && units.firstOrder(unit) != OrdersInFlight.NONE) {
            cancelWhatIsNotCovered(unit);
        }
    }

    /** Ends every order whose time has passed, by account id, then order id; their units are touched. */
    void expire(final long nowNs, final FiredUnits touched) {
        long oldestNs = nowNs;
        boolean isAny = false;
        for (int i = 0; i < orders.used(); i++) {
            final int order = orders.inFlight(i);
            final boolean isExpired = orders.isExpired(order, nowNs);
            orders.setDoomed(order, isExpired);
            if (isExpired) {
                isAny = true;
                touched.add(orders.unit(order));
            } else {
                oldestNs = Math.min(oldestNs, orders.placedNs(order));
            }
        }
        counters.oldestOrderNs = nowNs - oldestNs;
        if (isAny) {
            touched.sortByAccount();
            for (int i = 0; i < touched.count(); i++) {
                expire(touched.unit(i));
            }
        }
    }

    private void expire(final int unit) {
        boolean isAny = false;
        int order = units.firstOrder(unit);
        while (order != OrdersInFlight.NONE) {
            final int next = orders.next(order);
            if (orders.isDoomed(order)) {
                isAny = true;
                counters.ordersExpired++;
                expired.add(unit, ended.take(orders, order));
                tell(unit, ended, OrderStatus.EXPIRED, OrderStatusReason.EXPIRED);
                orders.remove(units, unit, order);
            }
            order = next;
        }
        if (isAny) {
            units.addExpiry(unit);
        }
    }

    /** Touches every unit that an order in flight takes some of this asset from: there may be less of it now. */
    void touchSeizing(final Factor asset, final FiredUnits touched) {
        for (int i = 0; i < orders.used(); i++) {
            final int order = orders.inFlight(i);
            if (orders.isSeize(order) && orders.factor(order) == asset.index) {
                touched.add(orders.unit(order));
            }
        }
    }

    /** Cancels, for an operator, what is in flight to close positions in an instrument, by account id, then order id. */
    void cancelIn(final Factor instrument, final FiredUnits touched) {
        for (int i = 0; i < orders.used(); i++) {
            final int order = orders.inFlight(i);
            final boolean isIn = orders.factor(order) == instrument.index;
            orders.setDoomed(order, isIn);
            if (isIn) {
                touched.add(orders.unit(order));
            }
        }
        touched.sortByAccount();
        for (int i = 0; i < touched.count(); i++) {
            final int unit = touched.unit(i);
            int order = units.firstOrder(unit);
            while (order != OrdersInFlight.NONE) {
                final int next = orders.next(order);
                if (orders.isDoomed(order)) {
                    counters.ordersStopped++;
                    cancel(unit, order, OrderStatusReason.OPERATOR);
                }
                order = next;
            }
        }
    }

    /** Cancels every order of a unit for an operator, in order of id. */
    void cancelByOperator(final int unit) {
        while (units.firstOrder(unit) != OrdersInFlight.NONE) {
            counters.ordersStopped++;
            cancel(unit, units.firstOrder(unit), OrderStatusReason.OPERATOR);
        }
    }

    /** Cancels the orders of a unit that holds its stop margin again, in order of id. */
    void cancelRecovered(final int unit) {
        while (units.firstOrder(unit) != OrdersInFlight.NONE) {
            counters.ordersRecovered++;
            cancel(unit, units.firstOrder(unit), OrderStatusReason.RECOVERED);
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

    private void cancelWhatIsNotCovered(final int unit) {
        for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
            orders.setDoomed(
                    order,
                    orders.isSeize(order) ? passesBalances(unit, order) : passesPosition(unit, orders.factor(order)));
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

    // Orders in flight that could flip the position, or stand on its own side, no longer reduce it.
    private boolean passesPosition(final int unit, final int factorIndex) {
        final long remaining = orders.signedRemaining(units, unit, factorIndex);
        final long quantity = legBook.units(unit, factorIndex);
        return remaining < 0 ? quantity < -remaining : quantity > -remaining;
    }

    // What is not owned any more cannot be taken, nor repaid what is not owed.
    private boolean passesBalances(final int unit, final int order) {
        final Factor collateral = catalog.factor(orders.factor(order));
        return collateral.amount(legBook.units(unit, collateral.index)) < orders.remaining(order)
                || legBook.units(unit, orders.debt(order)) >= 0;
    }

    private void tellFill(final int unit) {
        filledUnit = Units.UNKNOWN;
        tell(unit, filled, filled.isDone() ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED, OrderStatusReason.FILL);
    }

    private void cancel(final int unit, final int order, final OrderStatusReason reason) {
        tell(unit, ended.take(orders, order), OrderStatus.CANCELLED, reason);
        orders.remove(units, unit, order);
    }

    private void tell(
            final int unit, final OrderProgress order, final OrderStatus status, final OrderStatusReason reason) {
        final Factor factor = catalog.factor(order.factor);
        if (order.isSeize()) {
            outputs.seizeOrderState(units.accountId(unit), catalog.factor(order.debt), factor, order, status, reason);
        } else {
            outputs.orderState(units.accountId(unit), factor, order, status, reason);
        }
    }
}
