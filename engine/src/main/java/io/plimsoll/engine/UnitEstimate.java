package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * What {@link UnitMargin} says, in doubles: {@link Estimator} fills it at a fraction of the cost. Each number is within {@link #error} of
 * the exact one, so that it proves a verdict wherever it is further than that from a boundary; where it is not, the exact one decides.
 * Units as there. Engine thread.
 */
final class UnitEstimate {
    /**
     * A number is the sum of at most 64 legs, each of a few products that are rounded by 2^-53 of their size: together less than
     * 2^-45 of the gross sum. The warning level counts it up to twice.
     */
    static final double ROUNDING = 0x1p-43;

    double netWorth;
    double equity;
    double maintenanceMargin;
    double exposure;
    /** Sum of the sizes of everything that was added or taken. */
    double gross;
    /** What rounded terms move each exact number by at most. */
    double hidden;

    boolean isPriced;

    void clear() {
        netWorth = 0;
        equity = 0;
        maintenanceMargin = 0;
        exposure = 0;
        gross = 0;
        hidden = 0;
        isPriced = true;
    }

    /** How much is surely left before a healthy unit falls to its warning level; not positive where that is not proved. */
    double healthySlack(final int warningRatioPpm) {
        return equity - warningLevel(warningRatioPpm) - error();
    }

    /** How far a unit surely is from the boundaries of a warning; not positive where it is not proved to be within. */
    double warningSlack(final int warningRatioPpm) {
        final double above = Math.min(netWorth, equity - maintenanceMargin);
        return Math.min(above, warningLevel(warningRatioPpm) - equity) - error();
    }

    private double warningLevel(final int warningRatioPpm) {
        return maintenanceMargin * ((double) warningRatioPpm / Rates.ONE);
    }

    /** What each number is off by at most, now and when the slack that it leaves is used up. */
    double error() {
        return gross * ROUNDING + 3 * hidden;
    }
}
