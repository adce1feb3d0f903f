package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Medians, and intervals that hold the true median as often as they say. */
@Timeout(20)
class SpreadTest {
    @Test
    void shouldTakeTheMiddleOne() {
        assertEquals(2, Spread.of(9, 1, 2).median());
        assertEquals(3, Spread.of(9, 1, 2, 4).median());
        assertEquals(7, Spread.of(7).median());
    }

    @Test
    void shouldHaveTheRanksOfTheTables() {
        final int[] runs = {1, 5, 6, 8, 9, 12, 15, 20, 25, 30, 50, 100};
        final int[] ranks = {0, 0, 1, 1, 2, 3, 4, 6, 8, 10, 18, 40};
        for (int i = 0; i < runs.length; i++) {
            assertEquals(ranks[i], Spread.rank(runs[i]), runs[i] + " runs");
            assertEquals(ranks[i] > 0, Spread.of(new double[runs[i]]).hasInterval());
        }
    }

    @Test
    void shouldReachFromTheSixthToTheFifteenthOfTwenty() {
        final Spread spread =
                Spread.of(IntStream.rangeClosed(1, 20).mapToDouble(i -> i).toArray());
        assertEquals(new Spread(10.5, 1, 20, 6, 15, 20), spread);
        assertEquals("10.50 (95 %: 6.00 to 15.00)", spread.text());
    }

    @Test
    void shouldSayLeastAndMostOfTooFew() {
        assertEquals("2.00 (1.00 to 9.00)", Spread.of(9, 1, 2).text());
        assertFalse(Spread.of(9, 1, 2).hasInterval());
    }

    @Test
    void shouldHoldTheTrueMedianOfALopsidedDistribution() {
        final long seed = 5;
        System.out.println("seed " + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final int trials = 20_000;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            final double[] figures = new double[20];
            for (int i = 0; i < figures.length; i++) {
                figures[i] = Math.exp(5 * random.nextDouble()); // median e^2.5
            }
            final Spread spread = Spread.of(figures);
            held += spread.low() <= Math.exp(2.5) && Math.exp(2.5) <= spread.high() ? 1 : 0;
        }
        final double share = (double) held / trials; // 0.9586 is the binomial's
        assertTrue(Math.abs(share - 0.9586) < 0.006, "held " + share);
    }
}
