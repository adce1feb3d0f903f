package io.plimsoll.engine;

/** What to close of one unit, in order: the result of {@link Planner}, reused. Engine thread. */
public final class Plan {
    final Factor[] instrument = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    /** The position's signed quantity, orders in flight not counted. */
    final long[] held = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    /** How much of it is closed. */
    final long[] quantity = new long[EngineCapacity.MAX_LEGS_PER_UNIT];

    final boolean[] isBuy = new boolean[EngineCapacity.MAX_LEGS_PER_UNIT];
    int size;

    void clear() {
        size = 0;
    }

    void add(final Factor closed, final long position, final boolean buys, final long units) {
        instrument[size] = closed;
        held[size] = position;
        isBuy[size] = buys;
        quantity[size] = units;
        size++;
    }
}
