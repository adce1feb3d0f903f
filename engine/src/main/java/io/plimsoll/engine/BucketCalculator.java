package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Values one unit whose profits count in the buckets of settlement assets (docs/internals/settle-buckets.md): {@link MarginCalculator} hands
 * it over where the profile in force has them there. Engine thread.
 */
final class BucketCalculator {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final Buckets buckets;
    private final Int128 term = new Int128();
    private final Int128 scaled = new Int128();

    BucketCalculator(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final OrdersInFlight orders,
            final MarginCalculator calculator) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        this.orders = orders;
        buckets = new Buckets(calculator, legs);
    }

    /** As {@link MarginCalculator#compute}. */
    void compute(final int unit, final UnitMargin margin) {
        margin.clear();
        margin.isBucketed = true;
        buckets.clear();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            margin.hasPosition |= factor.isInstrument;
            final long price = prices.value(factor.priceSlot);
            final long settlementPrice = prices.value(factor.settlementSlot);
            if (price == 0 || settlementPrice == 0) {
                margin.isPriced = false;
            } else if (factor.isInstrument) {
                addPosition(leg, factor, price, settlementPrice, margin);
            } else {
                addBalance(leg, factor, price, margin);
            }
        }
        margin.hidden.setProduct(catalog.rounder().hiddenUnit(), Rounder.hiddenTimes(units.legCount(unit)));
        if (margin.isPriced) {
            buckets.equity(Purpose.INITIAL, margin.initialEquity);
            buckets.equity(Purpose.STOP, margin.stopEquity);
            buckets.equity(Purpose.MAINTENANCE, margin.equity);
            project(unit, margin);
        }
    }

    private void addBalance(final int leg, final Factor asset, final long price, final UnitMargin margin) {
        buckets.addBalance(asset, legs.units(leg), price);
        term.setProduct(legs.units(leg), price).multiply(asset.alignment);
        margin.netWorth.add(scaled.set(term).multiply(Rates.ONE));
        if (asset.priceSlot != Prices.UNIT_SLOT) {
            // Where what is owned stands in a bucket that owes, the settlement price moves the difference only.
            final int ppm = term.isNegative() ? asset.exposurePpm : Rates.ONE;
            margin.exposure.add(term.abs().multiply(ppm));
        }
    }

    private void addPosition(
            final int leg,
            final Factor instrument,
            final long price,
            final long settlementPrice,
            final UnitMargin margin) {
        final long size = Math.abs(legs.units(leg));
        final BucketPosition position = buckets.addPosition(leg, instrument, price, settlementPrice, size);
        margin.netWorth.add(position.value());
        margin.bucketedMargin.add(position.asked(Purpose.MAINTENANCE, term));
        margin.exposure.add(term.set(position.notional()).multiply(instrument.exposurePpm));
        if (instrument.settlementSlot != Prices.UNIT_SLOT) {
            margin.exposure.add(
                    position.value(instrument.settlement.exposurePpm, term).abs());
        }
    }

    /** As {@link MarginCalculator#project}: what is asked for is what the closing of what is ordered adds to B, with a minus. */
    void project(final int unit, final UnitMargin margin) {
        if (units.firstOrder(unit) == OrdersInFlight.NONE) {
            margin.hasProjected = margin.hasPosition;
            margin.projectedStop.set(0);
            margin.projectedMaintenance.set(0);
            return;
        }
        margin.hasProjected = gather(unit, true);
        buckets.equity(Purpose.STOP, term);
        margin.projectedStop.set(margin.stopEquity).subtract(term);
        buckets.equity(Purpose.MAINTENANCE, term);
        margin.projectedMaintenance.set(margin.equity).subtract(term);
    }

    /**
     * A unit's buckets; good until the next valuation.
     *
     * @param isProjected whether all that is ordered counts as closed
     */
    Buckets of(final int unit, final boolean isProjected) {
        gather(unit, isProjected);
        return buckets;
    }

    // Whether a position is left.
    private boolean gather(final int unit, final boolean isProjected) {
        boolean isLeft = false;
        buckets.clear();
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            final long price = prices.value(factor.priceSlot);
            if (factor.isInstrument) {
                final long ordered = isProjected ? orders.signedRemaining(units, unit, factor.index) : 0;
                final long left = legs.units(leg) + ordered;
                isLeft |= left != 0;
                buckets.addPosition(leg, factor, price, prices.value(factor.settlementSlot), Math.abs(left));
            } else {
                buckets.addBalance(factor, legs.units(leg), price);
            }
        }
        return isLeft;
    }
}
