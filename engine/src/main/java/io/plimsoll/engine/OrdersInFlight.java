package io.plimsoll.engine;

import io.plimsoll.protocol.codec.LiquidationOrderEncoder;

/**
 * Orders that have not ended, as a struct of arrays: those that close positions, and seize orders, which take collateral for a debt that is repaid.
 * A unit's orders form a chain in ascending order of id; the plan counts them as done. Allocated once; engine thread.
 */
final class OrdersInFlight {
    static final int NONE = -1;
    /** Of an order that is in flight until it is filled or cancelled. */
    static final long NO_EXPIRY = LiquidationOrderEncoder.expiryNsNullValue();

    /** What of them is assigned to counterparties. */
    final Assignments assignments = new Assignments();

    private final int[] epoch;
    private final long[] sequence;
    private final int[] ordinal;
    private final int[] factor; // what is closed, or taken
    private final int[] debt; // factor of what is repaid; NONE: it closes a position
    private final long[] remaining; // positive mantissa
    private final long[] filled; // positive mantissa
    private final long[] repayRemaining; // of the debt, positive mantissa
    private final long[] repaid; // of the debt, positive mantissa
    private final long[] placedNs; // event time
    private final long[] expiryNs; // event time, or NO_EXPIRY
    private final int[] penaltyPpm; // 0: nothing is due for its fills
    private final long[] bankruptcyPrice; // 0 without a penalty
    private final int[] holder;
    private final boolean[] buys;
    private final boolean[] doomed; // scratch of one evaluation
    private final int[] next;
    private int firstFree;
    private final int[] inFlight; // orders, those that have not ended first, in no order
    private final int[] place; // by order: where it stands there
    private int used;

    OrdersInFlight(final int capacity) {
        epoch = new int[capacity];
        sequence = new long[capacity];
        ordinal = new int[capacity];
        factor = new int[capacity];
        debt = new int[capacity];
        remaining = new long[capacity];
        filled = new long[capacity];
        repayRemaining = new long[capacity];
        repaid = new long[capacity];
        placedNs = new long[capacity];
        expiryNs = new long[capacity];
        penaltyPpm = new int[capacity];
        bankruptcyPrice = new long[capacity];
        holder = new int[capacity];
        buys = new boolean[capacity];
        doomed = new boolean[capacity];
        next = new int[capacity];
        inFlight = new int[capacity];
        place = new int[capacity];
        for (int order = 0; order < capacity; order++) {
            next[order] = order + 1;
        }
        next[capacity - 1] = NONE;
    }

    int capacity() {
        return sequence.length;
    }

    int used() {
        return used;
    }

    /** One of those in flight, in no order, by a number below {@link #used}. */
    int inFlight(final int index) {
        return inFlight[index];
    }

    /** Adds an order that closes a position at the end of its unit's chain, and answers it; the caller has checked that there is room. */
    int add(
            final Units units,
            final int unit,
            final int factorIndex,
            final boolean isBuy,
            final long quantity,
            final int orderEpoch,
            final long orderSequence,
            final int orderOrdinal) {
        final int order = append(units, unit, orderEpoch, orderSequence, orderOrdinal);
        factor[order] = factorIndex;
        debt[order] = NONE;
        remaining[order] = quantity;
        repayRemaining[order] = 0;
        buys[order] = isBuy;
        return order;
    }

    /** Adds a seize order likewise. */
    int addSeize(
            final Units units,
            final int unit,
            final int debtIndex,
            final int collateralIndex,
            final long repay,
            final long seize,
            final int orderEpoch,
            final long orderSequence,
            final int orderOrdinal) {
        final int order = append(units, unit, orderEpoch, orderSequence, orderOrdinal);
        factor[order] = collateralIndex;
        debt[order] = debtIndex;
        remaining[order] = seize;
        repayRemaining[order] = repay;
        buys[order] = false;
        return order;
    }

    /** When an order was made, and when it expires, in event time. */
    void setTimes(final int order, final long placed, final long expiry) {
        placedNs[order] = placed;
        expiryNs[order] = expiry;
    }

