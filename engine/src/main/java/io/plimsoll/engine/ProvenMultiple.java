package io.plimsoll.engine;

/**
 * What one leg can add to B, R or any intermediate, over its limits: of an asset over maxBalance * maxPrice, of an instrument over
 * maxQuantity * maxPrice * maxPrice of the settlement asset. For the overflow proof, and for who chooses limits that are to pass it.
 */
public final class ProvenMultiple {
    /** 1 for its value. */
    public static final long ASSET = 1;

    /** 1 for its value, 2 for its cost, 2 for funding owed, 3 for the requirement at the widest warning ratio (2) with room for rounding. */
    public static final long INSTRUMENT = 8;

    private ProvenMultiple() {}
}
