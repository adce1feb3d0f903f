package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every path of the index, each taken on purpose and seen to be taken: what it finds there is what a sweep and the naive engine find
 * (promises P10, P11).
 */
@Timeout(60)
class TriggerPathsTest {
    private static final int ACCOUNTS = 60;
    private static final int ROOM = 512;
    private static final int PAGE = 1_024;

    private static TriggerBook book() {
        return TriggerBook.small(ROOM).priced().filled(ACCOUNTS);
    }

    private static long swept(final TriggerBook book) {
        return book.counters().sweeps;
    }

    static void requireChanges(final TriggerBook book, final long before, final int least) {
        final long changes = book.counters().verdictChanges - before;
        assertTrue(changes >= least, "too few verdicts changed: " + changes);
    }

    static void swingWithoutSweep(final TriggerBook book, final int id) {
        final long before = book.counters().verdictChanges;
        final long sweeps = swept(book);
        final long estimated = book.counters().unitsEstimated;
        book.swing(id, 1.5);
        assertEquals(sweeps, swept(book), "the index alone was to find them");
        assertTrue(book.counters().unitsEstimated > estimated, "no estimate proved anything");
        requireChanges(book, before, 20);
    }

    @Test
    void shouldFindUnitsThatAPriceMovesEitherWay() {
        swingWithoutSweep(book(), TriggerBook.LINEAR_PRICE);
    }

    @Test
    void shouldFindLongsThatLoseWhenTheirPriceRises() {
        swingWithoutSweep(book(), TriggerBook.STEEP_PRICE);
    }

    @Test
    void shouldFindUnitsBySettlementPriceAndByTheWorthOfCollateralAndDebt() {
        swingWithoutSweep(book(), TriggerBook.COIN_PRICE);
    }

    // A debt of one coin, 100 dollars: 200 are asked for, warned at 300.
    @Test
    void shouldFindDebtsInTheRequirement() {
        final TriggerBook book = TriggerBook.small(ROOM).withDebtsRequired().priced();
        for (int account = 1; account <= ACCOUNTS; account++) {
            book.open(account);
            book.cash(account, TriggerBook.USD, 300_000_000 + account * 500_000L);
            book.cash(account, TriggerBook.COIN, -TriggerBook.UNIT);
        }
        swingWithoutSweep(book, TriggerBook.COIN_PRICE);
    }

    // A position of 100 coins of notional, of which 5 are asked for and 2 are there: 3 coins at 100 dollars, weighing
    // twice, against 600 dollars and more.
    @Test
    void shouldFindUnitsByWhatTheirBucketsCount() {
        for (final int id : new int[] {TriggerBook.COIN_PRICE, TriggerBook.IN_COIN_PRICE}) {
            final TriggerBook book = TriggerBook.small(ROOM).withBuckets().priced();
            for (int account = 1; account <= ACCOUNTS; account++) {
                book.open(account);
                book.trade(account, TriggerBook.IN_COIN, account % 2 == 0 ? TriggerBook.UNIT : -TriggerBook.UNIT);
                book.cash(account, TriggerBook.COIN, 2 * TriggerBook.UNIT);
                book.cash(account, TriggerBook.USD, (600 + 5L * account) * TriggerBook.UNIT);
            }
            swingWithoutSweep(book, id);
        }
    }

    @Test
    void shouldFindPositionsSettledInWhatHasAPrice() {
        swingWithoutSweep(book(), TriggerBook.IN_COIN_PRICE);
    }

    @Test
    void shouldFindUnitsThatFundingMovesEitherWay() {
        final TriggerBook book = book();
        final long before = book.counters().verdictChanges;
        final long sweeps = swept(book);
        for (final int way : new int[] {1, -1, -1, 1}) {
            for (int step = 0; step < 60; step++) {
                final int moved = way > 0 ? step : 60 - step;
                book.fund(TriggerBook.LINEAR, (long) moved * way * TriggerBook.FIRST_PRICE / 600);
                book.fund(TriggerBook.IN_COIN, (long) moved * way * TriggerBook.FIRST_PRICE / 600);
            }
        }
        assertEquals(sweeps, swept(book), "the index alone was to find them");
        requireChanges(book, before, 60);
    }

