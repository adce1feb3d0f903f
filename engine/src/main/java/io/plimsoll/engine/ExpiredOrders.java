package io.plimsoll.engine;

/**
 * The orders that the record being processed ended by expiry, in order of account id, then order id, so that an order made in place of one
 * can name it (docs/internals/lifecycle.md, Expiry). Empty between records. Allocated once; engine thread.
 */
final class ExpiredOrders {
    static final int NONE = -1;

    private final Units units;
    private final int[] unit;
    private final int[] factor; // what was closed, or taken
    private final int[] debt; // factor of what was repaid; OrdersInFlight.NONE: it closed a position
    private final int[] epoch;
    private final long[] sequence;
    private final int[] ordinal;
    private final boolean[] isReplaced;
    private int count;

    ExpiredOrders(final Units units, final int capacity) {
        this.units = units;
        unit = new int[capacity];
        factor = new int[capacity];
        debt = new int[capacity];
        epoch = new int[capacity];
        sequence = new long[capacity];
        ordinal = new int[capacity];
        isReplaced = new boolean[capacity];
    }

    void clear() {
        count = 0;
    }

    /** The unit's order expired; units come in order of account id. */
    void add(final int ofUnit, final OrderProgress order) {
        unit[count] = ofUnit;
        factor[count] = order.factor;
        debt[count] = order.debt;
        epoch[count] = order.epoch;
        sequence[count] = order.sequence;
        ordinal[count] = order.ordinal;
        isReplaced[count] = false;
        count++;
    }

    /**
     * The place of the order that a new one of the unit replaces, or {@link #NONE}: the first by id of those that expired for the same
     * thing, for the first order that asks.
     *
     * @param debtIndex factor of what the new one repays; {@link OrdersInFlight#NONE} where it closes a position
     */
    int takeReplaced(final int ofUnit, final int factorIndex, final int debtIndex) {
        for (int at = first(ofUnit); at < count && unit[at] == ofUnit; at++) {
            if (factor[at] == factorIndex && debt[at] == debtIndex) {
                final boolean isTaken = isReplaced[at];
                isReplaced[at] = true;
                return isTaken ? NONE : at;
            }
        }
        return NONE;
    }

    // The unit's first place, or where it would be.
    private int first(final int ofUnit) {
        final long accountId = units.accountId(ofUnit);
        int from = 0;
        int to = count;
        while (from < to) {
            final int middle = (from + to) >>> 1;
            if (units.accountId(unit[middle]) < accountId) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    int epoch(final int at) {
        return epoch[at];
    }

    long sequence(final int at) {
        return sequence[at];
    }

    int ordinal(final int at) {
        return ordinal[at];
    }
}
