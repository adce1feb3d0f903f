package io.plimsoll.engine;

/** Comparison of products too wide for 128 bits. Stateless. */
final class WideCompare {
    private WideCompare() {}

    /** Sign of a * m - b * n in 192 bits, for a, b, m, n not negative. */
    static int products(final Int128 a, final long m, final Int128 b, final long n) {
        final int byTop = Long.compareUnsigned(top(a, m), top(b, n));
        if (byTop != 0) {
            return byTop;
        }
        final int byMiddle = Long.compareUnsigned(middle(a, m), middle(b, n));
        return byMiddle != 0 ? byMiddle : Long.compareUnsigned(a.low() * m, b.low() * n);
    }

    private static long middle(final Int128 a, final long m) {
        return a.high() * m + lowCarry(a, m);
    }

    private static long top(final Int128 a, final long m) {
        final long carry = Long.compareUnsigned(middle(a, m), a.high() * m) < 0 ? 1 : 0;
        return Math.multiplyHigh(a.high(), m) + carry;
    }

    private static long lowCarry(final Int128 a, final long m) {
        return Math.multiplyHigh(a.low(), m) + ((a.low() >> 63) & m);
    }
}
