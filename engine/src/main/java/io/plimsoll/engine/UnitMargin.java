package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Verdict;

/**
 * What one unit is worth and what is asked of it: the result of {@link MarginCalculator}, reused from unit to unit. All values
 * are exact, in the valuation currency at the catalog's valueDecimals. Engine thread.
 */
public final class UnitMargin {
    final Int128 netWorth = new Int128();
    final Int128 equity = new Int128();
    final Int128 initialEquity = new Int128();
    final Int128 stopEquity = new Int128();
    final Int128 initialMargin = new Int128();
    final Int128 stopMargin = new Int128();
    final Int128 maintenanceMargin = new Int128();
    /** What of the initial margin is asked for open orders. */
    final Int128 openOrderMargin = new Int128();
    /** What debts ask for in the stop margin. */
    final Int128 owedStop = new Int128();
    /** What debts ask for in the maintenance margin. */
    final Int128 owedMaintenance = new Int128();

    /** What open orders ask for in the stop margin, where they count for it. */
    final Int128 orderedStop = new Int128();
    /** What they ask for in the maintenance margin. */
    final Int128 orderedMaintenance = new Int128();

    final Int128 projectedStop = new Int128();
    final Int128 projectedMaintenance = new Int128();
    /** What no number here moves by more than when all that it hangs on moves by its own size at once; in proportion if by less. */
    final Int128 exposure = new Int128();
    /** What is asked of all positions for maintenance, where that stands in buckets and R is 0; else nothing. */
    final Int128 bucketedMargin = new Int128();
    /** Funding that all positions owe. */
    final Int128 fundingOwed = new Int128();
    /** What rounding moves each number here by at most. */
    final Int128 hidden = new Int128();

    private final Int128 least = new Int128();
    private final Int128 scratch = new Int128();

    boolean isPriced;
    /** Whether what is asked for stands in the buckets of settlement assets, and R is 0. */
    boolean isBucketed;

    boolean hasPosition;
    /** Whether what is asked for may come to be nothing, or no longer nothing, with a price. */
    boolean mayAskNothing;
    /** Whether it is so of a debt. */
    boolean mayOweNothing;
    /** Whether a position is left that is not wholly ordered. */
    boolean hasProjected;
    /** Whether open orders that count for maintenance are left out of it. */
    boolean isWithoutOrders;

    void clear() {
        netWorth.set(0);
        equity.set(0);
        initialEquity.set(0);
        stopEquity.set(0);
        owedStop.set(0);
        owedMaintenance.set(0);
        orderedStop.set(0);
        orderedMaintenance.set(0);
        initialMargin.set(0);
        openOrderMargin.set(0);
        stopMargin.set(0);
        maintenanceMargin.set(0);
        projectedStop.set(0);
        projectedMaintenance.set(0);
        exposure.set(0);
        bucketedMargin.set(0);
        fundingOwed.set(0);
        hidden.set(0);
        isPriced = true;
        isBucketed = false;
        hasPosition = false;
        mayAskNothing = false;
        mayOweNothing = false;
        hasProjected = false;
        isWithoutOrders = false;
    }

    /** From here on these are the numbers of a unit that has nothing on order, but for initial margin. */
    void leaveOutOrders() {
        isWithoutOrders = true;
        stopMargin.subtract(orderedStop);
        maintenanceMargin.subtract(orderedMaintenance);
        projectedStop.subtract(orderedStop);
        projectedMaintenance.subtract(orderedMaintenance);
        orderedStop.set(0);
        orderedMaintenance.set(0);
    }

    /** The least of all that is asked for and may come to be nothing: of positions, in part of those only that are not wholly ordered. */
    Int128 leastAsked() {
        if (mayOweNothing) {
            return least.set(0);
        }
        least.set(maintenanceMargin).subtract(owedMaintenance).subtract(orderedMaintenance);
        if (hasProjected) {
            takeLess(scratch.set(projectedMaintenance).subtract(owedMaintenance).subtract(orderedMaintenance));
            takeLess(scratch.set(projectedStop).subtract(owedStop).subtract(orderedStop));
        }
        return least;
    }

