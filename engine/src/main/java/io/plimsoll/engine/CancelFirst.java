package io.plimsoll.engine;

import io.plimsoll.protocol.codec.WithheldReason;

/**
 * Which units were told to cancel their own open orders before anything of theirs is closed, and since when (docs/internals/open-orders.md,
 * Cancelling first). Nothing is allocated before open orders first count for maintenance, and all of it then. Engine thread.
 */
final class CancelFirst {
    private final Catalog catalog;
    private final Units units;
    private final UnitInstruments entries;
    private long[] since = {}; // by unit: one more than the event time at which it was told, 0: it was not
    private int[] told = {}; // units that were
    private int[] place = {}; // by unit: where it is among these
    private int count;

    CancelFirst(final Catalog catalog, final Units units, final UnitInstruments entries) {
        this.catalog = catalog;
        this.units = units;
        this.entries = entries;
    }

    /** Definitions were committed, which may be the first that count open orders. */
    void definitionsChanged() {
        if (catalog.countsOpenOrders() && since.length == 0) {
            makeRoom();
        }
    }

    private void makeRoom() {
        since = new long[units.capacity()];
        told = new int[units.capacity()];
        place = new int[units.capacity()];
    }

    /** Whether the unit has orders that count for maintenance. */
    boolean hasOrders(final int unit) {
        return catalog.countsOpenOrders() && entries.isAnyOrdered(unit);
    }

    /** Whether it has, and is judged as if it had none: they are to be cancelled, and it is not too late for that. */
    boolean areLeftOut(final int unit, final long nowNs) {
        return hasOrders(unit) && !isOverdue(unit, nowNs);
    }

    private boolean isOverdue(final int unit, final long nowNs) {
        return count != 0 && since[unit] != 0 && nowNs - (since[unit] - 1) >= catalog.cancelNs();
    }

    /** The unit is told to cancel its orders; it counts from the first time. */
    void tell(final int unit, final long nowNs) {
        if (count == 0 || since[unit] == 0) {
            set(unit, nowNs + 1);
        }
    }

    private void set(final int unit, final long value) {
        if (since.length == 0) { // read back from under a profile that counted orders
            makeRoom();
        }
        since[unit] = value;
        place[unit] = count;
        told[count++] = unit;
        units.changed(unit);
    }

    /** It is not below its requirement any more. */
    void forget(final int unit) {
        if (count != 0 && since[unit] != 0) {
            since[unit] = 0;
            final int last = told[--count];
            told[place[unit]] = last;
            place[last] = place[unit];
            units.changed(unit);
        }
    }

    /** Touches whoever still waits for its orders to be cancelled although it is too late for that. */
    void touchOverdue(final long nowNs, final FiredUnits touched) {
        for (int i = 0; i < count; i++) {
            if (units.withheldReason(told[i]) == WithheldReason.OPEN_ORDERS && isOverdue(told[i], nowNs)) {
                touched.add(told[i]);
            }
        }
    }

    void image(final StateImage image) {
        if (image.isReading()) {
            definitionsChanged();
        }
        final int known = image.number(count);
        for (int i = 0; i < known; i++) {
            final int unit = image.number(image.isReading() ? 0 : told[i]);
            final long value = image.number(image.isReading() ? 0L : since[unit]);
            if (image.isReading()) {
                set(unit, value);
            }
        }
    }

    void hash(final int unit, final StateHash hash) {
        if (count != 0 && since[unit] != 0) { // so that journals from before there was one keep their hashes
            hash.add(since[unit]);
        }
    }
}
