package io.plimsoll.engine;

/**
 * The legs of each unit, by factor: creates a leg with its first units, frees it with its last, keeps chains sorted, and tells
 * the revaluation. A leg exists if and only if it holds something. Engine thread.
 */
final class LegBook {
    private final Catalog catalog;
    private final Units units;
    private final Legs legs;
    private final Revaluation revaluation;

    LegBook(final Catalog catalog, final Units units, final Legs legs, final Revaluation revaluation) {
        this.catalog = catalog;
        this.units = units;
        this.legs = legs;
        this.revaluation = revaluation;
    }

    /** The unit's leg of this factor, or {@link Legs#NONE}. */
    int find(final int unit, final int factorIndex) {
        int leg = units.firstLeg(unit);
        while (leg != Legs.NONE && legs.factor(leg) != factorIndex) {
            leg = legs.next(leg);
        }
        return leg;
    }

    /** Balance or signed quantity that the unit holds, 0 without a leg. */
    long units(final int unit, final int factorIndex) {
        final int leg = find(unit, factorIndex);
        return leg == Legs.NONE ? 0 : legs.units(leg);
    }

    boolean hasPosition(final int unit) {
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            if (catalog.factor(legs.factor(leg)).isInstrument) {
                return true;
            }
        }
        return false;
    }

    /** Sets a balance. */
    void setBalance(final int unit, final Factor asset, final long balance) {
        set(unit, asset, balance, 0, 0, 0);
    }

    /** Sets a position; its cost and index vanish with it when the quantity is 0. */
    void setPosition(
            final int unit, final Factor instrument, final long quantity, final Int128 cost, final long fundingIndex) {
        set(unit, instrument, quantity, cost.high(), cost.low(), fundingIndex);
    }

    /** Frees every leg of the unit. */
    void clear(final int unit) {
        while (units.firstLeg(unit) != Legs.NONE) {
            remove(unit, units.firstLeg(unit), Legs.NONE);
        }
    }

    private void set(
            final int unit,
            final Factor factor,
            final long held,
            final long costHigh,
            final long costLow,
            final long fundingIndex) {
        int previous = Legs.NONE;
        int leg = units.firstLeg(unit);
        while (leg != Legs.NONE && catalog.factor(legs.factor(leg)).sortKey < factor.sortKey) {
            previous = leg;
            leg = legs.next(leg);
        }
        final boolean exists = leg != Legs.NONE && legs.factor(leg) == factor.index;
        if (held == 0) {
            if (exists) {
                remove(unit, leg, previous);
            }
            return;
        }
        if (!exists) {
            leg = legs.allocate(unit, factor.index, previous, leg);
            if (previous == Legs.NONE) {
                units.setFirstLeg(unit, leg);
            }
            units.addToLegCount(unit, 1);
        }
        legs.setUnits(leg, held);
        legs.setCost(leg, costHigh, costLow);
        legs.setFundingIndex(leg, fundingIndex);
        units.changed(unit);
        revaluation.legChanged(leg);
    }

    private void remove(final int unit, final int leg, final int previous) {
        revaluation.legRemoving(leg);
        final int factor = legs.factor(leg);
        final int last = find(legs.places.holder(legs.places.last(factor)), factor);
        if (previous == Legs.NONE) {
            units.setFirstLeg(unit, legs.next(leg));
        }
        legs.free(leg, previous, last);
        units.addToLegCount(unit, -1);
        units.changed(unit);
    }
}
