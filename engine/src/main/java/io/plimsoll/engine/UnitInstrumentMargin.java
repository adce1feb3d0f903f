package io.plimsoll.engine;

/**
 * What a unit's own open orders (docs/internals/open-orders.md) and the leverage that it chose (docs/internals/initial-margin.md) add to its
 * initial margin: as if the worse of all bids and all asks had filled, a fee an order, and whatever the leverage asks for more than the
 * instrument does. No verdict goes by it. Engine thread.
 */
final class UnitInstrumentMargin {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final UnitInstruments entries;
    private final RoundedRequirement requirement;
    private final Int128 notional = new Int128();
    private final Int128 asked = new Int128();

    UnitInstrumentMargin(
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

    /** Adds it to the initial margin of a unit that was valued. */
    void addTo(final UnitMargin margin, final int unit) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            final long price = prices.value(instrument.priceSlot);
            final long settlementPrice = prices.value(instrument.settlementSlot);
            if (price != 0 && settlementPrice != 0) { // else there is no position, or the unit is not valued
                add(entry, instrument, held(unit, instrument), price, settlementPrice, margin);
            }
            margin.openOrderMargin.add(asked.set(catalog.openOrderFee()).multiply(entries.orders(entry)));
        }
        margin.initialMargin.add(margin.openOrderMargin);
    }

    private void add(
            final int entry,
            final Factor instrument,
            final long held,
            final long price,
            final long settlementPrice,
            final UnitMargin margin) {
        final int chosenPpm = entries.chosenPpm(entry);
        if (chosenPpm != 0 && held != 0) {
            margin.initialMargin.subtract(initial(instrument, held, price, settlementPrice, 0));
            margin.initialMargin.add(initial(instrument, held, price, settlementPrice, chosenPpm));
        }
        final long worst = Math.max(Math.abs(held + entries.bids(entry)), Math.abs(held - entries.asks(entry)));
        if (worst != Math.abs(held)) {
            margin.openOrderMargin.add(initial(instrument, worst, price, settlementPrice, chosenPpm));
            margin.openOrderMargin.subtract(initial(instrument, held, price, settlementPrice, chosenPpm));
        }
    }

    private Int128 initial(
            final Factor instrument,
            final long quantity,
            final long price,
            final long settlementPrice,
            final int chosenPpm) {
        MarginCalculator.notional(quantity, instrument, price, settlementPrice, notional);
        return requirement.of(instrument, quantity, price).chosen(chosenPpm).initial(notional, settlementPrice, asked);
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
