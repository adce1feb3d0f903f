package io.plimsoll.engine;

/**
 * Every balance and position of every unit, a row of five words each, so that valuing a unit reads few cache lines. A unit's legs form
 * a chain sorted by {@link Factor#sortKey}; free legs form another. Which factor a leg is of follows from its place among the legs of
 * that factor. Allocated once; engine thread.
 */
final class Legs {
    static final int NONE = -1;

    // A row's words.
    private static final int UNITS = 0; // balance or signed quantity, mantissa
    private static final int COST_HIGH = 1; // signed cost of a position at price + quantity decimals; 0 for a balance
    private static final int COST_LOW = 2;
    private static final int FUNDING_INDEX = 3; // index at the position's last settlement
    private static final int NEXT = 4; // and, in the upper half, the place
    static final int WORDS = 5;

    final Places places;
    private final long[] rows;
    private final int capacity;
    private int firstFree;
    private int used;

    Legs(final int capacity, final int factors) {
        this.capacity = capacity;
        places = new Places(capacity, factors);
        rows = new long[Math.multiplyExact(capacity, WORDS)];
        for (int leg = 0; leg < capacity; leg++) {
            setLow(leg, NEXT, leg + 1 < capacity ? leg + 1 : NONE);
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
        setPlace(leg, places.add(factorIndex, unit));
        setLow(leg, NEXT, nextLeg);
        if (previous != NONE) {
            setLow(previous, NEXT, leg);
        }
        return leg;
    }

    /**
     * Unlinks a leg from its unit and frees it.
     *
     * @param last the leg that stands at the last place of the same factor, and moves to the place of this one
     */
    void free(final int leg, final int previous, final int last) {
        final int place = place(leg);
        places.remove(place);
        setPlace(last, place);
        if (previous != NONE) {
            setLow(previous, NEXT, next(leg));
        }
        setUnits(leg, 0);
        setCost(leg, 0, 0);
        setFundingIndex(leg, 0);
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

    int next(final int leg) {
        return low(leg, NEXT);
    }

    int factor(final int leg) {
        return places.factor(place(leg));
    }

    /** What a unit holds of a factor. */
    long held(final Units owners, final int unit, final int factorIndex) {
        for (int leg = owners.firstLeg(unit); leg != NONE; leg = next(leg)) {
            if (factor(leg) == factorIndex) {
                return units(leg);
            }
        }
        return 0;
    }

    /** Where it stands among the legs of its factor. */
    int place(final int leg) {
        return high(leg, NEXT);
    }

    private void setPlace(final int leg, final int place) {
        setHigh(leg, NEXT, place);
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
            final int factor = image.number(image.isReading() ? NONE : factor(leg));
            if (image.isReading()) {
                leg = allocate(unit, factor, previous, NONE);
                owners.addToLegCount(unit, 1);
                if (previous == NONE) {
                    owners.setFirstLeg(unit, leg);
                }
            }
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
