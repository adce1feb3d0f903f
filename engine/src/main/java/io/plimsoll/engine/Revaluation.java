package io.plimsoll.engine;

/**
 * Finds the units that a change may have moved over an edge, without valuing the whole book. It may find more than those,
 * never fewer: each found unit is then valued exactly by {@link Evaluator}. Engine thread.
 */
interface Revaluation {
    /** No price, which all are above. */
    long NO_TRIGGER = 0;

    /** A leg is new, or holds another number of units. */
    void legChanged(int leg);

    /** A leg is about to be freed. */
    void legRemoving(int leg);

    /** An entry of {@link UnitInstruments} is about to go. */
    default void entryRemoving(final int entry) {
        // only who keeps something by its place
    }

    /** The unit's legs, or its role, are as they will be when this record is done. */
    void unitChanged(int unit);

    /** A price was accepted; adds every unit that is, or was, not surely healthy. */
    void priceChanged(int slot, FiredUnits fired);

    /** An instrument's funding index moved. */
    void fundingChanged(Factor instrument, FiredUnits fired);

    /** An asset's interest indexes moved. */
    void interestChanged(Factor asset, FiredUnits fired);

    /**
     * The unit was valued exactly, and what was said of it holds until one of its numbers crosses a boundary: net worth 0, equity
     * = maintenance margin (projected or not), equity = warning level.
     */
    void settled(int unit, UnitMargin margin);

    /** The unit has a leg without a price, and nothing can be said of it before that one's first. */
    void awaitPrice(int unit);

    /** What was said of a unit may change without its numbers moving: find it again at its next price. */
    void unsettle(int unit);

    /** The same, however healthy the unit is: until it is settled each price of its own finds it. */
    void watch(int unit);

    /** As {@link #unsettle}, for every unit: the engine was armed, killed, halted, or a source lost records. */
    void unsettleAll();

    /** Definitions were committed: everything may have moved. */
    void definitionsChanged(FiredUnits fired);

    /**
     * The state was read from an image: takes up every leg and unit anew. What was settled is forgotten, so that units may be found
     * more often than before, never less.
     */
    void restored();

    /** Units that no index finds, so that every move of a price they hang on passes over them. */
    default int unindexed() {
        return 0;
    }

    /** The fired units from one index to before another are evaluated next: reads ahead what that will need. */
    default void readAhead(final FiredUnits fired, final int from, final int to) {
        // only what is scattered in memory is worth it
    }

    /**
     * The price mantissa past which the next unit is valued when the factor's price falls (or rises), or {@link #NO_TRIGGER}. May be
     * nearer than the first one, never farther; for display.
     */
    default long nextTrigger(final Factor factor, final boolean onRise) {
        return NO_TRIGGER;
    }

    /** Adds every unit that is not surely healthy. */
    void collectUnhealthy(FiredUnits fired);
}
