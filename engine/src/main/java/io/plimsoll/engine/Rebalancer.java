package io.plimsoll.engine;

import io.plimsoll.protocol.codec.EngineStatus;
import io.plimsoll.protocol.codec.OrderReason;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.RebalanceTerms;

/**
 * Reduces the positions of units that asked for it before it comes to a liquidation (docs/internals/rebalancing.md). It is no
 * obligation: what stands against it is not told. Engine thread.
 */
final class Rebalancer {
    private final Cause cause;
    private final EngineState state;
    private final PriceGate gate;
    private final Planner planner;
    private final OrderIssuer issuer;
    private final OrderNotional notional;
    private final EngineCounters counters;
    private final Plan plan = new Plan();

    /** The record that rebalanced last, and how many units it did. */
    private long sequence;

    private int units;

    Rebalancer(
            final Cause cause,
            final EngineState state,
            final PriceGate gate,
            final Planner planner,
            final OrderIssuer issuer,
            final OrderNotional notional,
            final EngineCounters counters) {
        this.cause = cause;
        this.state = state;
        this.gate = gate;
        this.planner = planner;
        this.issuer = issuer;
        this.notional = notional;
        this.counters = counters;
    }

    /** Whether it may be rebalanced at any price of its own. */
    static boolean isDue(final Catalog catalog, final Units units, final int unit) {
        return catalog.profile().terms().rebalance().to() != Rebalancing.NONE
                && units.isRebalanced(unit)
                && units.verdict(unit) == Verdict.WARNING
                && units.firstOrder(unit) == OrdersInFlight.NONE;
    }

    /**
     * Orders what the unit's plan says, as far as there is room for it.
     *
     * @return whether orders were made
     */
    boolean rebalance(final int unit, final UnitMargin margin) {
        if (!isDue(state.catalog, state.units, unit) || !isPossible(unit)) {
            return false;
        }
        final RebalanceTerms terms = state.catalog.profile().terms().rebalance();
        planner.rebalance(unit, margin, terms.to(), plan);
        int made = 0;
        while (made < plan.size && hasRoom(unit, plan.instrument[made], plan.quantity[made])) {
            issuer.issue(unit, margin, plan, made++, OrderReason.REBALANCE);
            counters.ordersIssued++;
        }
        if (made > 0) {
            state.units.setRebalancedSecond(unit, second());
            units++;
        }
        return made > 0;
    }

    private boolean hasRoom(final int unit, final Factor instrument, final long quantity) {
        return state.orders.used() < state.control.maxOrdersInFlight()
                && (!state.throttle.isBounding()
                        || state.throttle.take(
                                unit, instrument.index, notional.micros(instrument, quantity), cause.eventNs()));
    }

    private boolean isPossible(final int unit) {
        if (sequence != cause.sequence()) {
            sequence = cause.sequence();
            units = 0;
        }
        final int bound = state.catalog.profile().maxLiquidationsPerRecord();
        final RebalanceTerms terms = state.catalog.profile().terms().rebalance();
        return state.control.status() == EngineStatus.ARMED
                && !state.isSuspect(unit)
                && !state.units.isHeld(unit)
                && !state.units.isExcluded(unit)
                && !state.isUnitStale(unit, cause.eventNs())
                && (bound == 0 || units < bound)
                && (!state.units.wasRebalanced(unit)
                        || second() >= state.units.rebalancedSecond(unit) + terms.seconds())
                && gate.isSure(unit);
    }

    private long second() {
        return Math.floorDiv(cause.eventNs(), Cause.SECOND_NS);
    }
}