    /**
     * What is due for its fills.
     *
     * @param ppm of the notional filled, above 0
     * @param price beyond which nothing is due, or {@link OrderPrices#NO_PRICE}
     */
    void setPenalty(final int order, final int ppm, final long price) {
        penaltyPpm[order] = ppm;
        bankruptcyPrice[order] = price;
    }

    private int append(
            final Units units, final int unit, final int orderEpoch, final long orderSequence, final int orderOrdinal) {
        final int order = append(units, unit);
        epoch[order] = orderEpoch;
        sequence[order] = orderSequence;
        ordinal[order] = orderOrdinal;
        filled[order] = 0;
        repaid[order] = 0;
        expiryNs[order] = NO_EXPIRY;
        setPenalty(order, 0, 0);
        return order;
    }

    // A free order, now the last of the unit's chain.
    private int append(final Units units, final int unit) {
        final int order = firstFree;
        Invariant.check(order != NONE, "order capacity is checked before an order is made");
        firstFree = next[order];
        holder[order] = unit;
        place[order] = used;
        inFlight[used++] = order;
        next[order] = NONE;
        units.changed(unit);
        int last = units.firstOrder(unit);
        if (last == NONE) {
            units.setFirstOrder(unit, order);
            return order;
        }
        while (next[last] != NONE) {
            last = next[last];
        }
        next[last] = order;
        return order;
    }

    /** Removes an order from its unit's chain, and what is assigned of it. */
    void remove(final Units units, final int unit, final int order) {
        assignments.end(order);
        if (units.firstOrder(unit) == order) {
            units.setFirstOrder(unit, next[order]);
        } else {
            int previous = units.firstOrder(unit);
            while (next[previous] != order) {
                previous = next[previous];
            }
            next[previous] = next[order];
        }
        next[order] = firstFree;
        firstFree = order;
        final int last = inFlight[--used];
        inFlight[place[order]] = last;
        place[last] = place[order];
        units.changed(unit);
    }

    /** The unit's order of this id that closes a position in this instrument, or {@link #NONE}. */
    int find(
            final Units units,
            final int unit,
            final int factorIndex,
            final int orderEpoch,
            final long orderSequence,
            final int orderOrdinal) {
        return findSeize(units, unit, NONE, factorIndex, orderEpoch, orderSequence, orderOrdinal);
    }

    /** The unit's order of this id that takes this collateral for this debt, or {@link #NONE}. */
    int findSeize(
            final Units units,
            final int unit,
            final int debtIndex,
            final int factorIndex,
            final int orderEpoch,
            final long orderSequence,
            final int orderOrdinal) {
        int order = units.firstOrder(unit);
        while (order != NONE
                && !(sequence[order] == orderSequence
                        && ordinal[order] == orderOrdinal
                        && epoch[order] == orderEpoch
                        && debt[order] == debtIndex
                        && factor[order] == factorIndex)) {
            order = next[order];
        }
        return order;
    }

    /** Sum of the signed remaining quantities of the unit's orders in one instrument. */
    long signedRemaining(final Units units, final int unit, final int factorIndex) {
        long sum = 0;
        for (int order = units.firstOrder(unit); order != NONE; order = next[order]) {
            if (factor[order] == factorIndex) {
                sum += buys[order] ? remaining[order] : -remaining[order];
            }
        }
        return sum;
    }

    /** Counts a fill of the right side of one of the unit's orders. */
    void fill(final Units units, final int unit, final int order, final long quantity) {
        units.changed(unit);
        filled[order] += quantity;
        remaining[order] = Math.max(0, remaining[order] - quantity);
    }

    /** Counts a fill of one of the unit's seize orders. */
    void fillSeize(final Units units, final int unit, final int order, final long repays, final long seizes) {
        fill(units, unit, order, seizes);
        repaid[order] += repays;
        repayRemaining[order] = Math.max(0, repayRemaining[order] - repays);
    }

