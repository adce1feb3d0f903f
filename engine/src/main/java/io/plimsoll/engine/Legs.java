package io.plimsoll.engine;

/**
 * Every balance and position of every unit, a row of six words each, so that valuing a unit reads few cache lines. A unit's legs form
 * a chain sorted by {@link Factor#sortKey}; free legs form another. Allocated once; engine thread.
 */
final class Legs {
    static final int NONE = -1;

    // A row's words.
    private static final int UNITS = 0; // balance or signed quantity, mantissa
    private static final int COST_HIGH = 1; // signed cost of a position at price + quantity decimals; 0 for a balance
    private static final int COST_LOW = 2;
    private static final int FUNDING_INDEX = 3; // index at the position's last settlement
    private static final int FACTOR = 4; // and, in the upper half, where the revaluation keeps it
    private static final int NEXT = 5; // and, in the upper half, the owner
    static final int WORDS = 6;

    private final long[] rows;
    private final int capacity;
    private int firstFree;
    private int used;

    Legs(final int capacity) {
        this.capacity = capacity;
        rows = new long[Math.multiplyExact(capacity, WORDS)];
        for (int leg = 0; leg < capacity; leg++) {
            setLow(leg, NEXT, leg + 1 < capacity ? leg + 1 : NONE);
            setHigh(leg, FACTOR, NONE);
        }
    }

    int capacity() {
        return capacity;
    }

    /** Legs in use over all units. */
    int used() {
        return used;
    }

    /** A leg of 0 units, linked behind {@code previous} (or in front of {@code nextLeg} when that is NONE). */
    int allocate(final int unit, final int factorIndex, final int previous, final int nextLeg) {
        final int leg = firstFree;
        Invariant.check(leg != NONE, "leg capacity is checked before a fact is applied");
        firstFree = next(leg);
        used++;
        setHigh(leg, NEXT, unit);
        setLow(leg, FACTOR, factorIndex);
        setLow(leg, NEXT, nextLeg);
        if (previous != NONE) {
            setLow(previous, NEXT, leg);
        }
        return leg;
    }

    /** Unlinks a leg from its unit and frees it. */
    void free(final int leg, final int previous) {
        if (previous != NONE) {
            setLow(previous, NEXT, next(leg));
        }
        setUnits(leg, 0);
        setCost(leg, 0, 0);
        setFundingIndex(leg, 0);
        setHolderSlot(leg, NONE);
        setLow(leg, NEXT, firstFree);
        firstFree = leg;
        used--;
    }

    long units(final int leg) {
        return rows[leg * WORDS + UNITS];
    }

    void setUnits(final int leg, final long value) {
        rows[leg * WORDS + UNITS] = value;
    }

    long costHigh(final int leg) {
        return rows[leg * WORDS + COST_HIGH];
    }

    long costLow(final int leg) {
        return rows[leg * WORDS + COST_LOW];
    }

    void setCost(final int leg, final long high, final long low) {
        rows[leg * WORDS + COST_HIGH] = high;
        rows[leg * WORDS + COST_LOW] = low;
    }

    long fundingIndex(final int leg) {
        return rows[leg * WORDS + FUNDING_INDEX];
    }

    void setFundingIndex(final int leg, final long index) {
        rows[leg * WORDS + FUNDING_INDEX] = index;
    }

    int owner(final int leg) {
        return high(leg, NEXT);
    }

    int factor(final int leg) {
        return low(leg, FACTOR);
    }

    int next(final int leg) {
        return low(leg, NEXT);
    }

    int holderSlot(final int leg) {
        return high(leg, FACTOR);
    }

    void setHolderSlot(final int leg, final int slot) {
        setHigh(leg, FACTOR, slot);
    }

    private int low(final int leg, final int word) {
        return (int) rows[leg * WORDS + word];
    }

    private int high(final int leg, final int word) {
        return (int) (rows[leg * WORDS + word] >> Integer.SIZE);
    }

    private void setLow(final int leg, final int word, final int value) {
        final int at = leg * WORDS + word;
        rows[at] = rows[at] >> Integer.SIZE << Integer.SIZE | Integer.toUnsignedLong(value);
    }

    private void setHigh(final int leg, final int word, final int value) {
        final int at = leg * WORDS + word;
        rows[at] = (long) value << Integer.SIZE | Integer.toUnsignedLong((int) rows[at]);
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
            setLow(leg, FACTOR, image.number(factor(leg)));
            setUnits(leg, image.number(units(leg)));
            setCost(leg, image.number(costHigh(leg)), image.number(costLow(leg)));
            setFundingIndex(leg, image.number(fundingIndex(leg)));
            previous = leg;
            leg = next(leg);
        }
    }

    void hash(final int leg, final StateHash hash) {
        hash.add(units(leg))
                .add(costHigh(leg))
                .add(costLow(leg))
                .add(fundingIndex(leg))
                .add(factor(leg));
    }
}
