package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Splits what a unit can lose over the factors it depends on: the share is how far, relative to their size, all of them may move
 * at once, each to its worse side, before a number of the unit can cross one of its boundaries. Rounded down at every step, in
 * 64 bits after a common shift. Engine thread.
 */
final class SlackSplit {
    /** A share of 1, beyond which it is never looked: the products of two moving prices are bounded up to there. */
    static final long WHOLE = 1L << 30;

    private static final int MANTISSA_BITS = 61;
    private static final int DIVISOR_BITS = 32;

    private final Int128 scratch = new Int128();
    private int shift;

    /** For a healthy unit, which only loses by falling to its warning level. */
    long ofHealthy(final UnitMargin margin, final int warningRatioPpm) {
        align(margin);
        final long equity = floor(margin.equity);
        final long requirement = floor(margin.maintenanceMargin) + 1;
        // ceil(requirement * ratio / 1,000,000) in two parts, the ratio being at most 2
        final long level =
                requirement / Rates.ONE * warningRatioPpm + requirement % Rates.ONE * warningRatioPpm / Rates.ONE + 1;
        return share(equity - level, margin);
    }

    /** For any other: neither way may one of its numbers cross. */
    long ofUnhealthy(final UnitMargin margin, final int warningRatioPpm) {
        align(margin);
        long nearest = distance(margin.netWorth);
        nearest = Math.min(nearest, distance(difference(margin.equity, margin.maintenanceMargin)));
        nearest = Math.min(nearest, distance(difference(margin.equity, margin.projectedMaintenance)));
        nearest = Math.min(nearest, warningDistance(margin, warningRatioPpm));
        return share(nearest, margin);
    }

    /** The share of a price or index of that size, below 2^59: how far it may move. */
    static long part(final long share, final long size) {
        return Math.multiplyHigh(size << 4, share << 30); // size * share / 2^30
    }

    private long warningDistance(final UnitMargin margin, final int warningRatioPpm) {
        final long requirement = floor(margin.maintenanceMargin);
        final long level =
                requirement / Rates.ONE * warningRatioPpm + requirement % Rates.ONE * warningRatioPpm / Rates.ONE;
        return Math.abs(floor(margin.equity) - level) - 5; // floors hide less than 1 of equity and 3 of the level
    }

    // Brings every number of the unit within 61 bits.
    private void align(final UnitMargin margin) {
        int bits = margin.exposure.bits();
        bits = Math.max(bits, margin.equity.bits());
        bits = Math.max(bits, margin.netWorth.bits());
        bits = Math.max(bits, margin.maintenanceMargin.bits() + 1); // the warning level is up to twice as high
        shift = Math.max(0, bits - MANTISSA_BITS);
    }

    private long floor(final Int128 value) {
        return scratch.set(value).shiftRight(shift).low();
    }

    private Int128 difference(final Int128 a, final Int128 b) {
        return scratch.set(a).subtract(b);
    }

    // Less one: a number on its boundary may have crossed it.
    private long distance(final Int128 value) {
        return scratch.set(value).abs().shiftRight(shift).low() - 2;
    }

    private long share(final long slack, final UnitMargin margin) {
        final long exposure = floor(margin.exposure) + 1;
        if (slack <= 0) {
            return 0;
        }
        if (slack >= exposure) {
            return WHOLE;
        }
        final int excess = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(exposure) - DIVISOR_BITS);
        return (slack >> excess) * WHOLE / ((exposure >> excess) + 1);
    }
}
