package io.plimsoll.engine;

/**
 * Division of wide integers, bit by bit: slow (about a nanosecond a bit), exact and short. Only orders, partial closes and
 * reports divide; a verdict never does. Scratch space is reused: one instance a thread.
 */
final class WideDivision {
    private final Int128 left = new Int128();
    private final Int128 right = new Int128();
    private final Int128 divisor = new Int128();
    // numerator, most significant word first
    private long n3;
    private long n2;
    private long n1;
    private long n0;

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
        final boolean negative = a.isNegative() != b.isNegative();
        left.set(a).abs();
        right.set(b).abs();
        multiplyUnsigned();
        if (!divide(by, result)) {
            return false;
        }
        if (negative) {
            result.negate();
            if (inexact) {
                result.subtract(0, 1);
            }
        }
        return true;
    }

    private void multiplyUnsigned() {
        final long a1 = left.high();
        final long a0 = left.low();
        final long b1 = right.high();
        final long b0 = right.low();
        n0 = a0 * b0;
        n1 = unsignedMultiplyHigh(a0, b0);
        n2 = 0;
        n3 = 0;
        addAt1(a0 * b1, unsignedMultiplyHigh(a0, b1));
        addAt1(a1 * b0, unsignedMultiplyHigh(a1, b0));
        final long low = a1 * b1;
        n2 += low;
        n3 += unsignedMultiplyHigh(a1, b1) + carry(n2, low);
    }

    private void addAt1(final long low, final long high) {
        n1 += low;
        final long carry = carry(n1, low);
        n2 += high;
        n3 += carry(n2, high);
        n2 += carry;
        n3 += carry(n2, carry);
    }

    private static long carry(final long sum, final long addend) {
        return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
    }

    private static long unsignedMultiplyHigh(final long a, final long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }

    // Restoring division of n3..n0 by a positive divisor below 2^127, so that the remainder never passes 128 bits.
    private boolean divide(final Int128 by, final Int128 result) {
        if (by.signum() <= 0) {
            throw new ArithmeticException("division by " + by);
        }
        long remainderHigh = 0;
        long remainderLow = 0;
        long quotientHigh = 0;
        long quotientLow = 0;
        for (int bit = significantBits() - 1; bit >= 0; bit--) {
            remainderHigh = (remainderHigh << 1) | (remainderLow >>> 63);
            remainderLow = (remainderLow << 1) | numeratorBit(bit);
            if (isAtLeast(remainderHigh, remainderLow, by)) {
                final long borrow = Long.compareUnsigned(remainderLow, by.low()) < 0 ? 1 : 0;
                remainderLow -= by.low();
                remainderHigh -= by.high() + borrow;
                if (bit >= 127) {
                    return false;
                }
                if (bit >= 64) {
                    quotientHigh |= 1L << (bit - 64);
                } else {
                    quotientLow |= 1L << bit;
                }
            }
        }
        inexact = (remainderHigh | remainderLow) != 0;
        result.set(quotientHigh, quotientLow);
        return true;
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

    private long numeratorBit(final int bit) {
        final long word = bit >= 192 ? n3 : bit >= 128 ? n2 : bit >= 64 ? n1 : n0;
        return (word >>> (bit & 63)) & 1;
    }

    private static boolean isAtLeast(final long high, final long low, final Int128 by) {
        final int byHigh = Long.compareUnsigned(high, by.high());
        return byHigh > 0 || (byHigh == 0 && Long.compareUnsigned(low, by.low()) >= 0);
    }
}
