package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The index finds holders of inverse contracts by what those are worth: whom a sweep and the naive engine find, without a sweep. */
@Timeout(60)
class InverseTriggerPathsTest {
    private static final int ACCOUNTS = 60;
    private static final int ROOM = 512;

    private static TriggerBook book() {
        return TriggerBook.inverse(ROOM).priced().filled(ACCOUNTS);
    }

    @Test
    void shouldFindHoldersThatAPriceMovesEitherWay() {
        TriggerPathsTest.swingWithoutSweep(book(), TriggerBook.LINEAR_PRICE);
    }

    @Test
    void shouldFindHoldersOfContractsThatPayInACoin() {
        TriggerPathsTest.swingWithoutSweep(book(), TriggerBook.IN_COIN_PRICE);
        TriggerPathsTest.swingWithoutSweep(book(), TriggerBook.COIN_PRICE);
    }

    @Test
    void shouldFindShortsThatLoseWhenTheirPriceFalls() {
        TriggerPathsTest.swingWithoutSweep(book(), TriggerBook.STEEP_PRICE);
    }

    @Test
    void shouldFindHoldersThatFundingMovesEitherWay() {
        final TriggerBook book = book();
        final long before = book.counters().verdictChanges;
        final long sweeps = book.counters().sweeps;
        for (final int way : new int[] {1, -1, -1, 1}) {
            for (int step = 0; step < 60; step++) {
                final int moved = way > 0 ? step : 60 - step;
                book.fund(TriggerBook.LINEAR, (long) moved * way * TriggerBook.FIRST_PRICE / 600);
                book.fund(TriggerBook.IN_COIN, (long) moved * way * TriggerBook.FIRST_PRICE / 600);
            }
        }
        assertEquals(sweeps, book.counters().sweeps, "the index alone was to find them");
        TriggerPathsTest.requireChanges(book, before, 60);
    }
}
