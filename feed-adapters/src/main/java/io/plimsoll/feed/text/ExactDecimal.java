package io.plimsoll.feed.text;

import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.protocol.Decimals;
import java.nio.charset.StandardCharsets;

/**
 * A venue's number as a mantissa at the decimals of a price id, by whole numbers alone: from decimal text, or from a mantissa and a power
 * of ten. What is finer than those decimals is rounded: to the nearest with halves away from zero for a price, up (away from zero) for the
 * width of an interval, which must not look surer than it is, down (towards zero) for a lower end. Text is a JSON number: {@code -12.5},
 * {@code 1e-8}, no plus, no leading zeros. Stateless, any thread; allocates only when it fails, and fails with
 * {@link MalformedFrameException} where the text is no number or the mantissa does not fit in 64 bits.
 */
public final class ExactDecimal {
    private static final int NEVER = 10; // no digit reaches it
    private static final int HALF = 5;
    private static final int ANY = 1;
    private static final int FAR = 100_000_000; // a power of ten beyond any that matters, and safe to add to
    private static final int LONG_DIGITS = 19;

    private ExactDecimal() {}

    /** The mantissa at {@code decimals} nearest to the number in {@code text[offset, offset + length)}, halves away from zero. */
    public static long nearest(final byte[] text, final int offset, final int length, final int decimals) {
        return parse(text, offset, length, decimals, HALF);
    }

    /** The same, away from zero. */
    public static long up(final byte[] text, final int offset, final int length, final int decimals) {
        return parse(text, offset, length, decimals, ANY);
    }

    /** The same, towards zero. */
    public static long down(final byte[] text, final int offset, final int length, final int decimals) {
        return parse(text, offset, length, decimals, NEVER);
    }

    /** The mantissa at {@code decimals} nearest to {@code mantissa * 10^exponent}, halves away from zero. */
    public static long nearest(final long mantissa, final int exponent, final int decimals) {
        return rescale(mantissa, exponent, decimals, HALF);
    }

    /** The same, away from zero. */
    public static long up(final long mantissa, final int exponent, final int decimals) {
        return rescale(mantissa, exponent, decimals, ANY);
    }

    private static long parse(
            final byte[] text, final int offset, final int length, final int decimals, final int roundsFrom) {
        final int end = offset + length;
        final boolean negative = length > 0 && text[offset] == '-';
        final int first = negative ? offset + 1 : offset;
        final int point = JsonNumber.skipDigits(text, first, end);
        final int last = point < end && text[point] == '.' ? JsonNumber.skipDigits(text, point + 1, end) : point;
        if (length == 0 || JsonNumber.end(text, offset, end) != end) {
            throw noNumber(text, offset, length);
        }
        // first..point and point + 1..last are the digits; the mantissa is those times ten to the shift
        final int fraction = Math.max(0, last - point - 1);
        final long shift = (long) exponent(text, last, end) - fraction + decimals;
        final long kept = point - first + fraction + Math.min(shift, 0);
        long value = 0; // negative, whose range is one larger
        boolean away = false;
        long digitNumber = 0;
        for (int i = first; i < last; i++) {
            if (text[i] == '.') {
                continue;
            }
            final int digit = text[i] - '0';
            if (digitNumber < kept) {
                value = append(value, digit, text, offset, length);
            } else if (digitNumber == kept) {
                away = digit >= roundsFrom;
            } else { // also where even more than all digits are dropped, and the first dropped one is a nought not
                // written
                away |= roundsFrom == ANY && digit > 0;
            }
            digitNumber++;
        }
        for (long i = 0; i < shift && value != 0; i++) {
            value = append(value, 0, text, offset, length);
        }
        final long least = negative ? Long.MIN_VALUE : -Long.MAX_VALUE;
        if (value < (away ? least + 1 : least)) {
            throw tooLarge(text, offset, length);
        }
        final long rounded = away ? value - 1 : value;
        return negative ? rounded : -rounded;
    }

    private static int exponent(final byte[] text, final int start, final int end) {
        int exponent = 0;
        for (int i = start; i < end; i++) {
            final int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                exponent = Math.min(exponent * 10 + digit, FAR);
            }
        }
        return start + 1 < end && text[start + 1] == '-' ? -exponent : exponent;
    }

    private static long append(
            final long value, final int digit, final byte[] text, final int offset, final int length) {
        final long shifted = value * 10;
        if (value < Long.MIN_VALUE / 10 || shifted < Long.MIN_VALUE + digit) {
            throw tooLarge(text, offset, length);
        }
        return shifted - digit;
    }

    private static long rescale(final long mantissa, final int exponent, final int decimals, final int roundsFrom) {
        final long shift = (long) exponent + decimals;
        if (shift >= 0) {
            return shifted(mantissa, shift, exponent);
        }
        if (-shift > LONG_DIGITS) {
            return roundsFrom == ANY ? Long.signum(mantissa) : 0;
        }
        // in two steps, since ten to the 19th does not fit: the last dropped digits, then the first of them
        final long power = Decimals.powerOfTen((int) (-shift - 1));
        final long withDigit = mantissa / power;
        final long kept = withDigit / 10;
        final boolean away = Math.abs(withDigit % 10) >= roundsFrom || (roundsFrom == ANY && mantissa % power != 0);
        return away ? kept + Long.signum(mantissa) : kept; // cannot overflow: kept is a tenth of a long at most
    }

    private static long shifted(final long mantissa, final long shift, final int exponent) {
        if (mantissa == 0) {
            return 0;
        }
        if (shift <= Decimals.MAX_DECIMALS) {
            final long power = Decimals.powerOfTen((int) shift);
            final long value = mantissa * power;
            if (Math.multiplyHigh(mantissa, power) == value >> 63) {
                return value;
            }
        }
        throw new MalformedFrameException(mantissa + "e" + exponent, "a number that fits in 64 bits at its decimals");
    }

    private static MalformedFrameException noNumber(final byte[] text, final int offset, final int length) {
        return new MalformedFrameException(
                new String(text, offset, length, StandardCharsets.UTF_8), "a decimal number such as -12.5");
    }

    private static MalformedFrameException tooLarge(final byte[] text, final int offset, final int length) {
        return new MalformedFrameException(
                new String(text, offset, length, StandardCharsets.UTF_8),
                "a number that fits in 64 bits at its decimals");
    }
}
