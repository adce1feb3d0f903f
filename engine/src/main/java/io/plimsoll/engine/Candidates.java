package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Deleveraging;

/**
 * Who may be given a position of one side of an instrument, ranked: those that have won something by their score, then the others by what
 * they have lost least (docs/internals/waterfall.md, Auto-deleveraging). Only holders of the instrument are looked at. Engine thread.
 */
final class Candidates {
    private final EngineState state;
    private final Units units;
    private final Legs legs;
    private final LegBook legBook;
    private final EngineCounters counters;
    private final Winner winner;
    private final Ranking winners;
    private final Ranking losers;
    private final Int128 score = new Int128();

    Candidates(
            final EngineState state,
            final LegBook legBook,
            final MarginCalculator calculator,
            final EngineCounters counters) {
        this.state = state;
        this.units = state.units;
        this.legs = state.legs;
        this.legBook = legBook;
        this.counters = counters;
        winner = new Winner(state, calculator);
        winners = new Ranking(units, counters);
        losers = new Ranking(units, counters);
    }

    /** Allocates room for every unit, once. */
    void makeRoom() {
        winners.makeRoom();
        losers.makeRoom();
    }

    /** By what they are ranked. */
    Deleveraging by() {
        return state.catalog.profile().terms().waterfall().deleverage();
    }

    /** Looks at the holders that an order may be given to: a buy takes from longs, a sell gives to shorts. */
    void take(final Factor instrument, final boolean isBuy) {
        winners.clear();
        losers.clear();
        final PagedLists places = legs.places.lists;
        for (int page = places.firstPage(instrument.index); page != PagedLists.NONE; page = places.nextPage(page)) {
            for (int place = places.start(page); place < places.end(instrument.index, page); place++) {
                final int holder = legs.places.holder(place);
                final int leg = legBook.find(holder, instrument.index);
                if (legs.units(leg) > 0 == isBuy) {
                    take(holder, leg, instrument);
                }
            }
        }
    }

    private void take(final int holder, final int leg, final Factor instrument) {
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

    boolean isEmpty() {
        return winners.isEmpty() && losers.isEmpty();
    }

    /** The best of those that are left. */
    int best() {
        return winners.isEmpty() ? losers.best() : winners.best();
    }

    /** The score of the best. */
    Int128 bestScore(final Int128 result) {
        return winners.isEmpty() ? result.set(0) : winners.bestScore(result);
    }

    /** What of the position of one of them is not assigned yet. */
    long left(final int holder, final Factor instrument) {
        return left(holder, legBook.find(holder, instrument.index), instrument);
    }

    private long left(final int holder, final int leg, final Factor instrument) {
        return Math.abs(legs.units(leg)) - state.orders.assignments.to(holder, instrument.index, state.orders);
    }

    /** Takes the best out. */
    void removeBest() {
        if (winners.isEmpty()) {
            losers.removeBest();
        } else {
            winners.removeBest();
        }
    }
}
