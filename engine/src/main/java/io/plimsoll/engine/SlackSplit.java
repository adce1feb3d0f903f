package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Splits what a unit can lose over the factors it depends on: the share is how far, relative to their size, all of them may move
 * at once, each to its worse side, before a number of the unit can cross one of its boundaries. In doubles, and less than that by
 * more than they round. Engine thread.
 */
final class SlackSplit {
    /** Beyond its own size nothing is looked at: the products of two moving prices are bounded up to there. */
    static final double WHOLE = 1;

    /** Far more than the roundings of the numbers that a share is made of, and of what is made of a share. */
    private static final double MARGIN = 1 - 0x1p-38;

    private SlackSplit() {}

    /** The share for a slack that is surely there, 0 where it is none. */
    static double share(final double slack, final double exposure) {
        if (slack <= 0) {
            return 0;
        }
        return slack >= exposure ? WHOLE : slack / exposure * MARGIN;
    }

    /** For a healthy unit, which only loses by falling to its warning level. */
    static double ofHealthy(final UnitMargin margin, final int warningRatioPpm) {
        final double slack = Approximate.of(margin.equity) - warningLevel(margin, warningRatioPpm);
        return share(slack - error(margin), Approximate.of(margin.exposure));
    }

    /** For any other: neither way may one of its numbers cross. */
    static double ofUnhealthy(final UnitMargin margin, final int warningRatioPpm) {
        final double equity = Approximate.of(margin.equity);
        double nearest = Math.abs(Approximate.of(margin.netWorth));
        nearest = Math.min(nearest, Math.abs(equity - Approximate.of(margin.maintenanceMargin)));
        nearest = Math.min(nearest, Math.abs(equity - Approximate.of(margin.projectedMaintenance)));
        nearest = Math.min(nearest, Math.abs(equity - warningLevel(margin, warningRatioPpm)));
        if (margin.mayAskNothing) {
            nearest = Math.min(nearest, Approximate.of(margin.leastAsked()));
        }
        return share(nearest - error(margin), Approximate.of(margin.exposure));
    }

    /** The share of a price or index of that size, below 2^59: how far it may move. */
    static long part(final double share, final long size) {
        return (long) (share * size * MARGIN);
    }

    private static double warningLevel(final UnitMargin margin, final int warningRatioPpm) {
        return Approximate.of(margin.maintenanceMargin) * warningRatioPpm / Rates.ONE;
    }

    // Of a difference of two exact numbers: at least 2, since one on its boundary may have crossed it. What is rounded
    // is off from
    // what moves in proportion here, and there.
    private static double error(final UnitMargin margin) {
        final double size = Math.abs(Approximate.of(margin.equity))
                + Math.abs(Approximate.of(margin.netWorth))
                + Approximate.of(margin.maintenanceMargin)
                + Math.abs(Approximate.of(margin.projectedMaintenance));
        return 2 + 2 * Approximate.of(margin.hidden) + size * UnitEstimate.ROUNDING;
    }
}
