package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
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
    private final Legs legs;
    private final LegBook legBook;
    private final OrdersInFlight orders;
    private final Assignments assignments;
    private final OrderPrices orderPrices;
    private final WaterfallOutputs outputs;
    private final EngineCounters counters;
    private final Winner winner;
    private final Ranking winners;
    private final Ranking losers;
    private final int[] covering = new int[2 * EngineCapacity.MAX_LEGS_PER_UNIT]; // factors
    private int coveringCount;
    private int rank;
    private final Int128 gap = new Int128();
    private final Int128 value = new Int128();
    private final Int128 score = new Int128();

    Deleverager(
            final EngineState state,
            final LegBook legBook,
            final MarginCalculator calculator,
            final OrderPrices orderPrices,
            final WaterfallOutputs outputs,
            final EngineCounters counters) {
        this.state = state;
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.legs = state.legs;
        this.legBook = legBook;
        this.orders = state.orders;
        this.assignments = state.orders.assignments;
        this.orderPrices = orderPrices;
        this.outputs = outputs;
        this.counters = counters;
        winner = new Winner(state, calculator);
        winners = new Ranking(units, counters);
        losers = new Ranking(units, counters);
    }

    /** Definitions were committed, or read from an image: allocates what they ask for. */
    void definitionsChanged() {
        if (by() != Deleveraging.NONE) {
            winners.makeRoom();
            losers.makeRoom();
        }
    }

    private Deleveraging by() {
        return catalog.profile().terms().waterfall().deleverage();
    }

    /** Assigns what is left of each of a bankrupt unit's orders that close positions. */
    void deleverage(final int unit, final UnitMargin margin) {
        if (by() == Deleveraging.NONE
                || units.expiries(unit) < catalog.profile().terms().waterfall().deleverageAfter()
                || !hasOrder(unit)
                || !isShortOfFunds(unit, margin)) {
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

    // Whether what its funds have for it is worth less than it owes.
    private boolean isShortOfFunds(final int unit, final UnitMargin margin) {
        gap.set(margin.netWorth).negate();
        coveringCount = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (factor.isInstrument) {
                takeCover(unit, factor.settlement);
            } else if (legs.units(leg) < 0) {
                takeCover(unit, factor);
            }
        }
        return gap.signum() > 0;
    }

    private void takeCover(final int unit, final Factor asset) {
        for (int i = 0; i < coveringCount; i++) {
            if (covering[i] == asset.index) {
                return;
            }
        }
        covering[coveringCount++] = asset.index;
        final Funds funds = state.waterfall.funds;
        final int fund = funds.of(unit);
        takeWorth(asset, funds.available(fund, asset));
        if (fund != Funds.SHARED) {
            takeWorth(asset, funds.available(Funds.SHARED, asset));
        }
    }

    private void takeWorth(final Factor asset, final long available) {
        value.setProduct(available, prices.value(asset.priceSlot))
                .multiply(asset.alignment)
                .multiply(Rates.ONE);
        gap.subtract(value);
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
        rankHolders(instrument, orders.isBuy(order));
        rank = 0;
        final long price = bankruptcy == OrderPrices.NO_PRICE ? mark : bankruptcy;
        final long left = assign(unit, order, instrument, price, quantity, winners);
        assign(unit, order, instrument, price, left, losers);
    }

    private boolean isFull() {
        return assignments.used() >= Assignments.PER_ORDER * state.control.maxOrdersInFlight();
    }

    // A buy takes from longs, a sell gives to shorts.
    private void rankHolders(final Factor instrument, final boolean isBuy) {
        winners.clear();
        losers.clear();
        final PagedLists places = legs.places.lists;
        for (int page = places.firstPage(instrument.index); page != PagedLists.NONE; page = places.nextPage(page)) {
            for (int place = places.start(page); place < places.end(instrument.index, page); place++) {
                final int holder = legs.places.holder(place);
                final int leg = legBook.find(holder, instrument.index);
                if (legs.units(leg) > 0 == isBuy) {
                    rankHolder(holder, leg, instrument);
                }
            }
        }
    }

    private void rankHolder(final int holder, final int leg, final Factor instrument) {
        counters.deleverageCandidates++;
        if (units.isChecked(holder)
                && !state.isSuspect(holder)
                && left(holder, leg, instrument) > 0
                && winner.take(holder, leg)) {
            if (winner.profit.signum() > 0) {
                winners.add(holder, winner.score(by(), score));
            } else {
                losers.add(holder, winner.profit);
            }
        }
    }

    // What of a position is not assigned yet.
    private long left(final int holder, final int leg, final Factor instrument) {
        return Math.abs(legs.units(leg)) - assignments.to(holder, instrument.index, orders);
    }

    // Answers what is left of the quantity.
    private long assign(
            final int unit,
            final int order,
            final Factor instrument,
            final long price,
            final long quantity,
            final Ranking from) {
        long left = quantity;
        while (left > 0 && !from.isEmpty() && !isFull()) {
            final int counterparty = from.best();
            if (from == winners) {
                from.bestScore(score);
            } else {
                score.set(0);
            }
            final int leg = legBook.find(counterparty, instrument.index);
            final long taken = Math.min(left, left(counterparty, leg, instrument));
            outputs.deleverage(unit, order, counterparty, instrument, taken, price, score, ++rank);
            assignments.add(units, unit, order, counterparty, taken);
            left -= taken;
            from.removeBest();
        }
        return left;
    }
}