    @Test
    void shouldMeasureAnewWhenAPriceMovesBySixtyFourTimes() {
        for (int id = TriggerBook.COIN_PRICE; id <= TriggerBook.STEEP_PRICE; id++) {
            final TriggerBook book = book();
            final long sweeps = swept(book);
            final long before = book.counters().verdictChanges;
            book.tick(id, 64 * TriggerBook.FIRST_PRICE);
            assertTrue(swept(book) > sweeps, "keys cannot measure that far");
            book.tick(id, TriggerBook.FIRST_PRICE);
            book.swing(id, 1.2);
            book.walk(id, 64, 0.2);
            book.walk(id, 1.0 / 64, 0.2);
            book.walk(id, 1.0 / 4096, 0.2);
            book.walk(id, 1, 0.2);
            book.swing(id, 1.2);
            requireChanges(book, before, 20);
        }
    }

    @Test
    void shouldFindUnitsOfAPriceThatHasGrownBeyondTheReachOfItsKeys() {
        final TriggerBook book = book();
        book.walk(TriggerBook.LINEAR_PRICE, 1_024, 0.5);
        book.open(ACCOUNTS + 1);
        book.trade(ACCOUNTS + 1, TriggerBook.LINEAR, TriggerBook.UNIT);
        book.cash(ACCOUNTS + 1, TriggerBook.USD, 1_024 * 10 * TriggerBook.UNIT);
        final long before = book.counters().verdictChanges;
        book.walk(TriggerBook.LINEAR_PRICE, 800, 0.001);
        requireChanges(book, before, 2);
    }

    // A long of one from 100 on 26 dollars is worth its warning level at 80 dollars exactly, a short on 29 dollars at
    // 120.
    @Test
    void shouldLeaveUnitsOnTheirBoundaryToTheExactValuation() {
        leaveToTheExactValuation(TriggerBook.UNIT, 26, 80);
        leaveToTheExactValuation(-TriggerBook.UNIT, 29, 120);
    }

    private static void leaveToTheExactValuation(final long quantity, final long cash, final long boundary) {
        final TriggerBook book = TriggerBook.small(ROOM).priced();
        book.open(1);
        book.trade(1, TriggerBook.LINEAR, quantity);
        book.cash(1, TriggerBook.USD, cash * TriggerBook.UNIT);
        final Map<Verdict, Integer> told = new EnumMap<>(Verdict.class);
        long exactly = 0;
        for (final int beside : new int[] {2, 1, 0, -1, 0, 1, 0, -1, -2, -1, 0}) {
            final long estimated = book.counters().unitsEstimated;
            final long exact = book.counters().unitsRecomputed;
            final long worse = (long) Long.signum(quantity) * beside;
            count(book.tick(TriggerBook.LINEAR_PRICE, boundary * TriggerBook.UNIT + worse), told);
            if (beside == 0) {
                assertEquals(estimated, book.counters().unitsEstimated, "nothing can be proved there by an estimate");
                exactly += book.counters().unitsRecomputed - exact;
            }
        }
        assertTrue(exactly >= 3, "only " + exactly + " looks on the boundary were exact");
        assertEquals(Map.of(Verdict.WARNING, 2, Verdict.HEALTHY, 2), told);
    }

    private static void count(final List<Output> outputs, final Map<Verdict, Integer> told) {
        for (final Output output : outputs) {
            if (output instanceof Output.UnitStateChange change) {
                told.merge(change.current(), 1, Integer::sum);
            }
        }
    }

    @Test
    void shouldFollowUnitsThatAreNotHealthyBothWaysThroughEveryVerdict() {
        final TriggerBook book = book();
        final Map<Verdict, Integer> told = new EnumMap<>(Verdict.class);
        final int[] percent = {
            96, 94, 92, 90, 88, 86, 84, 80, 84, 86, 88, 90, 92, 94, 96, 98, 100, 104, 108, 112, 116, 108, 100
        };
        for (int round = 0; round < 3; round++) {
            for (final int price : percent) {
                count(book.tick(TriggerBook.LINEAR_PRICE, price * TriggerBook.UNIT - round), told);
            }
        }
        for (final Verdict verdict : List.of(Verdict.HEALTHY, Verdict.WARNING, Verdict.LIQUIDATE, Verdict.BANKRUPT)) {
            assertTrue(told.getOrDefault(verdict, 0) > 20, "too few became " + verdict + ": " + told);
        }
    }

