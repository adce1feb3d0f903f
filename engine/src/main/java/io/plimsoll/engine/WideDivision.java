package io.plimsoll.engine;

/**
 * Exact division of wide integers, in digits of 32 bits: Knuth, The Art of Computer Programming, volume 2, 4.3.1, algorithm D. Only
 * orders, partial closes and reports divide; a verdict never does. Scratch space is reused: one instance a thread.
 */
final class WideDivision {
    private static final int DIGIT_BITS = 32;
    private static final long DIGIT = (1L << DIGIT_BITS) - 1;
    private static final int NUMERATOR_DIGITS = 8;
    private static final int DIVISOR_DIGITS = 4;

    private final Int128 left = new Int128();
    private final WideProduct product = new WideProduct();
    private final Int128 divisor = new Int128();
    // numerator, most significant word first
    private long n3;
    private long n2;
    private long n1;
    private long n0;

    // Least significant digit first. The numerator becomes the remainder.
    private final long[] numerator = new long[NUMERATOR_DIGITS + 1];
    private final long[] denominator = new long[DIVISOR_DIGITS];
    private final long[] quotient = new long[NUMERATOR_DIGITS];

    /** Whether the last division left a remainder. */
    private boolean inexact;

    /** {@code result = floor(value / by)} for a positive divisor. */
    void divideFloor(final Int128 value, final Int128 by, final Int128 result) {
        final boolean negative = value.isNegative();
        left.set(value).abs();
        n3 = 0;
        n2 = 0;
        n1 = left.high();
        n0 = left.low();
        divide(by, result);
        if (negative) {
            result.negate();
            if (inexact) {
                result.subtract(0, 1);
            }
        }
    }

    /** {@code result = ceil(value / by)} for a positive divisor. */
    void divideCeil(final Int128 value, final Int128 by, final Int128 result) {
        divideFloor(value, by, result);
        if (inexact) {
            result.add(0, 1);
        }
    }

    /** {@code result = floor(value / by)} for a positive divisor. */
    void divideFloor(final Int128 value, final long by, final Int128 result) {
        divisor.set(by);
        divideFloor(value, divisor, result);
    }

    /**
     * {@code result = floor(a * b / by)} with a 256-bit intermediate, for a positive divisor; false, with the result
     * undefined, when the quotient passes 127 bits.
     */
    boolean multiplyDivideFloor(final Int128 a, final Int128 b, final Int128 by, final Int128 result) {
        product.set(a, b);
        n0 = product.word(0);
        n1 = product.word(1);
        n2 = product.word(2);
        n3 = product.word(3);
        if (!divide(by, result)) {
            return false;
        }
        if (product.isNegative()) {
            result.negate();
            if (inexact) {
                result.subtract(0, 1);
            }
        }
        return true;
    }

    /** {@code result = ceil(a * b / by)}, else as {@link #multiplyDivideFloor}. */
    boolean multiplyDivideCeil(final Int128 a, final Int128 b, final Int128 by, final Int128 result) {
        if (!multiplyDivideFloor(a, b, by, result)) {
            return false;
        }
        if (inexact) {
            result.add(0, 1);
        }
        return !result.isNegative() || product.isNegative();
    }

    // n3..n0 by a positive divisor below 2^127.
    private boolean divide(final Int128 by, final Int128 result) {
        if (by.signum() <= 0) {
            throw new ArithmeticException("division by " + by);
        }
        final int divisorBits = by.bits();
        final int length = digits(divisorBits);
        final int shift =
                length * DIGIT_BITS - divisorBits; // brings the divisor's first bit to the top of its first digit
        for (int i = 0; i < length; i++) {
            denominator[i] = digit(by.high(), by.low(), i, shift);
        }
        final int used = digits(significantBits());
        for (int i = 0; i <= Math.max(used, length); i++) {
            numerator[i] = numeratorDigit(i, shift);
        }
        for (int i = 0; i < NUMERATOR_DIGITS; i++) {
            quotient[i] = 0;
        }
        for (int at = used - length; at >= 0; at--) {
            quotient[at] = nextDigit(at, length);
        }
        return takeQuotient(result, length);
    }

