package io.plimsoll.engine;

import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Venue messages of several prices of which some are still to come: nobody is liquidated by half of a message. Engine thread.
 */
final class PriceGroups {
    private static final int MAX_SOURCES = Long.SIZE;

    private final Units units;
    private final int[] source = new int[MAX_SOURCES]; // in order of their first message of several prices
    private int count;
    private long open; // a bit a source
    private FiredUnits waiting; // made with the first guard

    PriceGroups(final Units units) {
        this.units = units;
    }

    /** There are guards, so that units may have to wait: allocates once. */
    void makeRoom() {
        if (waiting == null) {
            waiting = new FiredUnits(units);
        }
    }

    boolean isOpen() {
        return open != 0;
    }

    /** More of the source's message follows; a source beyond the last that there is room for is not waited for. */
    void open(final int from) {
        int at = find(from);
        if (at == count) {
            if (count == MAX_SOURCES) {
                return;
            }
            source[count++] = from;
            at = count - 1;
        }
        open |= 1L << at;
    }

    /** The source's message is complete: who waited, if no other is open, goes to {@code fired}. */
    void close(final int from, final FiredUnits fired) {
        final int at = find(from);
        if (at < count && isOpen()) {
            open &= ~(1L << at);
            release(fired);
        }
    }

    /** No message takes that long. */
    void closeAll(final FiredUnits fired) {
        if (isOpen()) {
            open = 0;
            release(fired);
        }
    }

    private void release(final FiredUnits fired) {
        if (isOpen()) {
            return;
        }
        for (int i = 0; i < waiting.count(); i++) {
            if (units.withheldReason(waiting.unit(i)) == WithheldReason.OUT_OF_GROUP) {
                fired.add(waiting.unit(i));
            }
        }
        waiting.clear();
    }

    private int find(final int wanted) {
        int at = 0;
        while (at < count && source[at] != wanted) {
            at++;
        }
        return at;
    }

    /** The unit is withheld until the messages are complete. */
    void await(final int unit) {
        waiting.add(unit);
    }

    /** The units have been handed through before. */
    void image(final StateImage image) {
        count = image.number(count);
        open = image.number(open);
        for (int i = 0; i < count; i++) {
            source[i] = image.number(source[i]);
        }
        if (image.isReading()) {
            for (int unit = 0; unit < units.count(); unit++) {
                if (units.withheldReason(unit) == WithheldReason.OUT_OF_GROUP) {
                    await(unit);
                }
            }
        }
    }

    void hash(final StateHash hash) {
        if (count == 0) {
            return; // so that states without groups hash as they did before there were any
        }
        hash.add(open);
        for (int i = 0; i < count; i++) {
            hash.add(source[i]);
        }
    }
}
