package io.plimsoll.engine;

/**
 * Finds the units that a change may have moved over an edge, without valuing the whole book. It may find more than those,
 * never fewer: each found unit is then valued exactly by {@link Evaluator}. Engine thread.
 */
interface Revaluation {
    /** A leg is new, or holds another number of units. */
    void legChanged(int leg);

    /** A leg is about to be freed. */
    void legRemoving(int leg);

    /** The unit's legs, or its role, are as they will be when this record is done. */
    void unitChanged(int unit);

    /** A price was accepted; adds every unit that is, or was, not surely healthy. */
    void priceChanged(int slot, FiredUnits fired);

    /** An instrument's funding index moved. */
    void fundingChanged(Factor instrument, FiredUnits fired);

    /** Definitions were committed: everything may have moved. */
    void definitionsChanged(FiredUnits fired);

    /** Adds every unit that is not surely healthy. */
    void collectUnhealthy(FiredUnits fired);
}
