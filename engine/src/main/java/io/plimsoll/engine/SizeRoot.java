package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;

/**
 * The square root of what is held of one factor, in whole units at 5 decimals, rounded down (docs/internals/size-factors.md). It remembers
 * the last, since each purpose asks anew. Engine thread.
 */
final class SizeRoot {
    private static final long SCALE = Decimals.powerOfTen(10);
    private static final int MOST_BITS = 47;

    private final WideDivision division = new WideDivision();
    private final Int128 size = new Int128();
    private final long wholeUnit;
    private long held;
    private long root = 1; // of nothing

    SizeRoot(final Factor factor) {
        wholeUnit = Decimals.powerOfTen(factor.unitDecimals);
    }

    /** Of that quantity or balance, of either sign. */
    long of(final long newHeld) {
        if (newHeld != held) {
            held = newHeld;
            division.divideFloor(size.setProduct(Math.abs(held), SCALE), wholeUnit, size);
            root = root(size.add(0, 1));
        }
        return root;
    }

    /** The largest whole number whose square is at most the value, which is below 2^94. */
    static long root(final Int128 value) {
        long root = 0;
        for (int bit = MOST_BITS - 1; bit >= 0; bit--) {
            final long more = root | 1L << bit;
            final long high = Math.multiplyHigh(more, more);
            final boolean isTooLarge =
                    high > value.high() || (high == value.high() && Long.compareUnsigned(more * more, value.low()) > 0);
            root = isTooLarge ? root : more;
        }
        return root;
    }
}