    @Test
    void shouldValueEveryHolderOfAnInstrumentAtItsFirstPrice() {
        for (int id = TriggerBook.COIN_PRICE; id <= TriggerBook.STEEP_PRICE; id++) {
            final TriggerBook book = TriggerBook.small(ROOM);
            for (int other = TriggerBook.COIN_PRICE; other <= TriggerBook.STEEP_PRICE; other++) {
                if (other != id) {
                    book.tick(other, TriggerBook.FIRST_PRICE);
                }
            }
            book.filled(ACCOUNTS);
            final long sweeps = swept(book);
            final long before = book.counters().verdictChanges;
            book.tick(id, TriggerBook.UNIT / 2);
            assertTrue(swept(book) > sweeps, "its first price values all of them");
            for (int step = 2; step < 300; step++) {
                book.tick(id, (long) step * step * TriggerBook.UNIT / 50);
            }
            requireChanges(book, before, 5);
        }
    }

    @Test
    void shouldFindUnitsAgainAfterArmAndKill() {
        final TriggerBook book = book();
        book.walk(TriggerBook.LINEAR_PRICE, 0.97, 0.01);
        book.arm();
        book.walk(TriggerBook.LINEAR_PRICE, 0.85, 0.01);
        final long withheld = book.counters().withheld;
        book.kill();
        book.tick(TriggerBook.LINEAR_PRICE, book.price(TriggerBook.LINEAR_PRICE) + 1);
        assertTrue(book.counters().withheld > withheld, "those below are told at the next price");
        final long orders = book.counters().ordersIssued;
        book.arm();
        assertTrue(book.counters().ordersIssued > orders, "those below get orders again");
        book.swing(TriggerBook.LINEAR_PRICE, 1.2);
    }

    @Test
    void shouldFindUnitsAtTheirNextPriceAfterTheirSourceLostRecords() {
        final TriggerBook book = book();
        book.arm();
        book.walk(TriggerBook.LINEAR_PRICE, 0.95, 0.01);
        book.loseFact();
        book.open(ACCOUNTS + 1);
        book.tick(TriggerBook.LINEAR_PRICE, book.price(TriggerBook.LINEAR_PRICE) - 1);
        final long withheld = book.counters().withheld;
        book.walk(TriggerBook.LINEAR_PRICE, 0.90, 0.005);
        assertTrue(book.counters().withheld > withheld, "suspects below get no orders");
    }

    @Test
    void shouldFindUnitsAtTheirNextPriceWhenThereWasNoRoomForTheirOrders() {
        final TriggerBook book = TriggerBook.small(2).priced().filled(ACCOUNTS);
        book.arm();
        final long withheld = book.counters().withheld;
        book.walk(TriggerBook.LINEAR_PRICE, 0.93, 0.01);
        assertTrue(book.counters().withheld > withheld, "there is room for two orders");
        long orders = book.counters().ordersIssued;
        for (int account = 1; account <= ACCOUNTS; account++) {
            if (account % 6 == 0) {
                book.trade(account, TriggerBook.LINEAR, -TriggerBook.UNIT);
                book.tick(TriggerBook.LINEAR_PRICE, book.price(TriggerBook.LINEAR_PRICE) - 1);
            }
        }
        orders = book.counters().ordersIssued - orders;
        assertTrue(orders > 0, "room that came free was not used");
    }

    @Test
    void shouldFindAfterARestartWhatItWouldHaveFoundWithout() {
        for (int id = TriggerBook.COIN_PRICE; id <= TriggerBook.STEEP_PRICE; id++) {
            final TriggerBook book = book();
            book.arm();
            book.engines.restart();
            book.walk(id, 1.1, 0.01);
            book.engines.restart();
            assertEquals(0, book.counters().events);
            book.walk(id, 0.8, 0.01);
            book.engines.restart();
            book.kill();
            book.swing(id, 1.4);
            requireChanges(book, 0, 5);
        }
    }

