package io.plimsoll.engine;

/**
 * Every balance and position of every unit, as a struct of arrays: leg {@code i} is element i of each. A unit's legs form a
 * chain sorted by {@link Factor#sortKey}; free legs form another. Allocated once; engine thread.
 */
final class Legs {
    static final int NONE = -1;

    private final long[] units; // balance or signed quantity, mantissa
    private final long[] costHigh; // signed cost of a position at price + quantity decimals; 0 for a balance
    private final long[] costLow;
    private final long[] fundingIndex; // index at the position's last settlement
    private final int[] owner;
    private final int[] factor;
    private final int[] next;
    private final int[] holderSlot; // where the revaluation keeps it
    private int firstFree;
    private int used;

    Legs(final int capacity) {
        units = new long[capacity];
        costHigh = new long[capacity];
        costLow = new long[capacity];
        fundingIndex = new long[capacity];
        owner = new int[capacity];
        factor = new int[capacity];
        next = new int[capacity];
        holderSlot = new int[capacity];
        for (int leg = 0; leg < capacity; leg++) {
            next[leg] = leg + 1;
            holderSlot[leg] = NONE;
        }
        next[capacity - 1] = NONE;
    }

    int capacity() {
        return units.length;
    }

    /** Legs in use over all units. */
    int used() {
        return used;
    }

    /** A leg of 0 units, linked behind {@code previous} (or in front of {@code nextLeg} when that is NONE). */
    int allocate(final int unit, final int factorIndex, final int previous, final int nextLeg) {
        final int leg = firstFree;
        Invariant.check(leg != NONE, "leg capacity is checked before a fact is applied");
        firstFree = next[leg];
        used++;
        owner[leg] = unit;
        factor[leg] = factorIndex;
        next[leg] = nextLeg;
        if (previous != NONE) {
            next[previous] = leg;
        }
        return leg;
    }

    /** Unlinks a leg from its unit and frees it. */
    void free(final int leg, final int previous) {
        if (previous != NONE) {
            next[previous] = next[leg];
        }
        units[leg] = 0;
        setCost(leg, 0, 0);
        fundingIndex[leg] = 0;
        holderSlot[leg] = NONE;
        next[leg] = firstFree;
        firstFree = leg;
        used--;
    }

    long units(final int leg) {
        return units[leg];
    }

    void setUnits(final int leg, final long value) {
        units[leg] = value;
    }

    long costHigh(final int leg) {
        return costHigh[leg];
    }

    long costLow(final int leg) {
        return costLow[leg];
    }

    void setCost(final int leg, final long high, final long low) {
        costHigh[leg] = high;
        costLow[leg] = low;
    }

    long fundingIndex(final int leg) {
        return fundingIndex[leg];
    }

    void setFundingIndex(final int leg, final long index) {
        fundingIndex[leg] = index;
    }

    int owner(final int leg) {
        return owner[leg];
    }

    int factor(final int leg) {
        return factor[leg];
    }

    int next(final int leg) {
        return next[leg];
    }

    int holderSlot(final int leg) {
        return holderSlot[leg];
    }

    void setHolderSlot(final int leg, final int slot) {
        holderSlot[leg] = slot;
    }

    /** Hands a unit's legs through, in the order of their chain; reading allocates them. */
    void image(final StateImage image, final Units owners, final int unit) {
        final int count = image.number(owners.legCount(unit));
        int leg = owners.firstLeg(unit);
        int previous = NONE;
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                leg = allocate(unit, 0, previous, NONE);
                owners.addToLegCount(unit, 1);
                if (previous == NONE) {
                    owners.setFirstLeg(unit, leg);
                }
            }
            factor[leg] = image.number(factor[leg]);
            units[leg] = image.number(units[leg]);
            costHigh[leg] = image.number(costHigh[leg]);
            costLow[leg] = image.number(costLow[leg]);
            fundingIndex[leg] = image.number(fundingIndex[leg]);
            previous = leg;
            leg = next[leg];
        }
    }

    void hash(final int leg, final StateHash hash) {
        hash.add(units[leg])
                .add(costHigh[leg])
                .add(costLow[leg])
                .add(fundingIndex[leg])
                .add(factor[leg]);
    }
}