    // Guesses a digit from the first ones, at most one too high, and takes its share from the numerator.
    private long nextDigit(final int at, final int length) {
        final long first = (numerator[at + length] << DIGIT_BITS) | numerator[at + length - 1];
        final long top = denominator[length - 1];
        long digit = Long.divideUnsigned(first, top);
        long rest = first - digit * top;
        while (digit > DIGIT || (length > 1 && isTooHigh(digit, rest, at + length, length))) {
            digit--;
            rest += top;
            if (rest > DIGIT) {
                break;
            }
        }
        if (subtract(digit, at, length)) {
            addBack(at, length);
            digit--;
        }
        return digit;
    }

    private boolean isTooHigh(final long digit, final long rest, final int end, final int length) {
        return Long.compareUnsigned(digit * denominator[length - 2], (rest << DIGIT_BITS) | numerator[end - 2]) > 0;
    }

    // Whether it was more than there is.
    private boolean subtract(final long digit, final int at, final int length) {
        long carry = 0;
        long borrow = 0;
        for (int i = 0; i < length; i++) {
            final long product = digit * denominator[i] + carry;
            carry = product >>> DIGIT_BITS;
            final long difference = numerator[at + i] - (product & DIGIT) - borrow;
            numerator[at + i] = difference & DIGIT;
            borrow = difference >>> 63;
        }
        final long difference = numerator[at + length] - carry - borrow;
        numerator[at + length] = difference & DIGIT;
        return difference < 0;
    }

    private void addBack(final int at, final int length) {
        long carry = 0;
        for (int i = 0; i < length; i++) {
            carry += numerator[at + i] + denominator[i];
            numerator[at + i] = carry & DIGIT;
            carry >>>= DIGIT_BITS;
        }
        numerator[at + length] = (numerator[at + length] + carry) & DIGIT;
    }

    // False when it passes 127 bits.
    private boolean takeQuotient(final Int128 result, final int length) {
        long remainder = 0;
        for (int i = 0; i < length; i++) {
            remainder |= numerator[i];
        }
        inexact = remainder != 0;
        result.set((quotient[3] << DIGIT_BITS) | quotient[2], (quotient[1] << DIGIT_BITS) | quotient[0]);
        long beyond = quotient[3] >>> (DIGIT_BITS - 1);
        for (int i = DIVISOR_DIGITS; i < NUMERATOR_DIGITS; i++) {
            beyond |= quotient[i];
        }
        return beyond == 0;
    }

    private static int digits(final int bits) {
        return (bits + DIGIT_BITS - 1) / DIGIT_BITS;
    }

    // Of high:low shifted left by less than a digit.
    private static long digit(final long high, final long low, final int index, final int shift) {
        final long upper = half(high, low, index);
        final long lower = index == 0 ? 0 : half(high, low, index - 1);
        return ((upper << shift) | (lower >>> (DIGIT_BITS - shift))) & DIGIT;
    }

    private static long half(final long high, final long low, final int index) {
        final long word = index < 2 ? low : high;
        return (word >>> ((index & 1) * DIGIT_BITS)) & DIGIT;
    }

    private long numeratorDigit(final int index, final int shift) {
        final long upper = index < NUMERATOR_DIGITS ? numeratorHalf(index) : 0;
        final long lower = index == 0 ? 0 : numeratorHalf(index - 1);
        return ((upper << shift) | (lower >>> (DIGIT_BITS - shift))) & DIGIT;
    }

    private long numeratorHalf(final int index) {
        final long word = index < 2 ? n0 : index < 4 ? n1 : index < 6 ? n2 : n3;
        return (word >>> ((index & 1) * DIGIT_BITS)) & DIGIT;
    }

    private int significantBits() {
        if (n3 != 0) {
            return 256 - Long.numberOfLeadingZeros(n3);
        }
        if (n2 != 0) {
            return 192 - Long.numberOfLeadingZeros(n2);
        }
        return n1 != 0 ? 128 - Long.numberOfLeadingZeros(n1) : 64 - Long.numberOfLeadingZeros(n0);
    }
}
