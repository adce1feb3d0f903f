package io.plimsoll.engine;

/**
 * What a unit's own open orders add to its initial margin (docs/internals/open-orders.md): as if the worse of all bids and all asks had
 * filled, and a fee an order. No verdict goes by it. Engine thread.
 */
final class OpenOrderMargin {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final OpenOrders openOrders;
    private final RoundedRequirement requirement;
    private final Int128 notional = new Int128();
    private final Int128 asked = new Int128();

    OpenOrderMargin(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final OpenOrders openOrders) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        this.openOrders = openOrders;
        this.requirement = new RoundedRequirement(catalog.rounder());
    }

    /** Adds it to the initial margin of a unit that was valued. */
    void addTo(final UnitMargin margin, final int unit) {
        for (int entry = openOrders.first(unit); entry != OpenOrders.NONE; entry = openOrders.next(entry)) {
            final Factor instrument = catalog.factor(openOrders.factor(entry));
            add(instrument, held(unit, instrument), openOrders.bids(entry), openOrders.asks(entry), margin);
            margin.openOrderMargin.add(asked.set(catalog.openOrderFee()).multiply(openOrders.orders(entry)));
        }
        margin.initialMargin.add(margin.openOrderMargin);
    }

    private void add(
            final Factor instrument, final long held, final long bids, final long asks, final UnitMargin margin) {
        final long price = prices.value(instrument.priceSlot);
        final long settlementPrice = prices.value(instrument.settlementSlot);
        if (price == 0 || settlementPrice == 0) {
            return; // no position, or the unit is not valued
        }
        final long worst = Math.max(Math.abs(held + bids), Math.abs(held - asks));
        margin.openOrderMargin.add(initial(instrument, worst, price, settlementPrice));
        if (held != 0) {
            margin.openOrderMargin.subtract(initial(instrument, held, price, settlementPrice));
        }
    }

    private Int128 initial(final Factor instrument, final long quantity, final long price, final long settlementPrice) {
        MarginCalculator.notional(quantity, instrument, price, settlementPrice, notional);
        return requirement.of(instrument, quantity, price).initial(notional, settlementPrice, asked);
    }

    private long held(final int unit, final Factor instrument) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            if (legs.factor(leg) == instrument.index) {
                return legs.units(leg);
            }
        }
        return 0;
    }
}
