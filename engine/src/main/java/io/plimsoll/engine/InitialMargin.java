package io.plimsoll.engine;

/**
 * What a unit's initial margin has beside what its positions and balances are by definition (docs/internals/initial-margin.md and
 * open-orders.md): stable prices, weights that deposits shrink, the leverage that it chose, its own open orders and a fee for each. No verdict
 * goes by it. Engine thread.
 */
final class InitialMargin {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final UnitInstruments entries;
    private final InitialRequirement requirement;
    private final InitialWorth worth;
    private final Int128 asked = new Int128();
    private final Int128 bought = new Int128();
    private final Int128 sold = new Int128();

    InitialMargin(
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
        this.requirement = new InitialRequirement(prices, catalog.rounder());
        this.worth = new InitialWorth(catalog, prices);
    }

    /** Adds it to the numbers of a unit that was valued; nothing to those of one that could not be. */
    void addTo(final UnitMargin margin, final int unit) {
        if (!margin.isPriced) {
            return;
        }
        if (prices.hasStable() || catalog.capsDeposits() || entries.first(unit) != UnitInstruments.NONE) {
            addLegs(margin, unit);
        }
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            addOpenOrders(margin, unit, entry);
        }
        margin.initialMargin.add(margin.openOrderMargin);
    }

    private void addLegs(final UnitMargin margin, final int unit) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            final long held = legs.units(leg);
            if (factor.isInstrument) {
                addPosition(margin, factor, held, entries.chosenPpm(unit, factor.index));
            } else {
                worth.addDifference(factor, factor.amount(held), catalog.rounder(), margin);
            }
        }
    }

    private void addPosition(
            final UnitMargin margin, final Factor instrument, final long quantity, final int chosenPpm) {
        final long price = prices.value(instrument.priceSlot);
        if (chosenPpm != 0 || prices.initialValue(instrument.priceSlot, quantity > 0) != price) {
            margin.initialMargin.subtract(requirement.plain(instrument, quantity, asked));
            margin.initialMargin.add(requirement.of(instrument, quantity, chosenPpm, asked));
        }
    }

    private void addOpenOrders(final UnitMargin margin, final int unit, final int entry) {
        final Factor instrument = catalog.factor(entries.factor(entry));
        if (prices.areSet(instrument)) {
            final long held = legs.held(units, unit, instrument.index);
            final int chosenPpm = entries.chosenPpm(entry);
            requirement.of(instrument, held + entries.bids(entry), chosenPpm, bought);
            requirement.of(instrument, held - entries.asks(entry), chosenPpm, sold);
            margin.openOrderMargin.add(bought.compareTo(sold) > 0 ? bought : sold);
            margin.openOrderMargin.subtract(requirement.of(instrument, held, chosenPpm, asked));
        }
        margin.openOrderMargin.add(asked.set(catalog.openOrderFee()).multiply(entries.orders(entry)));
    }
}
