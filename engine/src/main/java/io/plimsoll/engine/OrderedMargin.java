package io.plimsoll.engine;

/**
 * What a unit's own open orders ask for in stop and maintenance margin, where the profile counts them for these
 * (docs/internals/open-orders.md, In maintenance margin). Engine thread.
 */
final class OrderedMargin {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final UnitInstruments entries;
    private final RoundedRequirement requirement;
    private final Int128 held = new Int128();
    private final Int128 filled = new Int128();
    private final Int128 asked = new Int128();

    OrderedMargin(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final UnitInstruments entries) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        this.entries = entries;
        this.requirement = new RoundedRequirement(catalog.rounder());
    }

    /** Adds it to the numbers of a unit. */
    void addTo(final UnitMargin margin, final int unit) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            if (entries.isOrdered(entry) && prices.areSet(instrument)) {
                addFilled(margin, instrument, legs.held(units, unit, instrument.index), entry);
            }
            asked.set(catalog.openOrderFee()).multiply(entries.orders(entry));
            margin.orderedStop.add(asked);
            margin.orderedMaintenance.add(asked);
            margin.hidden.addProduct(catalog.rounder().hiddenUnit(), Rounder.hiddenTimes(0));
        }
        margin.stopMargin.add(margin.orderedStop);
        margin.maintenanceMargin.add(margin.orderedMaintenance);
    }

    // More is asked for the larger of the positions that it may come to: how much more than for that which is held.
    private void addFilled(final UnitMargin margin, final Factor instrument, final long quantity, final int entry) {
        final long largest = entries.largest(entry, quantity);
        final long price = instrument.mark(prices.value(instrument.priceSlot));
        final long settlementPrice = prices.value(instrument.settlementSlot);
        margin.mayAskNothing |= !requirement.isProportional(instrument);
        MarginCalculator.notional(largest, instrument, price, settlementPrice, filled);
        MarginCalculator.notional(quantity, instrument, price, settlementPrice, held);
        requirement.of(instrument, largest, price);
        margin.orderedStop.add(requirement.stop(filled, settlementPrice, asked));
        margin.orderedMaintenance.add(requirement.maintenance(filled, settlementPrice, asked));
        requirement.of(instrument, quantity, price);
        margin.orderedStop.subtract(requirement.stop(held, settlementPrice, asked));
        margin.orderedMaintenance.subtract(requirement.maintenance(held, settlementPrice, asked));
        margin.exposure.add(filled.subtract(held).multiply(catalog.orderedExposurePpm(instrument)));
    }
}
