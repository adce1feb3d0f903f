package io.plimsoll.feed.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.feed.live.MalformedFrameException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the number, its mantissa is the one that {@link BigDecimal} has, or it is refused exactly where that does not fit a long. */
@Timeout(60)
class ExactDecimalPropertyTest {
    private static final int ROUNDS = 50_000;
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private final Random random = Seeds.random(ExactDecimalPropertyTest.class);
    private int fitted;
    private int refused;

    /** A mantissa as {@code BigDecimal} makes it. */
    @FunctionalInterface
    private interface Mantissa {
        long of();
    }

    private void check(final BigDecimal number, final int decimals, final RoundingMode rounding, final Mantissa ours) {
        final BigInteger expected = number.setScale(decimals, rounding).unscaledValue();
        if (expected.compareTo(MOST) <= 0 && expected.compareTo(LEAST) >= 0) {
            assertEquals(expected.longValueExact(), ours.of(), () -> number + " at " + decimals + " " + rounding);
            fitted++;
        } else {
            assertThrows(MalformedFrameException.class, ours::of, () -> number + " at " + decimals + " " + rounding);
            refused++;
        }
    }

    @Test
    void shouldTakeTextAsBigDecimalDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            final String text = text();
            final byte[] bytes = text.getBytes(UTF_8);
            final BigDecimal number = new BigDecimal(text);
            final int decimals = random.nextInt(19);
            check(number, decimals, RoundingMode.HALF_UP, () -> ExactDecimal.nearest(bytes, 0, bytes.length, decimals));
            check(number, decimals, RoundingMode.UP, () -> ExactDecimal.up(bytes, 0, bytes.length, decimals));
            check(number, decimals, RoundingMode.DOWN, () -> ExactDecimal.down(bytes, 0, bytes.length, decimals));
        }
        assertBothWays();
    }

    @Test
    void shouldRescaleAsBigDecimalDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            final long mantissa = random.nextLong() >> random.nextInt(64);
            final int exponent = random.nextInt(60) - 40;
            final int decimals = random.nextInt(19);
            final BigDecimal number = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
            check(number, decimals, RoundingMode.HALF_UP, () -> ExactDecimal.nearest(mantissa, exponent, decimals));
            check(number, decimals, RoundingMode.UP, () -> ExactDecimal.up(mantissa, exponent, decimals));
        }
        assertBothWays();
    }

    @Test
    void shouldReadBackWhatIsWritten() {
        for (int round = 0; round < ROUNDS; round++) {
            final long mantissa = random.nextLong() >> random.nextInt(64);
            final int decimals = random.nextInt(19);
            final BigDecimal number = BigDecimal.valueOf(mantissa, decimals);
            final byte[] bytes = (random.nextBoolean() ? number.toPlainString() : number.toString()).getBytes(UTF_8);
            assertEquals(mantissa, ExactDecimal.nearest(bytes, 0, bytes.length, decimals));
            assertEquals(mantissa, ExactDecimal.up(bytes, 0, bytes.length, decimals));
        }
    }

    private void assertBothWays() {
        System.out.println("ExactDecimalPropertyTest: " + fitted + " fitted, " + refused + " refused");
        assertTrue(fitted > ROUNDS / 10 && refused > ROUNDS / 10, "both ways are tried");
    }

    // Up to 25 digits, a point somewhere, often at a half, sometimes an exponent.
    private String text() {
        final StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
        text.append(random.nextInt(3) == 0 ? "0" : digits(1 + random.nextInt(18)));
        if (random.nextInt(4) > 0) {
            text.append('.').append(digits(1 + random.nextInt(20))).append(random.nextInt(3) == 0 ? "5" : "00");
        }
        if (random.nextInt(4) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(random.nextInt(3) == 0 ? "+" + random.nextInt(25) : random.nextInt(50) - 25);
        }
        return text.toString();
    }

    private String digits(final int count) {
        final StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
        while (digits.length() < count) {
            digits.append(random.nextInt(3) == 0 ? random.nextInt(10) : random.nextInt(2) * 9);
        }
        return digits.toString();
    }
}
