package io.plimsoll.engine;

/**
 * What of orders in flight is assigned to counterparties, as a struct of arrays: one quantity an order and counterparty
 * (docs/internals/waterfall.md, Auto-deleveraging). Those of an order form one chain, in the order in which they were made, and those of a
 * counterparty another. Allocated when definitions first deleverage; engine thread.
 */
final class Assignments {
    /** How many there may be for each order that may be in flight. */
    static final int PER_ORDER = 8;

    private static final int NONE = -1;

    private int[] order = {};
    private int[] counterparty = {}; // unit
    private long[] quantity = {}; // positive mantissa
    private int[] nextOfOrder = {};
    private int[] nextOfUnit = {};
    private int[] firstOfOrder = {}; // one more than the order's first
    private int[] firstOfUnit = {}; // one more than the counterparty's first
    private int firstFree = NONE;
    private int used;

    void makeRoom(final int orders, final int units) {
        final int capacity = Math.multiplyExact(PER_ORDER, orders);
        order = new int[capacity];
        counterparty = new int[capacity];
        quantity = new long[capacity];
        nextOfOrder = new int[capacity];
        nextOfUnit = new int[capacity];
        for (int entry = 0; entry < capacity; entry++) {
            nextOfOrder[entry] = entry + 1;
        }
        nextOfOrder[capacity - 1] = NONE;
        firstFree = 0;
        firstOfOrder = new int[orders];
        firstOfUnit = new int[units];
    }

    int used() {
        return used;
    }

    private int firstOf(final int wanted) {
        return firstOfOrder.length == 0 ? NONE : firstOfOrder[wanted] - 1;
    }

    /** How much of an order is assigned. */
    long of(final int wanted) {
        long sum = 0;
        for (int entry = firstOf(wanted); entry != NONE; entry = nextOfOrder[entry]) {
            sum += quantity[entry];
        }
        return sum;
    }

    /** How much of an instrument is assigned to a unit, by whatever order. */
    long to(final int unit, final int factorIndex, final OrdersInFlight orders) {
        long sum = 0;
        for (int entry = firstOfUnit[unit] - 1; entry != NONE; entry = nextOfUnit[entry]) {
            sum += orders.factor(order[entry]) == factorIndex ? quantity[entry] : 0;
        }
        return sum;
    }

    /** Assigns more of an order of the owner to a counterparty; the caller has checked that there is room. */
    void add(final Units units, final int owner, final int assigned, final int unit, final long more) {
        final int known = find(assigned, unit);
        final int entry = known == NONE ? append(assigned, unit) : known;
        quantity[entry] += more;
        units.changed(owner);
    }

    private int find(final int wanted, final int unit) {
        int entry = firstOf(wanted);
        while (entry != NONE && counterparty[entry] != unit) {
            entry = nextOfOrder[entry];
        }
        return entry;
    }

    private int append(final int assigned, final int unit) {
        final int entry = firstFree;
        Invariant.check(entry != NONE, "the limit on assignments is checked before one is made");
        firstFree = nextOfOrder[entry];
        used++;
        order[entry] = assigned;
        counterparty[entry] = unit;
        quantity[entry] = 0;
        nextOfUnit[entry] = firstOfUnit[unit] - 1;
        firstOfUnit[unit] = entry + 1;
        nextOfOrder[entry] = NONE;
        int last = firstOf(assigned);
        if (last == NONE) {
            firstOfOrder[assigned] = entry + 1;
            return entry;
        }
        while (nextOfOrder[last] != NONE) {
            last = nextOfOrder[last];
        }
        nextOfOrder[last] = entry;
        return entry;
    }

    /** Counts a fill of an order of the owner with a counterparty; whether something was assigned to it. */
    boolean fill(final Units units, final int owner, final int filled, final int unit, final long traded) {
        final int entry = find(filled, unit);
        if (entry == NONE) {
            return false;
        }
        quantity[entry] = Math.max(0, quantity[entry] - traded);
        units.changed(owner);
        if (quantity[entry] == 0) {
            remove(entry);
        }
        return true;
    }

    /** The order ends, and what was assigned of it. */
    void end(final int ended) {
        while (firstOf(ended) != NONE) {
            remove(firstOf(ended));
        }
    }

    private void remove(final int entry) {
        final int ofOrder = order[entry];
        if (firstOf(ofOrder) == entry) {
            firstOfOrder[ofOrder] = nextOfOrder[entry] + 1;
        } else {
            int previous = firstOf(ofOrder);
            while (nextOfOrder[previous] != entry) {
                previous = nextOfOrder[previous];
            }
            nextOfOrder[previous] = nextOfOrder[entry];
        }
        removeFromUnit(entry);
        nextOfOrder[entry] = firstFree;
        firstFree = entry;
        used--;
    }

    private void removeFromUnit(final int entry) {
        final int unit = counterparty[entry];
        int previous = firstOfUnit[unit] - 1;
        if (previous == entry) {
            firstOfUnit[unit] = nextOfUnit[entry] + 1;
            return;
        }
        while (nextOfUnit[previous] != entry) {
            previous = nextOfUnit[previous];
        }
        nextOfUnit[previous] = nextOfUnit[entry];
    }

    /** Hands through what of a unit's order is assigned, in the order of the chain. */
    void image(final StateImage image, final int wanted) {
        final int count = image.number(count(wanted));
        int entry = firstOf(wanted);
        for (int i = 0; i < count; i++) {
            final int unit = image.number(image.isReading() ? 0 : counterparty[entry]);
            if (image.isReading()) {
                entry = append(wanted, unit);
            }
            quantity[entry] = image.number(quantity[entry]);
            entry = nextOfOrder[entry];
        }
    }

    private int count(final int wanted) {
        int count = 0;
        for (int entry = firstOf(wanted); entry != NONE; entry = nextOfOrder[entry]) {
            count++;
        }
        return count;
    }

    void hash(final int wanted, final StateHash hash) {
        for (int entry = firstOf(wanted); entry != NONE; entry = nextOfOrder[entry]) {
            hash.add(counterparty[entry]).add(quantity[entry]);
        }
    }
}