    /** What is asked of all positions for maintenance: what shares of a unit are shares of. */
    Int128 positionMargin(final Int128 result) {
        return isBucketed
                ? result.set(bucketedMargin)
                : result.set(maintenanceMargin).subtract(owedMaintenance).subtract(orderedMaintenance);
    }

    /** What a unit has to hold for maintenance, wherever that stands. */
    Int128 asked() {
        return isBucketed ? bucketedMargin : maintenanceMargin;
    }

    /** What it holds against {@link #asked}. */
    Int128 held(final Int128 result) {
        return isBucketed ? result.set(equity).add(bucketedMargin) : result.set(equity);
    }

    private void takeLess(final Int128 asked) {
        if (asked.compareTo(least) < 0) {
            least.set(asked);
        }
    }

    /** The verdict by these numbers: see docs/internals/linear-rules.md, Valuation. */
    Verdict verdict(final Profile profile) {
        if (netWorth.isNegative()) {
            return Verdict.BANKRUPT;
        }
        if (isBelow(maintenanceMargin, profile)) {
            return Verdict.LIQUIDATE;
        }
        // The comparison of products asks for numbers that are not negative. Equity is only where R is 0 and has to be
        // above.
        return equity.isNegative()
                        || WideCompare.products(equity, Rates.ONE, maintenanceMargin, profile.warningRatioPpm()) < 0
                ? Verdict.WARNING
                : Verdict.HEALTHY;
    }

    /** Whether a unit that is to be liquidated would not be if it had nothing on order. */
    boolean isBelowForOrdersAlone(final Profile profile) {
        return !netWorth.isNegative() && !isBelow(scratch.set(maintenanceMargin).subtract(orderedMaintenance), profile);
    }

    /** Whether B does not cover this requirement, by the profile's boundary. */
    boolean isBelow(final Int128 requirement, final Profile profile) {
        return isBelow(equity, requirement, profile);
    }

    /** Whether the stop margin is not held, by the profile's boundary. */
    boolean isBelowStop(final Profile profile) {
        return isBelow(stopEquity, stopMargin, profile);
    }

    /** The same of the initial margin that positions and debts are asked for, whatever is on order. */
    boolean isBelowInitial(final Profile profile) {
        return isBelow(initialEquity, scratch.set(initialMargin).subtract(openOrderMargin), profile);
    }

    private static boolean isBelow(final Int128 held, final Int128 requirement, final Profile profile) {
        final int sign = held.compareTo(requirement);
        if (sign > 0 || (sign == 0 && !profile.isInclusive())) {
            return false;
        }
        return requirement.signum() > 0
                || !(profile.isInclusive() || profile.terms().requirePositive());
    }

    /** Unweighted value of what is owned minus what is owed. */
    public Int128 netWorth() {
        return netWorth;
    }

    /** B for maintenance. */
    public Int128 equity() {
        return equity;
    }

    /** B for initial margin. */
    public Int128 initialEquity() {
        return initialEquity;
    }

    /** B for stop margin. */
    public Int128 stopEquity() {
        return stopEquity;
    }

    /** R to open or withdraw. */
    public Int128 initialMargin() {
        return initialMargin;
    }

    /** What of {@link #initialMargin} is asked for open orders: no part of it is a position's or a debt's. */
    public Int128 openOrderMargin() {
        return openOrderMargin;
    }

    /** R at which liquidation stops. */
    public Int128 stopMargin() {
        return stopMargin;
    }

    /** R below which liquidation starts. */
    public Int128 maintenanceMargin() {
        return maintenanceMargin;
    }

    /** Whether every leg has a price; without, the numbers mean nothing. */
    public boolean isPriced() {
        return isPriced;
    }
}
