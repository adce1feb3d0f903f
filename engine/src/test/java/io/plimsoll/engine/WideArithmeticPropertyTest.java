package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every operation of the 128-bit arithmetic against BigInteger, over values of every length, edges included. */
@Timeout(120)
class WideArithmeticPropertyTest {
    private static final int TRIES = 100_000;
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);
    private static final long[] EDGES = {0, 1, -1, 2, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, -(1L << 32), 1_000_000};

    private final long seed = Long.getLong("plimsoll.seed", 20_261_124);
    private final SplittableRandom random = new SplittableRandom(seed);
    private final WideDivision division = new WideDivision();

    WideArithmeticPropertyTest() {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
    }

    private long nextLong() {
        return random.nextInt(8) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextLong() >> random.nextInt(64);
    }

    private Int128 next() {
        final Int128 value = new Int128().set(nextLong() >> random.nextInt(64), nextLong());
        return random.nextInt(4) == 0 ? value.set(value.low()) : value;
    }

    private static BigInteger big(final Int128 value) {
        return new BigInteger(value.toString());
    }

    // what 128 bits of two's complement keep
    private static BigInteger wrapped(final BigInteger value) {
        final BigInteger low = value.mod(MODULUS);
        return low.testBit(127) ? low.subtract(MODULUS) : low;
    }

    @Test
    void shouldAddSubtractAndNegate() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final Int128 b = next();
            assertEquals(wrapped(big(a).add(big(b))), big(new Int128().set(a).add(b)));
            assertEquals(
                    wrapped(big(a).subtract(big(b))), big(new Int128().set(a).subtract(b)));
            assertEquals(wrapped(big(a).negate()), big(new Int128().set(a).negate()));
            assertEquals(big(a).signum(), a.signum());
            assertEquals(Integer.signum(big(a).compareTo(big(b))), Integer.signum(a.compareTo(b)));
            assertEquals(big(a).bitLength() < 64, a.fitsLong());
        }
    }

    @Test
    void shouldMultiply() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final long m = nextLong();
            final long n = nextLong();
            final BigInteger product = BigInteger.valueOf(m).multiply(BigInteger.valueOf(n));
            assertEquals(product, big(new Int128().setProduct(m, n)));
            assertEquals(
                    wrapped(big(a).multiply(BigInteger.valueOf(m))),
                    big(new Int128().set(a).multiply(m)));
            assertEquals(wrapped(big(a).add(product)), big(new Int128().set(a).addProduct(m, n)));
            assertEquals(
                    wrapped(big(a).subtract(product)), big(new Int128().set(a).subtractProduct(m, n)));
            final Int128 b = next();
            assertEquals(
                    wrapped(big(a).subtract(big(b).multiply(BigInteger.valueOf(m)))),
                    big(new Int128().set(a).subtractProduct(b, m)));
        }
    }

    @Test
    void shouldShift() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final int bits = random.nextInt(255) - 127;
            assertEquals(
                    wrapped(big(a).shiftRight(bits)), big(new Int128().set(a).shiftRight(bits)), a + " >> " + bits);
        }
    }

    @Test
    void shouldDivideTowardsMinusInfinityAndUpwards() {
        final Int128 result = new Int128();
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final Int128 by = positive();
            division.divideFloor(a, by, result);
            assertEquals(floor(big(a), big(by)), big(result), a + " / " + by);
            division.divideCeil(a, by, result);
            assertEquals(floor(big(a).negate(), big(by)).negate(), big(result), a + " / " + by);
        }
    }

    @Test
    void shouldMultiplyAndDivideWithAWideIntermediate() {
        final Int128 result = new Int128();
        int tooLarge = 0;
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final Int128 b = next();
            final Int128 by = positive();
            final boolean fits = division.multiplyDivideFloor(a, b, by, result);
            final BigInteger magnitude = big(a).multiply(big(b)).abs().divide(big(by));
            assertEquals(magnitude.bitLength() <= 127, fits, a + " * " + b + " / " + by);
            if (fits) {
                assertEquals(floor(big(a).multiply(big(b)), big(by)), big(result), a + " * " + b + " / " + by);
                if (division.multiplyDivideCeil(a, b, by, result)) {
                    final BigInteger ceil =
                            floor(big(a).multiply(big(b)).negate(), big(by)).negate();
                    assertEquals(ceil, big(result), a + " * " + b + " / " + by);
                }
            } else {
                tooLarge++;
            }
        }
        assertTrue(tooLarge > TRIES / 100, "quotients that do not fit were tried: " + tooLarge);
    }

    @Test
    void shouldCompareProductsOf192Bits() {
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next().shiftRight(1).abs();
            final Int128 b = random.nextInt(3) == 0
                    ? new Int128().set(a)
                    : next().shiftRight(1).abs();
            final long m = nextLong() & Long.MAX_VALUE;
            final long n = random.nextInt(3) == 0 ? m : nextLong() & Long.MAX_VALUE;
            final BigInteger left = big(a).multiply(BigInteger.valueOf(m));
            final BigInteger right = big(b).multiply(BigInteger.valueOf(n));
            assertEquals(
                    left.compareTo(right),
                    Integer.signum(WideCompare.products(a, m, b, n)),
                    a + "*" + m + " " + b + "*" + n);
        }
    }

    @Test
    void shouldCompareProductsOf254Bits() {
        final WideProduct left = new WideProduct();
        final WideProduct right = new WideProduct();
        int equal = 0;
        for (int i = 0; i < TRIES; i++) {
            final Int128 a = next();
            final Int128 m = next();
            final Int128 b = random.nextInt(3) == 0 ? new Int128().set(m) : next();
            final Int128 n = random.nextInt(2) == 0 ? new Int128().set(a) : next();
            final int expected = big(a).multiply(big(m)).compareTo(big(b).multiply(big(n)));
            equal += expected == 0 ? 1 : 0;
            left.set(a, m);
            right.set(b, n);
            assertEquals(expected, Integer.signum(left.compareTo(right)), a + "*" + m + " " + b + "*" + n);
        }
        assertTrue(equal > TRIES / 100, "equal products were compared: " + equal);
    }

    @Test
    void shouldRefuseDivisorsThatAreNotPositive() {
        final Int128 result = new Int128();
        final Int128 one = new Int128().set(1);
        assertThrows(ArithmeticException.class, () -> division.divideFloor(one, new Int128(), result));
        assertThrows(ArithmeticException.class, () -> division.divideFloor(one, new Int128().set(-1), result));
        assertFalse(one.isNegative());
    }

    private Int128 positive() {
        final Int128 by = next();
        by.shiftRight(1).abs();
        return by.signum() == 0 ? by.set(1) : by;
    }

    private static BigInteger floor(final BigInteger value, final BigInteger by) {
        final BigInteger[] parts = value.divideAndRemainder(by);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }
}
