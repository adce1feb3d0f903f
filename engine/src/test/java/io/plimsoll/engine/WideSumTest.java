package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Decimals;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sums beyond 128 bits equal those over unbounded integers. */
@Timeout(60)
class WideSumTest {
    private static final BigInteger TOLD_AT_MOST = BigInteger.ONE.shiftLeft(126);
    private static final long[] EDGES = {0, 1, -1, 2, -2, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62, -(1L << 62)};

    private final WideSum sum = new WideSum();
    private final WideSum other = new WideSum();
    private final Int128 value = new Int128();

    @Test
    void shouldEqualASumOverUnboundedIntegers() {
        final long seed = 20_261_130;
        System.out.println("seed " + seed);
        final Random random = new Random(seed);
        BigInteger expected = BigInteger.ZERO;
        BigInteger expectedOther = BigInteger.ZERO;
        for (int i = 0; i < 200_000; i++) {
            final long high = word(random);
            final long low = word(random);
            final BigInteger change = Decimals.toBigInteger(high, low);
            if (random.nextBoolean()) {
                sum.add(value.set(high, low));
                expected = expected.add(change);
            } else {
                sum.subtract(high, low);
                expected = expected.subtract(change);
            }
            if (random.nextInt(50) == 0) {
                other.clear();
                expectedOther = BigInteger.ZERO;
            }
            other.add(high, low);
            expectedOther = expectedOther.add(change);
            assertEquals(expected.compareTo(expectedOther), sum.compareTo(other));
            assertEquals(expected.signum() == 0, sum.isZero());
            assertTold(expectedOther);
        }
    }

    private void assertTold(final BigInteger expected) {
        if (expected.signum() >= 0) {
            other.atMost(value);
            assertEquals(expected.min(TOLD_AT_MOST), Decimals.toBigInteger(value.high(), value.low()));
        }
    }

    private static long word(final Random random) {
        return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextLong();
    }
}
