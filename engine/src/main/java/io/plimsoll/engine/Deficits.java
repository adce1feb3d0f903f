package io.plimsoll.engine;

/**
 * What each bankrupt unit owes that has nothing left to take, as it was when the unit was last evaluated, and the sum of it
 * (docs/internals/waterfall.md, What is left). Allocated when definitions first draw upon funds; engine thread.
 */
final class Deficits {
    private final Units units;
    private long[] high = {}; // by unit: a value, not negative
    private long[] low = {};
    private final WideSum sum = new WideSum();

    Deficits(final Units units) {
        this.units = units;
    }

    void makeRoom() {
        high = new long[units.capacity()];
        low = new long[units.capacity()];
    }

    /** Takes a unit's over. */
    void set(final int unit, final long newHigh, final long newLow) {
        if (high.length == 0 || (high[unit] == newHigh && low[unit] == newLow)) {
            return;
        }
        sum.subtract(high[unit], low[unit]).add(newHigh, newLow);
        high[unit] = newHigh;
        low[unit] = newLow;
        units.changed(unit);
    }

    /** Over all units. */
    WideSum sum() {
        return sum;
    }

    /** Hands a unit's through. */
    void image(final StateImage image, final int unit) {
        set(unit, image.number(high[unit]), image.number(low[unit]));
    }

    void hash(final int unit, final StateHash hash) {
        if (high.length != 0 && (high[unit] | low[unit]) != 0) {
            hash.add(high[unit]).add(low[unit]);
        }
    }
}
