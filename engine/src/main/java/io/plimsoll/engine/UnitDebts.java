package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;

/**
 * What one unit owes and owns, as a seizure sees it (docs/internals/lending.md, Numbers and The pair). Values are exact at valueDecimals, for
 * maintenance where that differs. Reused from unit to unit; engine thread.
 */
final class UnitDebts {
    /** 1, for health ratios and bonuses. */
    static final long ONE = 1_000_000_000_000_000_000L;

    private static final Int128 WIDE_ONE = new Int128().set(ONE);

    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final WideDivision division = new WideDivision();

    /** B, and what netted debts took from it. */
    final Int128 assets = new Int128();
    /** R, and the same. */
    final Int128 requirement = new Int128();
    /** Unweighted value of all that is owned, each balance rounded as the profile says. */
    final Int128 ownedValue = new Int128();
    /** Unweighted value of all that is owed, each debt rounded as the profile says. */
    final Int128 owedValue = new Int128();

    /** The debt with the largest value; null when nothing is owed. */
    Factor debt;
    /** How much of it is owed, positive balance mantissa. */
    long owed;
    /** The collateral with the largest value; null when there is none. */
    Factor collateral;
    /** How much of it is owned, balance mantissa. */
    long owned;

    /** What netted debts took from B, rounded as it was. */
    private final Int128 netted = new Int128();

    private final Int128 largestDebt = new Int128();
    private final Int128 largestCollateral = new Int128();
    private final Int128 term = new Int128();
    private final Int128 ratio = new Int128();

    UnitDebts(final EngineState state) {
        this.catalog = state.catalog;
        this.prices = state.prices;
        this.units = state.units;
        this.legs = state.legs;
    }

    /** Looks at a unit that has been valued. */
    void take(final int unit, final UnitMargin margin) {
        ownedValue.set(0);
        owedValue.set(0);
        debt = null;
        collateral = null;
        netted.set(0);
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (!factor.isInstrument) {
                take(factor, factor.amount(legs.units(leg)));
            }
        }
        assets.set(margin.equity).add(netted);
        requirement.set(margin.maintenanceMargin).add(netted);
    }

    // Balances are in order of asset id, so that of equal ones the first stays.
    private void take(final Factor asset, final long balance) {
        worth(asset, Math.abs(balance), term);
        if (balance < 0) {
            if (debt == null || term.compareTo(largestDebt) > 0) {
                debt = asset;
                owed = -balance;
                largestDebt.set(term);
            }
            catalog.rounder().debt(term);
            owedValue.add(ratio.set(term).multiply(Rates.ONE));
            netted.add(term.multiply(Worth.nettedPpm(asset)));
        } else {
            if (balance > 0 && isCollateral(asset) && (collateral == null || term.compareTo(largestCollateral) > 0)) {
                collateral = asset;
                owned = balance;
                largestCollateral.set(term);
            }
            ownedValue.add(catalog.rounder().collateral(term).multiply(Rates.ONE));
        }
    }

    /** Whether a balance of it may be taken for a debt. */
    boolean isCollateral(final Factor asset) {
        return Worth.ownedPpm(asset) != 0 || catalog.profile().terms().plan().sizing() == Sizing.FULL;
    }

    /** The price of an asset. */
    long price(final Factor asset) {
        return prices.value(asset.priceSlot);
    }

    /** Unweighted value of an amount. */
    Int128 value(final Factor asset, final long amount, final Int128 result) {
        return worth(asset, amount, result).multiply(Rates.ONE);
    }

    /** Unweighted value of so much of the unit's debt, rounded as the profile says. */
    Int128 roundedDebt(final long amount, final Int128 result) {
        return catalog.rounder().debt(worth(debt, amount, result)).multiply(Rates.ONE);
    }

    /** Unweighted value of so much of the unit's collateral, rounded as the profile says. */
    Int128 roundedCollateral(final long amount, final Int128 result) {
        return catalog.rounder().collateral(worth(collateral, amount, result)).multiply(Rates.ONE);
    }

    /** The same that times ppm is a value. */
    Int128 worth(final Factor asset, final long amount, final Int128 result) {
        return result.setProduct(amount, prices.value(asset.priceSlot)).multiply(asset.alignment);
    }

    /** The health ratio, assets over requirement, at 10^18, rounded down; 0 without a requirement, at most 1. */
    long health() {
        if (assets.signum() <= 0 || requirement.signum() <= 0) {
            return 0;
        }
        final boolean fits = division.multiplyDivideFloor(assets, WIDE_ONE, requirement, ratio);
        return fits && ratio.fitsLong() ? Math.min(ratio.low(), ONE) : ONE;
    }

    /** How much larger all that is owned is than all that is owed, a share of what is owed at 10^18, rounded down; negative if smaller. */
    Int128 surplus(final Int128 result) {
        if (owedValue.signum() == 0 || !division.multiplyDivideFloor(ownedValue, WIDE_ONE, owedValue, result)) {
            return result.set(Long.MAX_VALUE, -1); // larger than whatever it is compared with
        }
        return result.subtract(WIDE_ONE);
    }
}