    @Test
    void shouldFindUnhealthyUnitsAfterARestartBothWays() {
        final TriggerBook book = book();
        book.walk(TriggerBook.LINEAR_PRICE, 0.93, 0.01);
        book.engines.restart();
        book.walk(TriggerBook.LINEAR_PRICE, 1, 0.01);
        requireChanges(book, 0, 10);
    }

    // Every holder has a leaf on one of a few pages. Where one closes, the last leaf moves into its place, and who
    // opens next takes the
    // last place.
    @Test
    void shouldFindEveryLeafOfFullPagesAndThoseMovedIntoTheMiddle() {
        findAmongPages(book -> book.swing(TriggerBook.LINEAR_PRICE, 1.05));
        findAmongPages(book -> book.swing(TriggerBook.COIN_PRICE, 1.3));
        findAmongPages(book -> {
            book.fund(TriggerBook.LINEAR, -TriggerBook.FIRST_PRICE / 20);
            book.fund(TriggerBook.LINEAR, TriggerBook.FIRST_PRICE / 20);
            book.fund(TriggerBook.LINEAR, 0);
        });
    }

    private static void findAmongPages(final Consumer<TriggerBook> move) {
        final int accounts = 3 * PAGE + 100;
        final TriggerBook book = TriggerBook.large(accounts).priced().filled(accounts);
        for (final long way : new long[] {-TriggerBook.UNIT, TriggerBook.UNIT}) {
            for (int account = 6; account <= accounts; account += 18) {
                book.trade(account, TriggerBook.LINEAR, way);
            }
            for (int account = 2; account <= accounts; account += 18) {
                book.trade(account, TriggerBook.IN_COIN, way);
            }
        }
        final long sweeps = swept(book);
        final long before = book.counters().verdictChanges;
        move.accept(book);
        requireChanges(book, before, PAGE);
        assertEquals(sweeps, swept(book), "the index alone was to find them");
        book.engines.requireSameState();
    }

    @Test
    void shouldTakeAndLeaveAnInstrumentsOnlyPageAsOftenAsAPositionOpensAndCloses() {
        final TriggerBook book = TriggerBook.small(ROOM).priced();
        book.open(1);
        book.cash(1, TriggerBook.USD, 20 * TriggerBook.UNIT);
        for (int time = 0; time < 2_000; time++) {
            book.trade(1, TriggerBook.LINEAR, TriggerBook.UNIT);
            book.trade(1, TriggerBook.LINEAR, -TriggerBook.UNIT);
        }
        book.trade(1, TriggerBook.LINEAR, TriggerBook.UNIT);
        final long before = book.counters().verdictChanges;
        book.swing(TriggerBook.LINEAR_PRICE, 1.5);
        requireChanges(book, before, 1);
        book.engines.requireSameState();
    }

    // The walk that finds the first account does not enter the page of the second, whose key is the highest from there.
    @Test
    void shouldKeepTheMaximumOfAPageThatAWalkPassesBy() {
        final int accounts = 2 * PAGE;
        final TriggerBook book = TriggerBook.large(accounts).priced();
        for (int account = 1; account <= accounts; account++) {
            book.open(account);
            book.cash(
                    account,
                    TriggerBook.USD,
                    switch (account) {
                        case 1 -> 8_425_000; // warned below 99
                        case 2_000 -> 9_997_500; // below 97.30
                        default -> 500 * TriggerBook.UNIT;
                    });
            book.trade(account, TriggerBook.LINEAR, TriggerBook.UNIT);
        }
        final long before = book.counters().verdictChanges;
        book.tick(TriggerBook.LINEAR_PRICE, 97_800_000);
        requireChanges(book, before, 1);
        book.tick(TriggerBook.LINEAR_PRICE, 97_200_000);
        requireChanges(book, before, 2);
    }
}
