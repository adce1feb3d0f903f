package io.plimsoll.engine;

import java.util.Arrays;

/**
 * For each factor the legs that hold it, packed into fixed chunks of one preallocated pool so that a sweep reads memory in
 * order, and a leg comes or goes in O(1) without moving a book. Engine thread.
 */
final class Holders {
    static final int CHUNK_BITS = 10;
    static final int CHUNK = 1 << CHUNK_BITS;
    static final int NONE = -1;

    /** Units held, shifted left by the factor's own count. */
    final long[] shiftedUnits;
    /** Who holds them. */
    final int[] unit;

    private final int[] leg;
    private final int[] previousChunk;
    private final int[] firstChunk; // by factor
    private final int[] nextChunk;
    private final int[] lastChunk; // by factor
    private final int[] lastCount; // by factor: entries in the last chunk
    private int firstFree;

    Holders(final int legs, final int factors) {
        final int chunks = legs / CHUNK + factors + 1; // each factor may leave one chunk partly empty
        shiftedUnits = new long[chunks << CHUNK_BITS];
        unit = new int[chunks << CHUNK_BITS];
        leg = new int[chunks << CHUNK_BITS];
        nextChunk = new int[chunks];
        previousChunk = new int[chunks];
        for (int chunk = 0; chunk < chunks; chunk++) {
            nextChunk[chunk] = chunk + 1;
        }
        nextChunk[chunks - 1] = NONE;
        firstChunk = new int[factors];
        lastChunk = new int[factors];
        lastCount = new int[factors];
        Arrays.fill(firstChunk, NONE);
        Arrays.fill(lastChunk, NONE);
    }

    /** Adds a holder and answers where it stands. */
    int add(final int factor, final int holder, final int heldLeg) {
        if (lastChunk[factor] == NONE || lastCount[factor] == CHUNK) {
            appendChunk(factor);
        }
        final int at = (lastChunk[factor] << CHUNK_BITS) + lastCount[factor]++;
        unit[at] = holder;
        leg[at] = heldLeg;
        return at;
    }

    /** Removes a holder; the factor's last one takes its place, and its leg is told. */
    void remove(final int factor, final int at, final Legs legs) {
        final int last = (lastChunk[factor] << CHUNK_BITS) + --lastCount[factor];
        if (last != at) {
            shiftedUnits[at] = shiftedUnits[last];
            unit[at] = unit[last];
            leg[at] = leg[last];
            legs.setHolderSlot(leg[at], at);
        }
        if (lastCount[factor] == 0) {
            dropLastChunk(factor);
        }
    }

    int firstChunk(final int factor) {
        return firstChunk[factor];
    }

    int nextChunk(final int chunk) {
        return nextChunk[chunk];
    }

    /** Entries in a chunk of this factor. */
    int count(final int factor, final int chunk) {
        return chunk == lastChunk[factor] ? lastCount[factor] : CHUNK;
    }

    /** Writes the units of one chunk anew, after the factor's shift changed. */
    void reshift(final int factor, final int chunk, final Legs legs, final int shift) {
        final int from = chunk << CHUNK_BITS;
        for (int at = from; at < from + count(factor, chunk); at++) {
            shiftedUnits[at] = legs.units(leg[at]) << shift;
        }
    }

    private void appendChunk(final int factor) {
        final int chunk = firstFree;
        Invariant.check(chunk != NONE, "the pool has room for every leg");
        firstFree = nextChunk[chunk];
        nextChunk[chunk] = NONE;
        previousChunk[chunk] = lastChunk[factor];
        if (lastChunk[factor] == NONE) {
            firstChunk[factor] = chunk;
        } else {
            nextChunk[lastChunk[factor]] = chunk;
        }
        lastChunk[factor] = chunk;
        lastCount[factor] = 0;
    }

    private void dropLastChunk(final int factor) {
        final int chunk = lastChunk[factor];
        lastChunk[factor] = previousChunk[chunk];
        if (lastChunk[factor] == NONE) {
            firstChunk[factor] = NONE;
            lastCount[factor] = 0;
        } else {
            nextChunk[lastChunk[factor]] = NONE;
            lastCount[factor] = CHUNK;
        }
        nextChunk[chunk] = firstFree;
        firstFree = chunk;
    }
}
