package io.plimsoll.engine;

import io.plimsoll.protocol.codec.PriceState;

/**
 * What monitors show of the engine beside its counters, read from its tables without stopping it. Any thread: each number may be a little
 * old, and two of them need not be of one moment. Nothing is changed, no rule reads it.
 */
public final class EngineGauges {
    private final EngineState state;

    EngineGauges(final EngineState state) {
        this.state = state;
    }

    /** How the checked accounts stand, in one pass over all. */
    public Census census() {
        final Units units = state.units;
        final Census census = new Census();
        final int count = units.count();
        for (int unit = 0; unit < count; unit++) {
            if (units.isChecked(unit)) {
                census.add(units.verdictValue(unit), units.withheldValue(unit), state.isSuspect(unit));
            }
            census.addActs(units.isHeld(unit), units.isExcluded(unit), units.isForced(unit));
        }
        return census;
    }

    /** How far a price id is believed: null where it was never priced, or nothing prices by it. One without a guard is VALID. */
    public PriceState priceState(final int priceId) {
        final int slot = state.prices.slot(priceId);
        if (slot == Prices.NO_SLOT) {
            return null;
        }
        final PriceGuard guard = state.guards.of(slot);
        if (guard != null) {
            return guard.state();
        }
        return state.prices.isSet(slot) ? PriceState.VALID : null;
    }

    /** Whether a jump of a guarded price is being waited out. */
    public boolean isDwelling(final int priceId) {
        final PriceGuard guard = state.guards.of(state.prices.slot(priceId));
        return guard != null && guard.isDwelling();
    }

    /** Whether an operator has a price in hand. */
    public boolean isManual(final int priceId) {
        final int slot = state.prices.slot(priceId);
        return slot != Prices.NO_SLOT && state.prices.isManual(slot);
    }

    /** Instruments that an operator has halted. */
    public int haltedInstruments() {
        return state.holds.count();
    }

    /** The price that values are taken at, mantissa; 0 before the first. */
    public long price(final int priceId) {
        final int slot = state.prices.slot(priceId);
        return slot == Prices.NO_SLOT ? 0 : state.prices.value(slot);
    }

    /** What orders in flight have yet to close or take, in millionths of the valuation currency, at the prices of now; at most the largest long. */
    public long ordersInFlightMicros() {
        final OrderNotional notional = new OrderNotional(state);
        final OrdersInFlight orders = state.orders;
        final int used = orders.used();
        long sum = 0;
        for (int i = 0; i < used; i++) {
            final int order = orders.inFlight(i);
            final Factor factor = state.catalog.factor(orders.factor(order));
            final long more = Math.max(0, notional.micros(factor, orders.remaining(order)));
            sum = sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
        }
        return sum;
    }

    /** Whether bankrupt accounts owe more than all insurance funds hold, as was told last. */
    public boolean areWithdrawalsBlocked() {
        return state.waterfall.isBlocked;
    }
}