    /** Whether the unit has a seize order. */
    boolean hasSeize(final Units units, final int unit) {
        int order = units.firstOrder(unit);
        while (order != NONE && !isSeize(order)) {
            order = next[order];
        }
        return order != NONE;
    }

    /** The unit that it was made for. */
    int unit(final int order) {
        return holder[order];
    }

    /** Event time at which it was made. */
    long placedNs(final int order) {
        return placedNs[order];
    }

    /** Whether its time has passed by then. */
    boolean isExpired(final int order, final long nowNs) {
        return expiryNs[order] != NO_EXPIRY && expiryNs[order] <= nowNs;
    }

    int next(final int order) {
        return next[order];
    }

    int epoch(final int order) {
        return epoch[order];
    }

    long sequence(final int order) {
        return sequence[order];
    }

    int ordinal(final int order) {
        return ordinal[order];
    }

    int factor(final int order) {
        return factor[order];
    }

    /** Whether it takes collateral for a debt. */
    boolean isSeize(final int order) {
        return debt[order] != NONE;
    }

    /** Factor of the debt that it repays; {@link #NONE} where it closes a position. */
    int debt(final int order) {
        return debt[order];
    }

    /** Quantity not filled, or collateral not taken. */
    long remaining(final int order) {
        return remaining[order];
    }

    /** Quantity filled, or collateral taken. */
    long filled(final int order) {
        return filled[order];
    }

    long repayRemaining(final int order) {
        return repayRemaining[order];
    }

    long repaid(final int order) {
        return repaid[order];
    }

    /** What is due for its fills, ppm of the notional; 0: nothing. */
    int penaltyPpm(final int order) {
        return penaltyPpm[order];
    }

    /** Of an order with a penalty: beyond this price nothing is due; {@link OrderPrices#NO_PRICE}: at every price it is. */
    long bankruptcyPrice(final int order) {
        return bankruptcyPrice[order];
    }

    boolean isBuy(final int order) {
        return buys[order];
    }

    /** Marks an order that is to end later in the same record. */
    void setDoomed(final int order, final boolean value) {
        doomed[order] = value;
    }

    boolean isDoomed(final int order) {
        return doomed[order];
    }

    /** Hands a unit's orders through, in the order of their chain. */
    void image(final StateImage image, final Units units, final int unit) {
        final int count = image.number(count(units, unit));
        int order = units.firstOrder(unit);
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                order = append(units, unit);
            }
            epoch[order] = image.number(epoch[order]);
            sequence[order] = image.number(sequence[order]);
            ordinal[order] = image.number(ordinal[order]);
            factor[order] = image.number(factor[order]);
            debt[order] = image.number(debt[order]);
            remaining[order] = image.number(remaining[order]);
            filled[order] = image.number(filled[order]);
            repayRemaining[order] = image.number(repayRemaining[order]);
            repaid[order] = image.number(repaid[order]);
            placedNs[order] = image.number(placedNs[order]);
            expiryNs[order] = image.number(expiryNs[order]);
            penaltyPpm[order] = image.number(penaltyPpm[order]);
            bankruptcyPrice[order] = image.number(bankruptcyPrice[order]);
            buys[order] = image.flag(buys[order]);
            order = next[order];
        }
    }

    private int count(final Units units, final int unit) {
        int count = 0;
        for (int order = units.firstOrder(unit); order != NONE; order = next[order]) {
            count++;
        }
        return count;
    }

    void hash(final int order, final StateHash hash) {
        hash.add(epoch[order])
                .add(sequence[order])
                .add(ordinal[order])
                .add(factor[order])
                .add(remaining[order])
                .add(filled[order])
                .add(buys[order] ? 1 : 0);
        if (isSeize(order)) { // so that states of journals from before there were seize orders hash as they did
            hash.add(debt[order]).add(repayRemaining[order]).add(repaid[order]);
        }
        if (expiryNs[order] != NO_EXPIRY) {
            hash.add(expiryNs[order]);
        }
        if (penaltyPpm[order] != 0 || bankruptcyPrice[order] != 0) {
            hash.add(penaltyPpm[order]).add(bankruptcyPrice[order]);
        }
    }
}
