package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shares of values against BigInteger, over values of every length and either sign. */
@Timeout(60)
class SharePropertyTest {
    private static final int TRIES = 50_000;
    private static final BigInteger MILLION = BigInteger.valueOf(Rates.ONE);
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(126);
    /** The widest weight is 10. */
    private static final int WIDEST = 10 * Rates.ONE;

    private final long seed = Long.getLong("plimsoll.seed", 20_261_130);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final Share share = new Share();

    SharePropertyTest() {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
    }

    @Test
    void shouldRoundAShareDown() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 value = value(122);
            final int ppm = ppm(0);
            final BigInteger expected = floor(big(value).multiply(BigInteger.valueOf(ppm)), MILLION);
            assertEquals(expected, big(share.floor(value, ppm)));
        }
    }

    @Test
    void shouldRoundAPartUp() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 value = value(125).abs();
            final long whole = 1 + random.nextLong(1L << (1 + random.nextInt(58)));
            final long part = 1 + random.nextLong(whole);
            final BigInteger product = big(value).multiply(BigInteger.valueOf(part));
            final BigInteger expected =
                    floor(product.negate(), BigInteger.valueOf(whole)).negate();
            assertEquals(expected, big(share.ceil(value, part, whole)));
        }
    }

    @Test
    void shouldFindTheLeastThatASharesFloorReaches() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 value = value(125);
            final int ppm = ppm(1);
            final BigInteger wanted = big(value);
            final BigInteger exact = floor(wanted.negate().multiply(MILLION), BigInteger.valueOf(ppm))
                    .negate();
            final BigInteger least = big(share.least(value, ppm));
            if (least.abs().equals(MOST)) {
                assertEquals(1, exact.abs().compareTo(MOST), "only what passes 126 bits is told as that");
                assertEquals(exact.signum(), least.signum());
            } else {
                assertEquals(exact, least);
            }
        }
    }

    private int ppm(final int least) {
        return switch (random.nextInt(4)) {
            case 0 -> Rates.ONE;
            case 1 -> least + random.nextInt(3);
            case 2 -> WIDEST - random.nextInt(3);
            default -> least + random.nextInt(WIDEST);
        };
    }

    private Int128 value(final int mostBits) {
        final Int128 value = new Int128().set(random.nextLong(), random.nextLong());
        return value.shiftRight(128 - 1 - random.nextInt(mostBits + 1));
    }

    private static BigInteger floor(final BigInteger value, final BigInteger by) {
        final BigInteger[] parts = value.divideAndRemainder(by);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger big(final Int128 value) {
        return Decimals.toBigInteger(value.high(), value.low());
    }
}
