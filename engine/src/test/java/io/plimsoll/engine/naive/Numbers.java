package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.stream.IntStream;

/** Rounding and powers of ten on {@link BigInteger}; every divisor and multiple is positive. */
public final class Numbers {
    /** 100 % in ppm. */
    public static final BigInteger MILLION = BigInteger.valueOf(Rates.ONE);

    /** Decimals of a rate. */
    public static final int RATE_DECIMALS = Rates.DECIMALS;

    private static final BigInteger[] POWERS =
            IntStream.range(0, 100).mapToObj(BigInteger.TEN::pow).toArray(BigInteger[]::new);

    private Numbers() {}

    /** 10^exponent. */
    public static BigInteger tenTo(final int exponent) {
        return POWERS[exponent];
    }

    /** Rounds toward minus infinity. */
    public static BigInteger floorDiv(final BigInteger value, final BigInteger divisor) {
        return value.subtract(value.mod(divisor)).divide(divisor);
    }

    /** Rounds toward plus infinity. */
    public static BigInteger ceilDiv(final BigInteger value, final BigInteger divisor) {
        return floorDiv(value.negate(), divisor).negate();
    }

    /** The largest multiple not above the value. */
    public static BigInteger floorTo(final BigInteger value, final BigInteger multiple) {
        return floorDiv(value, multiple).multiply(multiple);
    }

    /** The smallest multiple not below the value. */
    public static BigInteger ceilTo(final BigInteger value, final BigInteger multiple) {
        return ceilDiv(value, multiple).multiply(multiple);
    }

    /** Whether the value is positive and fits a long. */
    public static boolean isPositiveLong(final BigInteger value) {
        return value.signum() > 0 && value.bitLength() < Long.SIZE;
    }

    /** Whether the size of the value is beyond the limit. */
    public static boolean isBeyond(final BigInteger value, final BigInteger limit) {
        return value.abs().compareTo(limit) > 0;
    }
}
