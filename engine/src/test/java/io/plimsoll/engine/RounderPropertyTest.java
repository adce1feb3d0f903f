package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounding of terms against BigDecimal, over values of every length, either sign, and all decimals. */
@Timeout(60)
class RounderPropertyTest {
    private static final int TRIES = 50_000;
    private static final Map<Rounding, RoundingMode> MODES = Map.of(
            Rounding.FLOOR, RoundingMode.FLOOR,
            Rounding.CEIL, RoundingMode.CEILING,
            Rounding.TRUNCATE, RoundingMode.DOWN);

    private final long seed = Long.getLong("plimsoll.seed", 20_261_130);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Rounder rounder = new Rounder();
    private int valueDecimals;
    private int decimals;
    private Rounding mode = Rounding.NONE;

    RounderPropertyTest() {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
    }

    private void draw() {
        valueDecimals = 6 + random.nextInt(30);
        decimals = Math.max(0, valueDecimals - random.nextInt(19));
        mode = List.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.TRUNCATE)
                .get(random.nextInt(4));
        rounder.set(new RoundingTerms(decimals, mode, mode, mode, mode, mode), valueDecimals, false);
    }

    // small enough to be rounded up, and large enough to be rounded at all
    private Int128 next() {
        final long high = random.nextLong() >> (2 + random.nextInt(62));
        final Int128 value = new Int128().set(high, random.nextLong());
        return random.nextInt(3) == 0 ? value.set(value.low() >> random.nextInt(64)) : value;
    }

    private static BigInteger big(final Int128 value) {
        return new BigInteger(value.toString());
    }

    private BigInteger expected(final BigInteger value, final int scale, final Rounding how) {
        if (how == Rounding.NONE) {
            return value;
        }
        return new BigDecimal(value, scale)
                .setScale(decimals, MODES.get(how))
                .setScale(scale, RoundingMode.UNNECESSARY)
                .unscaledValue();
    }

    @Test
    void shouldRoundEachTermToTheDecimalsByItsMode() {
        for (int i = 0; i < TRIES; i++) {
            draw();
            final Int128 value = next();
            final BigInteger exact = big(value);
            final BigInteger rounded = expected(exact, valueDecimals, mode);
            assertEquals(rounded, big(rounder.weighted(new Int128().set(value))));
            assertEquals(rounded, big(rounder.requirement(new Int128().set(value))));
            final Rounding ofFunding = mode == Rounding.NONE ? mode : Rounding.CEIL;
            assertEquals(expected(exact, valueDecimals, ofFunding), big(rounder.funding(new Int128().set(value))));
        }
    }

    @Test
    void shouldRoundWorthsBeforeTheirWeight() {
        for (int i = 0; i < TRIES; i++) {
            draw();
            final Int128 worth = next().shiftRight(20); // a million times as much is a value
            final BigInteger million = BigInteger.valueOf(1_000_000);
            final BigInteger rounded =
                    expected(big(worth).multiply(million), valueDecimals, mode).divide(million);
            assertEquals(rounded, big(rounder.collateral(new Int128().set(worth))));
            assertEquals(rounded, big(rounder.debt(new Int128().set(worth))));
            assertEquals(rounded, big(rounder.notional(new Int128().set(worth))));
        }
    }

    @Test
    void shouldRoundAShareOfARoundedRequirementAnew() {
        for (int i = 0; i < TRIES; i++) {
            draw();
            if (mode == Rounding.NONE) {
                continue;
            }
            final int share = 1 + random.nextInt(1_000_000);
            final Int128 whole = rounder.requirement(next().abs());
            final BigDecimal product = new BigDecimal(big(whole), valueDecimals)
                    .multiply(BigDecimal.valueOf(share).movePointLeft(6));
            final BigInteger expected = product.setScale(decimals, MODES.get(mode))
                    .setScale(valueDecimals, RoundingMode.UNNECESSARY)
                    .unscaledValue();
            assertEquals(expected, big(rounder.shareOfRequirement(whole, share)), mode + " " + share);
        }
    }

    @Test
    void shouldLeaveEverythingAsItIsWithoutDecimals() {
        rounder.set(RoundingTerms.PLAIN, 20, false);
        assertTrue(rounder.isExact());
        assertFalse(rounder.roundsNotional());
        assertFalse(rounder.roundsRequirement());
        final Int128 value = new Int128().set(12_345_678_901L);
        assertEquals(big(value), big(rounder.collateral(new Int128().set(value))));
        assertEquals(big(value), big(rounder.requirement(new Int128().set(value))));
        assertEquals(0, rounder.hiddenUnit());
        rounder.set(RoundingTerms.PLAIN, 20, true);
        assertEquals(1, rounder.hiddenUnit());
    }

    @Test
    void shouldTellWhichDecimalsAScaleCanKeep() {
        assertTrue(Rounder.isPossible(RoundingTerms.PLAIN, 40));
        assertTrue(Rounder.isPossible(keeping(6), 24));
        assertTrue(Rounder.isPossible(keeping(6), 6));
        assertFalse(Rounder.isPossible(keeping(6), 25));
        assertFalse(Rounder.isPossible(keeping(7), 6));
    }

    private static RoundingTerms keeping(final int decimals) {
        return new RoundingTerms(decimals, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE);
    }
}
