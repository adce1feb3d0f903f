package io.plimsoll.engine;

/** Wide integers as doubles, to within 2^-51 of their size. For estimates only: docs/decisions/0007-estimates-and-batches.md. Any thread. */
final class Approximate {
    private static final double WORD = 0x1p64;

    private Approximate() {}

    /** high * 2^64 + unsigned low. */
    static double of(final long high, final long low) {
        if (high == low >> 63) {
            return low;
        }
        final double unsigned = (low >>> 1 | (low & 1)) * 2.0;
        return high * WORD + unsigned;
    }

    static double of(final Int128 value) {
        return of(value.high(), value.low());
    }
}
