package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.RequirementTerms;

/**
 * How the weights of one asset get worse with the square root of a balance (docs/internals/size-factors.md). Reused from balance to balance;
 * engine thread.
 */
final class SizeWeights {
    /** No liability weight is larger, ppm. */
    static final int MOST_OWED = 10 * Rates.ONE;

    /** The factor's 10^-9 times a root's 10^-5, at 10^-6. */
    private static final long ROOTS_SCALE = Decimals.powerOfTen(8);

    /** 1.1 as ppm of what is at 10^-6. */
    private static final long DISCOUNTED = 11 * Decimals.powerOfTen(11);

    private final WideDivision division = new WideDivision();
    private final Int128 product = new Int128();
    private final SizeRoot root;
    private final long factor;
    private final int shapePpm;
    private final int precisionPpm;
    private final boolean isStopOnTop;

    SizeWeights(final Factor asset, final RequirementTerms terms) {
        root = new SizeRoot(asset);
        factor = asset.assetTerms.sizeFactor();
        shapePpm = terms.sizeShapePpm();
        precisionPpm = terms.ratePrecisionPpm();
        isStopOnTop = terms.stopOnTop();
    }

    /** The share of so much that counts where it is owned, by the weight that it has at no size, ppm. */
    int ownedPpm(final long amount, final int basePpm) {
        final long divisor = Rates.ONE + byRoot(amount, ROOTS_SCALE); // below 2^62
        return (int) Math.min(basePpm, DISCOUNTED / precisionPpm / divisor * precisionPpm);
    }

    /** The share of so much that counts for stop margin where it is owed, by the weights for it and for maintenance at no size, ppm. */
    int owedStopPpm(final long amount, final int stopPpm, final int maintenancePpm) {
        return isStopOnTop
                ? Math.min(MOST_OWED, owedPpm(amount, maintenancePpm) + stopPpm - maintenancePpm)
                : owedPpm(amount, stopPpm);
    }

    /** The share of so much that counts where it is owed, by the weight that it has at no size, ppm. */
    int owedPpm(final long amount, final int basePpm) {
        final long base = basePpm / precisionPpm;
        final long kept = base - base * (Rates.ONE - shapePpm) / Rates.ONE;
        final long more = Math.min(byRoot(amount, ROOTS_SCALE * precisionPpm), MOST_OWED);
        return (int) Math.max(basePpm, Math.min(MOST_OWED, (kept + more) * precisionPpm));
    }

    // A root of 47 bits times a factor of 40 leaves 61.
    private long byRoot(final long amount, final long scale) {
        division.divideFloor(product.setProduct(root.of(amount), factor), scale, product);
        return product.low();
    }
}
