package io.plimsoll.feed;

import java.util.ArrayDeque;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The latest price per source and price id that found no room yet, oldest key first: a price keeps the place of the one that it replaces,
 * since what moves often would never be first otherwise. So the prices of a message may stand among those of earlier ones of their source.
 * From where the first of them stands all of the source ends together, with the last end: no message ends before its last price. Allocates
 * when a key or a source has to wait for the first time, and an iterator where messages overlap. One thread.
 */
final class LatestValues {
    private final Long2ObjectHashMap<Entry> byKey = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<Message> messages = new Int2ObjectHashMap<>(); // by source
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private long places;

    /** Keeps a price in place of the one that waits for its key; true when there was one. */
    boolean put(final PriceTick tick) {
        final Entry entry = entry(tick);
        final Message message = message(tick.source());
        message.isOpen &= !waiting.isEmpty(); // what has left of it cannot be ended too early by what waits
        final boolean replaces = entry.waits;
        final boolean endedHere = replaces && entry.tick.endOfGroup();
        if (replaces) {
            entry.conflated++;
        } else {
            entry.waits = true;
            entry.place = ++places;
            waiting.addLast(entry);
        }
        entry.tick.set(tick);
        if (message.isOpen || !tick.endOfGroup()) {
            join(message, entry);
            if (tick.endOfGroup()) {
                message.last.tick.endOfGroup(true);
                message.isOpen = false;
            }
        } else if (replaces) {
            entry.tick.endOfGroup(endedHere); // within another message, which goes on
        }
        return replaces;
    }

    private void join(final Message message, final Entry entry) {
        entry.tick.endOfGroup(false);
        if (!message.isOpen || entry.place > message.last.place) {
            message.last = entry;
        }
        if (!message.isOpen || entry.place < message.first) {
            message.first = entry.place;
            if (entry != waiting.getLast()) {
                openFrom(message, entry.tick.source());
            }
        }
        message.isOpen = true;
    }

    private void openFrom(final Message message, final int source) {
        for (final Entry behind : waiting) {
            if (behind.place > message.first && behind.tick.source() == source && behind.tick.endOfGroup()) {
                behind.tick.endOfGroup(false);
                if (behind.place > message.last.place) {
                    message.last = behind;
                }
            }
        }
    }

    private Entry entry(final PriceTick tick) {
        final long key = ((long) tick.source() << Integer.SIZE) | (tick.priceId() & 0xFFFF_FFFFL);
        Entry entry = byKey.get(key);
        if (entry == null) {
            entry = new Entry();
            byKey.put(key, entry);
        }
        return entry;
    }

    private Message message(final int source) {
        Message message = messages.get(source);
        if (message == null) {
            message = new Message();
            messages.put(source, message);
        }
        return message;
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
        private long place;
        private long conflated;
    }

    /** A source's message of which prices wait, or waited. */
    private static final class Message {
        private boolean isOpen; // its last price has not come
        private long first; // from this place on nothing of the source ends
        private Entry last; // with which it will
    }
}
