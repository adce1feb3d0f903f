package io.plimsoll.engine;

import io.plimsoll.protocol.codec.PriceState;
import java.nio.charset.StandardCharsets;

/**
 * What monitors show of the engine beside its counters, read from its tables without stopping it. Any thread: each number may be a little
 * old, and two of them need not be of one moment. Nothing is changed, no rule reads it.
 */
public final class EngineGauges {
    private final EngineState state;
    private final MarginCalculator calculator;

    EngineGauges(final EngineState state, final MarginCalculator calculator) {
        this.state = state;
        this.calculator = calculator;
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

    /** The price that values are taken at, mantissa; 0 before the first. */
    public long price(final int priceId) {
        final int slot = state.prices.slot(priceId);
        return slot == Prices.NO_SLOT ? 0 : state.prices.value(slot);
    }

    /** What orders in flight have yet to close or take, in millionths of the valuation currency, at the prices of now; at most the largest long. */
    public long ordersInFlightMicros() {
        final OrderNotional notional = new OrderNotional(state, calculator); // whose scratch is this thread's alone
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

    /** Shows what insurance funds hold; while a balance moves it may be shown twice, or left out once. */
    public void forEachFund(final FundVisitor visitor) {
        final Funds funds = state.waterfall.funds;
        final int size = funds.size();
        for (int i = 0; i < size; i++) {
            final Factor asset = state.catalog.factor(funds.assetIndex(i));
            visitor.onFund(
                    funds.fund(i),
                    new String(asset.symbol, StandardCharsets.UTF_8),
                    funds.balance(i),
                    asset.unitDecimals);
        }
    }

    /** Takes one balance of a fund. */
    @FunctionalInterface
    public interface FundVisitor {
        /**
         * One balance.
         *
         * @param fund its number; 0: the shared one
         * @param balance mantissa
         * @param decimals of the balance
         */
        void onFund(int fund, String asset, long balance, int decimals);
    }
}
