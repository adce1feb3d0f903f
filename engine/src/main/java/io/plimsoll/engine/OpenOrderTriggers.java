package io.plimsoll.engine;

/**
 * Triggers of what units have on order, where that counts for maintenance: at the price and the settlement price of its instrument, held
 * or not (docs/internals/open-orders.md, The index). A leaf for each entry of {@link UnitInstruments}, on both sides; none where the unit only chose a leverage. Engine thread.
 */
final class OpenOrderTriggers {
    private final Catalog catalog;
    private final Prices prices;
    private final UnitInstruments entries;
    private final Places places;
    private final Ladder price;
    private final Ladder settlement;

    OpenOrderTriggers(
            final Catalog catalog,
            final Prices prices,
            final UnitInstruments entries,
            final int factors,
            final EngineCounters counters) {
        this.catalog = catalog;
        this.prices = prices;
        this.entries = entries;
        places = entries.places();
        final MaxTrees triggers = new MaxTrees(places, factors, 2 * Ladder.LANES, counters);
        price = new Ladder(triggers, 0, factors);
        settlement = new Ladder(triggers, Ladder.LANES, factors);
    }

    /** The entry is about to go: that at its factor's last place takes its own. */
    void removing(final int entry) {
        final int factor = entries.factor(entry);
        final int last = places.last(factor);
        price.relocate(factor, last, entries.place(entry));
        settlement.relocate(factor, last, entries.place(entry));
    }

    /** The instrument's mark is another; false where the keys cannot measure that far. */
    boolean movePrice(final Factor instrument, final long mark) {
        return price.move(instrument.index, mark, Math.abs(mark));
    }

    /** The same of its settlement price. */
    boolean moveSettlement(final Factor instrument, final long value) {
        return settlement.move(instrument.index, value, value);
    }

    /** Hands over every leaf that waited for where the mark is now. */
    void collectPrice(final int factor, final MaxTrees.Hits hits) {
        price.collect(factor, hits);
    }

    /** The same of the settlement price. */
    void collectSettlement(final int factor, final MaxTrees.Hits hits) {
        settlement.collect(factor, hits);
    }

    /** Adds whoever has orders in the instrument. */
    void collectAll(final int factor, final FiredUnits fired) {
        final PagedLists lists = places.lists;
        for (int page = lists.firstPage(factor); page != PagedLists.NONE; page = lists.nextPage(page)) {
            for (int place = lists.start(page); place < lists.end(factor, page); place++) {
                final int unit = places.holder(place);
                if (entries.isOrdered(entries.find(unit, factor))) {
                    fired.add(unit);
                }
            }
        }
    }

    /** Measures from where prices are: every leaf of the instrument must be set anew. */
    void measure(final Factor instrument) {
        final long mark = instrument.mark(prices.value(instrument.priceSlot));
        final long settlementPrice = prices.value(instrument.settlementSlot);
        price.rescale(instrument.index, 0, mark, Math.abs(mark));
        settlement.rescale(instrument.index, 0, settlementPrice, settlementPrice);
    }

    /** The unit is to be valued when the price, or the settlement price, of what it has on order has moved by the share. */
    void split(final int unit, final double share) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final Factor instrument = catalog.factor(entries.factor(entry));
            final int leaf = entries.place(entry);
            if (!isAsked(entry, instrument)) {
                setBoth(entry, MaxTrees.NEVER);
                continue;
            }
            final long mark = Math.abs(instrument.mark(prices.value(instrument.priceSlot)));
            price.set(instrument.index, leaf, SlackSplit.part(share, mark), true, true);
            if (instrument.settlementSlot != Prices.UNIT_SLOT) {
                final long moved = SlackSplit.part(share, prices.value(instrument.settlementSlot));
                settlement.set(instrument.index, leaf, moved, true, true);
            }
        }
    }

    /** Every move, or none, is to find the unit. */
    void setAll(final int unit, final int key) {
        for (int entry = entries.first(unit); entry != UnitInstruments.NONE; entry = entries.next(entry)) {
            final boolean isAsked = isAsked(entry, catalog.factor(entries.factor(entry)));
            setBoth(entry, isAsked ? key : MaxTrees.NEVER);
        }
    }

    // What is on order asks for nothing before all its prices are known: the first of the last one finds everyone.
    private boolean isAsked(final int entry, final Factor instrument) {
        return entries.isOrdered(entry) && prices.areSet(instrument);
    }

    private void setBoth(final int entry, final int key) {
        price.setBoth(entries.factor(entry), entries.place(entry), key);
        settlement.setBoth(entries.factor(entry), entries.place(entry), key);
    }
}
