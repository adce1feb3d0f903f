package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * How the rates of one instrument rise with the square root of a position (docs/internals/size-factors.md). Reused from position to
 * position; engine thread.
 */
final class SizeRates {
    private static final long ROOT_SCALE = Decimals.powerOfTen(10);
    private static final long RATE_SCALE = Decimals.powerOfTen(8);
    private static final int MOST_ROOT_BITS = 47;

    private final WideDivision division = new WideDivision();
    private final Int128 size = new Int128();
    private final long factor;
    private final long wholeUnit;
    private final int shapePpm;
    private final int precisionPpm;
    private long root;

    SizeRates(final Factor instrument, final RequirementTerms terms) {
        factor = instrument.askedTerms.sizeFactor();
        wholeUnit = Decimals.powerOfTen(instrument.unitDecimals);
        shapePpm = terms.sizeShapePpm();
        precisionPpm = terms.ratePrecisionPpm();
    }

    /** Takes a position of that quantity, of either sign. */
    SizeRates of(final long quantity) {
        division.divideFloor(size.setProduct(Math.abs(quantity), ROOT_SCALE), wholeUnit, size);
        root = root(size.add(0, 1));
        return this;
    }

    /** The rate of the position that has this one at no size, ppm. */
    int ppm(final int basePpm) {
        final long base = basePpm / precisionPpm;
        final long kept = base - base * (Rates.ONE - shapePpm) / Rates.ONE;
        division.divideFloor(size.setProduct(root, factor), RATE_SCALE * precisionPpm, size);
        // a root of 47 bits times a factor of 40 leaves 61 bits
        final long sized = (kept + Math.min(size.low(), Rates.ONE)) * precisionPpm;
        return (int) Math.max(basePpm, Math.min(Rates.ONE, sized));
    }

    /** The largest whole number whose square is at most the value, which is below 2^94. */
    static long root(final Int128 value) {
        long root = 0;
        for (int bit = MOST_ROOT_BITS - 1; bit >= 0; bit--) {
            final long more = root | 1L << bit;
            final long high = Math.multiplyHigh(more, more);
            final boolean isTooLarge =
                    high > value.high() || (high == value.high() && Long.compareUnsigned(more * more, value.low()) > 0);
            root = isTooLarge ? root : more;
        }
        return root;
    }
}
