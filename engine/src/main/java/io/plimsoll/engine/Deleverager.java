package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Deleveraging;

/**
 * Gives a bankrupt unit's orders the counterparties that have won most, where no insurance fund covers what it owes
 * (docs/internals/waterfall.md, Auto-deleveraging). Looks only at holders of the instrument on the other side. Engine thread.
 */
final class Deleverager {
    private final EngineState state;
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final LegBook legBook;
    private final OrdersInFlight orders;
    private final Assignments assignments;
    private final OrderPrices orderPrices;
    private final WaterfallOutputs outputs;
    private final Candidates candidates;
    private final FundCover cover;
    private final Int128 gap = new Int128();
    private final Int128 score = new Int128();

    Deleverager(
            final EngineState state,
            final LegBook legBook,
            final Candidates candidates,
            final OrderPrices orderPrices,
            final WaterfallOutputs outputs) {
        this.state = state;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.legBook = legBook;
        this.orders = state.orders;
        this.assignments = state.orders.assignments;
        this.orderPrices = orderPrices;
        this.outputs = outputs;
        this.candidates = candidates;
        cover = new FundCover(state);
    }

    /** Definitions were committed, or read from an image: allocates what they ask for. */
    void definitionsChanged() {
        if (candidates.by() != Deleveraging.NONE) {
            candidates.makeRoom();
        }
    }

    /** Assigns what is left of each of a bankrupt unit's orders that close positions. */
    void deleverage(final int unit, final UnitMargin margin) {
        if (candidates.by() == Deleveraging.NONE
                || units.expiries(unit) < catalog.profile().terms().waterfall().deleverageAfter()
                || !hasOrder(unit)
                || cover.gap(unit, margin, gap).signum() <= 0) {
            return;
        }
        for (int order = units.firstOrder(unit); order != OrdersInFlight.NONE; order = orders.next(order)) {
            if (!orders.isSeize(order)) {
                assign(unit, margin, order, orders.remaining(order) - assignments.of(order));
            }
        }
    }

    private boolean hasOrder(final int unit) {
        int order = units.firstOrder(unit);
        while (order != OrdersInFlight.NONE && orders.isSeize(order)) {
            order = orders.next(order);
        }
        return order != OrdersInFlight.NONE;
    }

    private void assign(final int unit, final UnitMargin margin, final int order, final long quantity) {
        if (quantity <= 0 || isFull()) {
            return;
        }
        final Factor instrument = catalog.factor(orders.factor(order));
        final long mark = prices.value(instrument.priceSlot);
        final long bankruptcy = orderPrices
                .of(instrument, legBook.units(unit, instrument.index), mark, prices.value(instrument.settlementSlot))
                .bankruptcy(margin);
        candidates.take(instrument, orders.isBuy(order));
        // beyond maxPrice the ledger would refuse what it asks for
        final long price = bankruptcy == OrderPrices.NO_PRICE ? mark : Math.min(bankruptcy, instrument.maxPrice);
        assign(unit, order, instrument, quantity, price);
    }

    private boolean isFull() {
        return assignments.used() >= Assignments.PER_ORDER * state.control.maxOrdersInFlight();
    }

    private void assign(
            final int unit, final int order, final Factor instrument, final long quantity, final long price) {
        long left = quantity;
        for (int rank = 1; left > 0 && !candidates.isEmpty() && !isFull(); rank++) {
            final int counterparty = candidates.best();
            final long taken = Math.min(left, candidates.left(counterparty, instrument));
            candidates.bestScore(score);
            outputs.deleverage(unit, order, counterparty, instrument, taken, price, score, rank);
            assignments.add(units, unit, order, counterparty, taken);
            left -= taken;
            candidates.removeBest();
        }
    }
}
