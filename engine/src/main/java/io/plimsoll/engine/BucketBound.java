package io.plimsoll.engine;

/**
 * What a unit's buckets count for maintenance when every price is at the bound that is better for the account
 * (docs/internals/settle-buckets.md, Prices): each bucket's own price is taken both ways, for its balance and all positions that settle in it
 * alike. Engine thread.
 */
final class BucketBound {
    private final Catalog catalog;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final PriceBounds bounds;
    private final Buckets low;
    private final Buckets high;
    private final Int128 atLow = new Int128();
    private final Int128 atHigh = new Int128();

    BucketBound(final EngineState state, final MarginCalculator calculator, final PriceBounds bounds) {
        catalog = state.catalog;
        units = state.units;
        legs = state.legs;
        orders = state.orders;
        this.bounds = bounds;
        low = new Buckets(calculator, state.legs);
        high = new Buckets(calculator, state.legs);
    }

    /** B with all that is ordered closed. */
    void equity(final int unit, final Int128 result) {
        gather(unit, false, low);
        gather(unit, true, high);
        result.set(0);
        for (int i = 0; i < low.count(); i++) {
            low.counted(low.bucket(i), Purpose.MAINTENANCE, atLow);
            high.counted(high.bucket(i), Purpose.MAINTENANCE, atHigh);
            result.add(atLow.compareTo(atHigh) > 0 ? atLow : atHigh);
        }
    }

    // Both gather in the same order.
    private void gather(final int unit, final boolean isHigh, final Buckets buckets) {
        buckets.clear();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            final long held = legs.units(leg);
            if (factor.isInstrument) {
                final long left = Math.abs(held + orders.signedRemaining(units, unit, factor.index));
                final long price = bounds.of(factor.priceSlot, held > 0);
                buckets.addPosition(leg, factor, price, bounds.of(factor.settlementSlot, isHigh), left);
            } else {
                buckets.addBalance(factor, held, bounds.of(factor.priceSlot, isHigh));
            }
        }
    }
}
