package io.plimsoll.protocol;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Decimal text to mantissa and back, exactly: never through a double, never rounded. A mantissa at {@code d} decimals
 * stands for {@code mantissa / 10^d}. Stateless, any thread; parsing allocates only when it fails.
 */
public final class Decimals {
    /** Most decimals a price, quantity or balance may declare: 10^18 is the largest power of ten in a long. */
    public static final int MAX_DECIMALS = 18;

    private static final long[] POWERS = new long[MAX_DECIMALS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private Decimals() {}

    /** 10^exponent, for an exponent of 0 to 18. */
    public static long powerOfTen(final int exponent) {
        return POWERS[exponent];
    }

    /** {@link #parse(CharSequence, int, int, int)} of the whole text. */
    public static long parse(final CharSequence text, final int decimals) {
        return parse(text, 0, text.length(), decimals);
    }

    /**
     * The mantissa at {@code decimals} of a plain decimal number: an optional minus, digits, optionally a point and
     * digits. No plus, exponent, blank, grouping or "NaN".
     *
     * @throws NumberFormatException saying what was found, when the text is no such number, needs more decimals, or does
     *     not fit a long
     */
    public static long parse(final CharSequence text, final int start, final int end, final int decimals) {
        int i = start;
        final boolean negative = i < end && text.charAt(i) == '-';
        if (negative) {
            i++;
        }
        long value = 0;
        int fraction = -1;
        int digits = 0;
        for (; i < end; i++) {
            final char c = text.charAt(i);
            if (c == '.' && fraction < 0 && digits > 0) {
                fraction = 0;
                continue;
            }
            final int digit = c - '0';
            if (digit < 0 || digit > 9) {
                throw malformed(text, start, end);
            }
            digits++;
            if (fraction >= decimals) {
                if (digit != 0) {
                    throw new NumberFormatException(
                            "'" + text.subSequence(start, end) + "' has more than " + decimals + " decimals");
                }
                fraction = decimals + 1; // trailing zeros are harmless, and a bare point stays an error
                continue;
            }
            if (fraction >= 0) {
                fraction++;
            }
            value = appendDigit(value, digit, text, start, end);
        }
        if (digits == 0 || fraction == 0) {
            throw malformed(text, start, end);
        }
        for (int scale = Math.max(0, Math.min(fraction, decimals)); scale < decimals; scale++) {
            value = appendDigit(value, 0, text, start, end);
        }
        return negative ? value : positive(value, text, start, end);
    }

    // Accumulates as a negative number, whose range is one larger.
    private static long appendDigit(
            final long value, final int digit, final CharSequence text, final int start, final int end) {
        final long shifted = value * 10;
        if (value < Long.MIN_VALUE / 10 || shifted < Long.MIN_VALUE + digit) {
            throw tooLarge(text, start, end);
        }
        return shifted - digit;
    }

    private static long positive(final long negated, final CharSequence text, final int start, final int end) {
        if (negated == Long.MIN_VALUE) {
            throw tooLarge(text, start, end);
        }
        return -negated;
    }

    private static NumberFormatException malformed(final CharSequence text, final int start, final int end) {
        return new NumberFormatException(
                "'" + text.subSequence(start, end) + "' is not a plain decimal number such as -12.5");
    }

    private static NumberFormatException tooLarge(final CharSequence text, final int start, final int end) {
        return new NumberFormatException("'" + text.subSequence(start, end) + "' is too large");
    }

    /** The exact value of a mantissa, without trailing zeros. */
    public static BigDecimal toBigDecimal(final long mantissa, final int decimals) {
        return strip(BigDecimal.valueOf(mantissa, decimals));
    }

    /** The exact value of a 128-bit mantissa (high * 2^64 + unsigned low), without trailing zeros. */
    public static BigDecimal toBigDecimal(final long high, final long low, final int decimals) {
        return strip(new BigDecimal(toBigInteger(high, low), decimals));
    }

    /** high * 2^64 + unsigned low. */
    public static BigInteger toBigInteger(final long high, final long low) {
        final BigInteger unsignedLow =
                BigInteger.valueOf(low >>> 1).shiftLeft(1).or(BigInteger.valueOf(low & 1));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsignedLow);
    }

    /** Plain decimal text of a mantissa, without trailing zeros or exponent: 12.50 is "12.5", 0.00 is "0". */
    public static String format(final long mantissa, final int decimals) {
        return toBigDecimal(mantissa, decimals).toPlainString();
    }

    /** Plain decimal text of a 128-bit mantissa. */
    public static String format(final long high, final long low, final int decimals) {
        return toBigDecimal(high, low, decimals).toPlainString();
    }

    private static BigDecimal strip(final BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
