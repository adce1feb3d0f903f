package io.plimsoll.feed.live;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;

/** Numbers that tests write into messages, and the mantissas that parsers have to make of them. */
public final class Mantissas {
    private static final int DIGITS = 19;
    private static final int FAR =
            100; // a power of ten behind which all numbers of 64 bits are alike: nothing, or too large

    private Mantissas() {}

    /** Where rounding and 64 bits go wrong: nothing, powers of ten and their halves with their neighbours, both ends; of both signs. */
    public static List<Long> edges() {
        final TreeSet<Long> edges = new TreeSet<>(List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, 0L, Long.MAX_VALUE));
        long power = 1;
        for (int digits = 1; digits <= DIGITS; digits++) {
            for (final long middle : new long[] {power, power / 2, Long.MAX_VALUE / power}) {
                for (int step = -1; step <= 1; step++) {
                    edges.add(middle + step); // past the end it is the other end
                    edges.add(-middle - step);
                }
            }
            power *= 10;
        }
        return List.copyOf(edges);
    }

    /** One of any length. */
    public static long any(final Random random) {
        return random.nextLong() >> random.nextInt(64);
    }

    /** The mantissa of {@code mantissa * 10^exponent} at some decimals; empty where it does not fit in 64 bits. */
    public static OptionalLong of(
            final long mantissa, final int exponent, final int decimals, final RoundingMode rounding) {
        final int near = Math.max(-FAR, Math.min(FAR, exponent));
        return of(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(near), decimals, rounding);
    }

    /** The mantissa of a number at some decimals; empty where it does not fit in 64 bits. */
    public static OptionalLong of(final BigDecimal number, final int decimals, final RoundingMode rounding) {
        final BigInteger mantissa = number.setScale(decimals, rounding).unscaledValue();
        return mantissa.bitLength() < Long.SIZE ? OptionalLong.of(mantissa.longValue()) : OptionalLong.empty();
    }
}
