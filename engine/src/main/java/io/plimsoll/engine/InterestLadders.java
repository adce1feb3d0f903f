package io.plimsoll.engine;

/**
 * Triggers at interest indexes: a leg that is owned waits for the supply index, one that is owed for the borrow index
 * (docs/internals/interest.md, The index). Engine thread.
 */
final class InterestLadders {
    private final Ladder supply;
    private final Ladder borrow;

    InterestLadders(final Places places, final int factors, final EngineCounters counters) {
        final MaxTrees triggers = new MaxTrees(places, factors, 2 * Ladder.LANES, counters);
        supply = new Ladder(triggers, 0, factors);
        borrow = new Ladder(triggers, Ladder.LANES, factors);
    }

    /** A leaf takes the place of another. */
    void relocate(final int factor, final int from, final int to) {
        supply.relocate(factor, from, to);
        borrow.relocate(factor, from, to);
    }

    /** Both indexes are as the asset has them now; false where the keys cannot measure that far. */
    boolean move(final Factor asset) {
        final boolean isSupplyMeasured = move(supply, asset, false);
        return move(borrow, asset, true) && isSupplyMeasured;
    }

    private static boolean move(final Ladder ladder, final Factor asset, final boolean isOwed) {
        final long index = asset.measuredIndex(isOwed);
        return ladder.move(asset.index, index, index);
    }

    /** Hands over every leaf that waited for where the indexes are now. */
    void collect(final Factor asset, final MaxTrees.Hits hits) {
        supply.collect(asset.index, hits);
        borrow.collect(asset.index, hits);
    }

    /** Measures from where the indexes are: every leaf of the asset must be set anew. */
    void measure(final Factor asset) {
        measure(supply, asset, false);
        measure(borrow, asset, true);
    }

    private static void measure(final Ladder ladder, final Factor asset, final boolean isOwed) {
        final long index = asset.measuredIndex(isOwed);
        ladder.rescale(asset.index, 0, index, index);
    }

    /** The unit of the leaf is to be valued when its index has moved by more than the distance; on a rise or fall for the better too, where asked. */
    void set(final Factor asset, final int leaf, final boolean isOwned, final long distance, final boolean isBothWays) {
        supply.set(asset.index, leaf, distance, isOwned, isOwned && isBothWays);
        borrow.set(asset.index, leaf, distance, !isOwned && isBothWays, !isOwned);
    }

    /** Every move, or none, is to find the unit of this leaf. */
    void setAll(final int factor, final int leaf, final int key) {
        supply.setBoth(factor, leaf, key);
        borrow.setBoth(factor, leaf, key);
    }
}
