package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * An estimate is as near to the exact numbers as it says, proves no verdict that is not so, and a share never lets a number cross its
 * boundary: for units at every scale that the overflow proof allows, and near boundaries most of all.
 */
@Timeout(60)
class EstimatePropertyTest {
    private static final int UNITS = 5_000;
    private static final int LEAST = 200;

    private final long first = Long.getLong("plimsoll.seed", 1);

    private RandomUnit unit(final int i) {
        return new RandomUnit(new SplittableRandom(first + i), (first + i) % 5 == 0);
    }

    private String where(final int i) {
        return "unit " + i + "; reproduce with -Dplimsoll.seed=" + (first + i);
    }

    @Test
    void shouldBeAsNearToTheExactNumbersAsItSays() {
        int widest = 0;
        for (int i = 0; i < UNITS; i++) {
            final RandomUnit unit = unit(i);
            final UnitEstimate estimate = unit.estimate();
            final BigInteger[] exact = unit.distances();
            final double level = estimate.maintenanceMargin * ((double) unit.warningRatioPpm / Rates.ONE);
            requireNear(exact[0], estimate.netWorth, estimate.error(), i);
            requireNear(exact[1], estimate.equity - estimate.maintenanceMargin, estimate.error(), i);
            requireNear(exact[2], estimate.equity - level, estimate.error(), i);
            widest = Math.max(widest, bits(unit.margin().equity));
        }
        assertTrue(widest > 118, "no unit is near the limits of 128 bits: " + widest + " bits");
    }

    private void requireNear(final BigInteger exact, final double estimate, final double error, final int i) {
        final BigDecimal off = value(exact).subtract(new BigDecimal(estimate)).abs();
        assertTrue(
                off.compareTo(new BigDecimal(error)) <= 0,
                () -> "off by " + off + ", says at most " + error + "; " + where(i));
    }

    private static BigDecimal value(final BigInteger millionths) {
        return new BigDecimal(millionths, Rates.DECIMALS);
    }

    private static int bits(final Int128 value) {
        return RandomUnit.big(value).bitLength();
    }

    @Test
    void shouldProveAVerdictOnlyWhereItIsTheExactOne() {
        int healthy = 0;
        int warning = 0;
        int unproved = 0;
        for (int i = 0; i < UNITS; i++) {
            final RandomUnit unit = unit(i);
            final Verdict verdict = unit.verdict();
            final UnitEstimate estimate = unit.estimate();
            if (estimate.healthySlack(unit.warningRatioPpm) > 0) {
                assertEquals(Verdict.HEALTHY, verdict, where(i));
                healthy++;
            } else if (estimate.warningSlack(unit.warningRatioPpm) > 0) {
                assertEquals(Verdict.WARNING, verdict, where(i));
                warning++;
            } else if (verdict == Verdict.HEALTHY || verdict == Verdict.WARNING) {
                unproved++;
            }
        }
        System.out.printf(
                "%,d healthy and %,d warned proved, %,d left to the exact valuation%n", healthy, warning, unproved);
        assertTrue(Math.min(healthy, Math.min(warning, unproved)) > LEAST, "too few of one kind");
    }

    @Test
    void shouldNeverShareOutMoreThanThereIs() {
        int shared = 0;
        for (int i = 0; i < UNITS; i++) {
            final RandomUnit unit = unit(i);
            final UnitMargin margin = unit.margin();
            final int ratio = unit.warningRatioPpm;
            final BigInteger[] exact = unit.distances();
            if (exact[2].signum() >= 0) {
                requireWithin(SlackSplit.ofHealthy(margin, ratio), margin, exact[2], i);
            }
            final BigInteger nearest = exact[0].abs().min(exact[1].abs()).min(exact[2].abs());
            requireWithin(SlackSplit.ofUnhealthy(margin, ratio), margin, nearest, i);
            final UnitEstimate estimate = unit.estimate();
            final double healthySlack = estimate.healthySlack(ratio);
            final double warningSlack = estimate.warningSlack(ratio);
            if (healthySlack > 0) {
                requireWithin(SlackSplit.share(healthySlack, estimate.exposure), margin, exact[2], i);
                shared++;
            } else if (warningSlack > 0) {
                requireWithin(SlackSplit.share(warningSlack, estimate.exposure), margin, nearest, i);
                shared++;
            }
        }
        assertTrue(shared > LEAST, "too few shares of estimates: " + shared);
    }

    // What all legs together may move by stays within the slack, and the distance is no more than the share of a size.
    private void requireWithin(final double share, final UnitMargin margin, final BigInteger slack, final int i) {
        // Rounding may be worse by its most now, and better by its most then.
        final BigDecimal hidden = share > 0
                ? new BigDecimal(RandomUnit.big(margin.hidden)).multiply(BigDecimal.valueOf(2))
                : BigDecimal.ZERO;
        final BigDecimal moved = new BigDecimal(share)
                .multiply(new BigDecimal(RandomUnit.big(margin.exposure)))
                .add(hidden);
        assertTrue(
                share >= 0 && share <= SlackSplit.WHOLE && moved.compareTo(value(slack)) <= 0,
                () -> "a share of " + share + " moves by " + moved + ", slack is " + value(slack) + "; " + where(i));
        for (long size = 1; size < 1L << 59; size = size * 3 + 1) {
            final BigDecimal part = new BigDecimal(SlackSplit.part(share, size));
            assertTrue(part.compareTo(new BigDecimal(share).multiply(new BigDecimal(size))) <= 0, where(i));
        }
    }
}
