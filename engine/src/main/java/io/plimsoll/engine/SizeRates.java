package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * How the rates of one instrument rise with the square root of a position (docs/internals/size-factors.md). Reused from position to
 * position; engine thread.
 */
final class SizeRates {
    private static final long RATE_SCALE = Decimals.powerOfTen(8);

    private final WideDivision division = new WideDivision();
    private final Int128 product = new Int128();
    private final SizeRoot roots;
    private final long factor;
    private final int shapePpm;
    private final int precisionPpm;
    private final boolean isStopOnTop;
    private long root;

    SizeRates(final Factor instrument, final RequirementTerms terms) {
        factor = instrument.askedTerms.sizeFactor();
        roots = new SizeRoot(instrument);
        shapePpm = terms.sizeShapePpm();
        precisionPpm = terms.ratePrecisionPpm();
        isStopOnTop = terms.stopOnTop();
    }

    /** Takes a position of that quantity, of either sign. */
    SizeRates of(final long quantity) {
        root = roots.of(quantity);
        return this;
    }

    /** The stop rate of the position whose stop and maintenance rates at no size are these, ppm. */
    int stopPpm(final int stopPpm, final int maintenancePpm) {
        return isStopOnTop ? Math.min(Rates.ONE, ppm(maintenancePpm) + stopPpm - maintenancePpm) : ppm(stopPpm);
    }

    /** The rate of the position that has this one at no size, ppm. */
    int ppm(final int basePpm) {
        final long base = basePpm / precisionPpm;
        final long kept = base - base * (Rates.ONE - shapePpm) / Rates.ONE;
        division.divideFloor(product.setProduct(root, factor), RATE_SCALE * precisionPpm, product);
        // a root of 47 bits times a factor of 40 leaves 61 bits
        final long sized = (kept + Math.min(product.low(), Rates.ONE)) * precisionPpm;
        return (int) Math.max(basePpm, Math.min(Rates.ONE, sized));
    }
}
