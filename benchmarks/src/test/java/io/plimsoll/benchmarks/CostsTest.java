package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.backtest.Backtest;
import io.plimsoll.daemon.backtest.BacktestResult;
import io.plimsoll.daemon.backtest.PaperTerms;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.engine.Finder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to find the units near a boundary, counted: the same on any machine, however busy. The figures are those of the
 * last change that was meant to move them; when one moves by more than a few percent for good reason, the new figure goes here.
 */
@Timeout(120)
class CostsTest {
    private static final int ACCOUNTS = 5_000;
    private static final int TICKS = 10_000;
    private static final long START_NS = 1_700_000_000_000_000_000L;
    /** The first price of each of four instruments and four coins values every holder. */
    private static final int PRICES_FIRST_HEARD = 8;

    private static final double BAND = 0.03;

    @TempDir
    private Path folder;

    private Book book;

    @BeforeEach
    void makeBook() throws IOException {
        book = BenchmarkBook.make(folder, ACCOUNTS);
    }

    @Test
    void shouldHardlyValueOrReadAnythingWhileCalm() throws IOException {
        verify(0, 18_697, 0);
    }

    @Test
    void shouldValueWhoComesNearABoundaryInAFall() throws IOException {
        verify(-0.10, 20_580, 391_412);
    }

    @Test
    void shouldStayBelowAFewValuationsAUnitInACrash() throws IOException {
        verify(-0.50, 75_821, 4_490_204);
    }

    @Test
    void shouldSayThatASweepIndexesNobody() throws IOException {
        final BacktestResult index = run(-0.10, 400, Finder.INDEX);
        final BacktestResult sweep = run(-0.10, 400, Finder.SWEEP);
        assertEquals(index.stateHash(), sweep.stateHash());
        final Map<String, Long> costs = sweep.costs();
        assertEquals(ACCOUNTS + 1, costs.get("unitsWithoutIndex")); // and the paper liquidator
        assertEquals(0, costs.get("entriesScanned"));
        assertTrue(costs.get("sweeps") >= 400, costs::toString);
        assertTrue(costs.get("legsSwept") > 20 * index.costs().get("legsSwept"), costs::toString);
    }

    private void verify(final double move, final long unitsRecomputed, final long entriesScanned) throws IOException {
        final Map<String, Long> costs = run(move, TICKS, Finder.INDEX).costs();
        System.out.println("move " + move + ": " + costs);
        assertAll(
                () -> assertNear("unitsRecomputed", unitsRecomputed, costs),
                () -> assertNear("entriesScanned", entriesScanned, costs),
                () -> assertNear("sweeps", PRICES_FIRST_HEARD, costs),
                () -> assertNear("unitsWithoutIndex", 0, costs));
    }

    private static void assertNear(final String name, final long golden, final Map<String, Long> costs) {
        final long most = Math.round(BAND * golden);
        assertTrue(Math.abs(costs.get(name) - golden) <= most, name + ": expected " + golden + " of " + costs);
    }

    private BacktestResult run(final double move, final long ticks, final Finder finder) throws IOException {
        return new Backtest(
                        book,
                        RandomWalk.over(book, ticks, move, START_NS),
                        Files.createTempDirectory(folder, "journal"))
                .fills(PaperTerms.parse("paper:0,10"))
                .finder(finder)
                .run();
    }
}
