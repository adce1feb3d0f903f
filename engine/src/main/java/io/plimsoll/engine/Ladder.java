package io.plimsoll.engine;

/**
 * One kind of number that moves many units at once (a price, a funding index, a settlement price), one value a factor, and for
 * every leaf the two values at which its unit must be valued again. Keys are ints, 24 bits of value or better: the value is
 * rounded away from the leaf's trigger and the trigger towards the value, so that one may come early and never late. Engine thread.
 */
final class Ladder {
    private static final int VALUE_BITS = 24;
    /** A value may grow by this many bits before the keys are measured anew. */
    private static final int REACH_BITS = VALUE_BITS + 5;
    /** And the scale may shrink by this many, where keys are not exact. */
    private static final int LEAST_BITS = VALUE_BITS - 8;

    /** Lanes of a ladder. */
    static final int LANES = 2;

    private final MaxTrees triggers;
    private final int falls;
    private final int rises;

    // By factor.
    private final long[] value; // less the base
    private final long[] base;
    private final int[] shift;
    private final boolean[] isScaled;

    /**
     * @param lane the first of two in the trees: for when the value falls, and for when it rises
     */
    Ladder(final MaxTrees triggers, final int lane, final int factors) {
        this.triggers = triggers;
        falls = lane;
        rises = lane + 1;
        value = new long[factors];
        base = new long[factors];
        shift = new int[factors];
        isScaled = new boolean[factors];
    }

    /**
     * The factor's value moved: {@link #collect} finds who waited for that, once every value that moved has been told. False when the
     * keys cannot measure that far: then every leaf of the factor must be set anew after {@link #rescale}.
     *
     * @param scale size that distances are fractions of
     */
    boolean move(final int factor, final long newValue, final long scale) {
        final long moved = newValue - base[factor];
        final int bits = shift[factor];
        if (!isScaled[factor] || Math.abs(moved) >> bits >= 1L << REACH_BITS || isTooFine(bits, scale)) {
            return false;
        }
        value[factor] = moved;
        return true;
    }

    /** Hands over every leaf whose trigger the value has crossed. */
    void collect(final int factor, final MaxTrees.Hits hits) {
        collect(factor, falls, (int) (value[factor] >> shift[factor]), hits);
        collect(factor, rises, (int) (-value[factor] >> shift[factor]), hits);
    }

    private void collect(final int factor, final int lane, final int level, final MaxTrees.Hits hits) {
        if (triggers.max(factor, lane) > level) {
            triggers.collect(factor, lane, level, hits);
        }
    }

    /**
     * The value below which (or above which) a fall (or a rise) reaches the first trigger, rounded as keys are; the value itself when
     * any move does, {@code none} when no move does. A maximum may be too high until a walk comes by, so that this may be nearer than
     * the first trigger, never farther.
     */
    long nearest(final int factor, final boolean onRise, final long none) {
        final int key = triggers.max(factor, onRise ? rises : falls);
        if (key == MaxTrees.NEVER) {
            return none;
        }
        final long moved = (long) key << shift[factor];
        final long distant = onRise ? Math.max(value[factor], -moved) : Math.min(value[factor], moved);
        return base[factor] + (key == MaxTrees.ALWAYS ? value[factor] : distant);
    }

    private static boolean isTooFine(final int bits, final long scale) {
        return bits > 0 && bitsOf(scale >> bits) < LEAST_BITS;
    }

    /** Measures from here: keys of the factor mean nothing until each leaf is set again. */
    void rescale(final int factor, final long newBase, final long newValue, final long scale) {
        base[factor] = newBase;
        value[factor] = newValue - newBase;
        shift[factor] = Math.max(0, bitsOf(scale) - VALUE_BITS);
        isScaled[factor] = true;
    }

    /** The unit of this leaf is to be valued when the value has fallen, or risen, by more than the distance, where asked for. */
    void set(final int factor, final int leaf, final long distance, final boolean onFall, final boolean onRise) {
        final int bits = shift[factor];
        final long reach = Math.min(distance, 1L << Math.min(Long.SIZE - 2, bits + REACH_BITS));
        triggers.set(factor, leaf, falls, onFall ? ceilShift(value[factor] - reach, bits) : MaxTrees.NEVER);
        triggers.set(factor, leaf, rises, onRise ? ceilShift(-value[factor] - reach, bits) : MaxTrees.NEVER);
    }

    /** Every move, or none, is to find the unit of this leaf. */
    void setBoth(final int factor, final int leaf, final int key) {
        triggers.set(factor, leaf, falls, key);
        triggers.set(factor, leaf, rises, key);
    }

    /** A leaf takes the place of another, which is left without a trigger. */
    void relocate(final int factor, final int from, final int to) {
        triggers.set(factor, to, falls, triggers.key(from, falls));
        triggers.set(factor, to, rises, triggers.key(from, rises));
        setBoth(factor, from, MaxTrees.NEVER);
    }

    private static int ceilShift(final long distance, final int bits) {
        return (int) -(-distance >> bits);
    }

    private static int bitsOf(final long positive) {
        return Long.SIZE - Long.numberOfLeadingZeros(positive);
    }
}
