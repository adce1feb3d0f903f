package io.plimsoll.engine;

/** Comparison of products of longs that pass 64 bits. Stateless. */
final class LongProducts {
    private LongProducts() {}

    /** Sign of a * m - b * n, for none of them negative. */
    static int compare(final long a, final long m, final long b, final long n) {
        final int byHigh = Long.compare(Math.multiplyHigh(a, m), Math.multiplyHigh(b, n));
        return byHigh != 0 ? byHigh : Long.compareUnsigned(a * m, b * n);
    }
}
