package io.plimsoll.engine.differential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The index finds accounts by what they have on order where that counts for maintenance: whom a sweep and the naive engine find. */
@Timeout(60)
class OpenOrderTriggerPathsTest {
    private static final int ACCOUNTS = 60;
    private static final int ROOM = 512;
    private static final long UNIT = TriggerBook.UNIT;

    private static TriggerBook book() {
        return TriggerBook.small(ROOM).withOpenOrders().priced();
    }

    // Of 100 dollars, or coins, of notional that comes to be held if a side is filled, warned at 7.50.
    private static TriggerBook ordering(final int instrument, final long worth) {
        final TriggerBook book = book();
        for (int account = 1; account <= ACCOUNTS; account++) {
            book.open(account);
            book.cash(account, TriggerBook.USD, worth * (5 * UNIT + account * UNIT / 8));
            final long most = account % 3 == 0 ? UNIT : UNIT / 4;
            book.order(account, instrument, UNIT + UNIT / 4 - most, most);
        }
        return book;
    }

    @Test
    void shouldFindWhoHasOrdersInWhatIsNotHeld() {
        TriggerPathsTest.swingWithoutSweep(ordering(TriggerBook.LINEAR, 1), TriggerBook.LINEAR_PRICE);
    }

    @Test
    void shouldFindWhoHasOrdersInWhatIsSettledInACoin() {
        TriggerPathsTest.swingWithoutSweep(ordering(TriggerBook.IN_COIN, 100), TriggerBook.IN_COIN_PRICE);
        TriggerPathsTest.swingWithoutSweep(ordering(TriggerBook.IN_COIN, 100), TriggerBook.COIN_PRICE);
    }

    // 5 dollars are asked for 1, and as many for what may come to be held: below for the orders alone, and without
    // them.
    @Test
    void shouldFindWhoWaitsForItsOrdersToBeCancelledAndComesToBeBelowWithoutThem() {
        final TriggerBook book = book();
        book.arm();
        for (int account = 1; account <= ACCOUNTS; account++) {
            book.open(account);
            book.cash(account, TriggerBook.USD, 6 * UNIT + account * UNIT / 6);
            book.trade(account, TriggerBook.LINEAR, account % 2 == 0 ? UNIT : -UNIT);
            book.order(account, TriggerBook.LINEAR, account % 2 == 0 ? UNIT : 0, account % 2 == 0 ? 0 : UNIT);
        }
        TriggerPathsTest.swingWithoutSweep(book, TriggerBook.LINEAR_PRICE);
    }

    @Test
    void shouldFindWhoseOrdersAskForMoreThanAPositionGains() {
        final TriggerBook book = book();
        for (int account = 1; account <= ACCOUNTS; account++) {
            book.open(account);
            book.trade(account, TriggerBook.LINEAR, UNIT / 100);
            book.cash(account, TriggerBook.USD, 5 * UNIT + account * UNIT / 8);
            book.order(account, TriggerBook.LINEAR, UNIT - UNIT / 100, 0);
        }
        TriggerPathsTest.swingWithoutSweep(book, TriggerBook.LINEAR_PRICE);
    }
}
