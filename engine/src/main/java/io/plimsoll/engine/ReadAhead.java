package io.plimsoll.engine;

/**
 * Asks for all the memory that looking at a chunk of units will need before any of it is waited for: a miss that is overlapped costs a
 * twentieth of one that is not. Changes nothing. Engine thread.
 */
final class ReadAhead {
    /** Units at once: what they need fits the first cache or nearly so, and memory has no more requests under way. */
    static final int CHUNK = 32;

    private final Units units;
    private final Legs legs;
    private final MaxTrees triggers;
    private final int[] nextLeg = new int[CHUNK];
    /** What was read, so that reading it is not optimised away. */
    private long seen;

    ReadAhead(final Units units, final Legs legs, final MaxTrees triggers) {
        this.units = units;
        this.legs = legs;
        this.triggers = triggers;
    }

    /** Reads rows, legs and triggers of the units from one index to before another, at most a chunk. */
    void touch(final int[] chunk, final int from, final int to) {
        if (to - from < 2) {
            return;
        }
        int rounds = 0;
        for (int i = from; i < to; i++) {
            final int legCount = units.legCount(chunk[i]);
            nextLeg[i - from] = legCount == 0 ? 0 : units.firstLeg(chunk[i]);
            rounds = Math.max(rounds, legCount);
        }
        long sum = seen;
        for (int round = 0; round < rounds; round++) {
            sum += touchALeg(to - from);
        }
        seen = sum;
    }

    // A leg of every unit: a chain has to be followed, but many at once. One that has ended stays where it is.
    private long touchALeg(final int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            final int leg = nextLeg[i];
            sum += triggers.touch(legs.place(leg));
            final int next = legs.next(leg);
            nextLeg[i] = next == Legs.NONE ? leg : next;
        }
        return sum;
    }
}
