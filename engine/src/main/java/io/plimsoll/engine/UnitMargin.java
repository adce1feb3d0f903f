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
    final Int128 initialMargin = new Int128();
    final Int128 stopMargin = new Int128();
    final Int128 maintenanceMargin = new Int128();
    final Int128 projectedStop = new Int128();
    final Int128 projectedMaintenance = new Int128();
    /** What no number here moves by more than when all that it hangs on moves by its own size at once; in proportion if by less. */
    final Int128 exposure = new Int128();

    boolean isPriced;
    boolean hasPosition;
    /** Whether a position is left that is not wholly ordered. */
    boolean hasProjected;

    void clear() {
        netWorth.set(0);
        equity.set(0);
        initialEquity.set(0);
        initialMargin.set(0);
        stopMargin.set(0);
        maintenanceMargin.set(0);
        projectedStop.set(0);
        projectedMaintenance.set(0);
        exposure.set(0);
        isPriced = true;
        hasPosition = false;
        hasProjected = false;
    }

    /** The verdict by these numbers: see docs/internals/linear-rules.md, Valuation. */
    Verdict verdict(final int warningRatioPpm) {
        if (netWorth.isNegative()) {
            return Verdict.BANKRUPT;
        }
        if (equity.compareTo(maintenanceMargin) < 0) {
            return Verdict.LIQUIDATE;
        }
        // equity >= maintenance >= 0 here, as the comparison of products asks for
        return WideCompare.products(equity, Rates.ONE, maintenanceMargin, warningRatioPpm) < 0
                ? Verdict.WARNING
                : Verdict.HEALTHY;
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

    /** R to open or withdraw. */
    public Int128 initialMargin() {
        return initialMargin;
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
