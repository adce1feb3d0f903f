package io.plimsoll.feed;

import java.util.ArrayDeque;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The latest price per source and price id that found no room yet, oldest key first. Allocates when a key has to wait for
 * the first time, never again. One thread.
 */
final class LatestValues {
    private final Long2ObjectHashMap<Entry> byKey = new Long2ObjectHashMap<>();
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();

    /** Keeps a price in place of the one that waits for its key; true when there was one. */
    boolean put(final PriceTick tick) {
        final long key = ((long) tick.source() << Integer.SIZE) | (tick.priceId() & 0xFFFF_FFFFL);
        Entry entry = byKey.get(key);
        if (entry == null) {
            entry = new Entry();
            byKey.put(key, entry);
        }
        final boolean replaces = entry.waits;
        if (replaces) {
            entry.conflated++;
        } else {
            entry.waits = true;
            waiting.addLast(entry);
        }
        entry.tick.set(tick);
        return replaces;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** The price that has waited longest; there must be one. */
    PriceTick first() {
        return waiting.getFirst().tick;
    }

    /** How many prices the first one replaced. */
    long firstConflated() {
        return waiting.getFirst().conflated;
    }

    /** Forgets the first one: it is published. */
    void removeFirst() {
        final Entry entry = waiting.removeFirst();
        entry.waits = false;
        entry.conflated = 0;
    }

    private static final class Entry {
        private final PriceTick tick = new PriceTick();
        private boolean waits;
        private long conflated;
    }
}
