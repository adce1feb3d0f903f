package io.plimsoll.engine;

/**
 * Draws on insurance funds that have not been paid, as a struct of arrays. A unit's draws form a chain in ascending order of id; what they
 * ask for is promised by their funds, and counts as paid. Allocated when definitions first draw upon funds; engine thread.
 */
final class Draws {
    static final int NONE = -1;

    private final Units units;
    private final Funds funds;
    private int[] epoch = {};
    private long[] sequence = {};
    private int[] ordinal = {};
    private int[] fund = {};
    private int[] asset = {}; // factor
    private long[] remaining = {}; // positive mantissa
    private int[] next = {};
    private int[] first = {}; // by unit: one more than its first draw
    private int firstFree = NONE;
    private int used;

    Draws(final Units units, final Funds funds) {
        this.units = units;
        this.funds = funds;
    }

    void makeRoom(final int capacity) {
        epoch = new int[capacity];
        sequence = new long[capacity];
        ordinal = new int[capacity];
        fund = new int[capacity];
        asset = new int[capacity];
        remaining = new long[capacity];
        next = new int[capacity];
        for (int draw = 0; draw < capacity; draw++) {
            next[draw] = draw + 1;
        }
        next[capacity - 1] = NONE;
        firstFree = 0;
        first = new int[units.capacity()];
    }

    int used() {
        return used;
    }

    /** Adds a draw at the end of its unit's chain; the caller has checked that there is room. */
    void add(
            final int unit,
            final int fundId,
            final Factor drawn,
            final long amount,
            final int drawEpoch,
            final long drawSequence,
            final int drawOrdinal) {
        final int draw = append(unit);
        epoch[draw] = drawEpoch;
        sequence[draw] = drawSequence;
        ordinal[draw] = drawOrdinal;
        fund[draw] = fundId;
        asset[draw] = drawn.index;
        remaining[draw] = amount;
        funds.promise(fundId, drawn.index, amount);
    }

    private int append(final int unit) {
        final int draw = firstFree;
        Invariant.check(draw != NONE, "the limit on draws in flight is checked before one is made");
        firstFree = next[draw];
        used++;
        next[draw] = NONE;
        units.changed(unit);
        int last = first(unit);
        if (last == NONE) {
            first[unit] = draw + 1;
            return draw;
        }
        while (next[last] != NONE) {
            last = next[last];
        }
        next[last] = draw;
        return draw;
    }

    private int first(final int unit) {
        return first.length == 0 ? NONE : first[unit] - 1;
    }

    /** What the unit's draws in flight ask for of an asset. */
    long remaining(final int unit, final Factor wanted) {
        long sum = 0;
        for (int draw = first(unit); draw != NONE; draw = next[draw]) {
            sum += asset[draw] == wanted.index ? remaining[draw] : 0;
        }
        return sum;
    }

    /** The unit's draw of this id on this fund and asset, or {@link #NONE}. */
    int find(
            final int unit,
            final int fundId,
            final Factor wanted,
            final long drawEpoch,
            final long drawSequence,
            final long drawOrdinal) {
        int draw = first(unit);
        while (draw != NONE
                && !(sequence[draw] == drawSequence
                        && Integer.toUnsignedLong(ordinal[draw]) == drawOrdinal
                        && Integer.toUnsignedLong(epoch[draw]) == drawEpoch
                        && fund[draw] == fundId
                        && asset[draw] == wanted.index)) {
            draw = next[draw];
        }
        return draw;
    }

    /** Counts a payment of one of the unit's draws, which ends with its last; false when it was more than remained. */
    boolean pay(final int unit, final int draw, final long amount) {
        final long paid = Math.min(amount, remaining[draw]);
        funds.promise(fund[draw], asset[draw], -paid);
        remaining[draw] -= paid;
        units.changed(unit);
        if (remaining[draw] == 0) {
            remove(unit, draw);
        }
        return paid == amount;
    }

    private void remove(final int unit, final int draw) {
        if (first(unit) == draw) {
            first[unit] = next[draw] + 1;
        } else {
            int previous = first(unit);
            while (next[previous] != draw) {
                previous = next[previous];
            }
            next[previous] = next[draw];
        }
        next[draw] = firstFree;
        firstFree = draw;
        used--;
    }

    /** Nothing is drawn for the unit any more. */
    void end(final int unit) {
        while (first(unit) != NONE) {
            final int draw = first(unit);
            funds.promise(fund[draw], asset[draw], -remaining[draw]);
            remove(unit, draw);
            units.changed(unit);
        }
    }

    /** Nothing is drawn for any unit any more. */
    void endAll() {
        for (int unit = 0; used > 0; unit++) {
            end(unit);
        }
    }

    /** Hands a unit's draws through, in the order of their chain. */
    void image(final StateImage image, final int unit) {
        final int count = image.number(count(unit));
        int draw = first(unit);
        for (int i = 0; i < count; i++) {
            if (image.isReading()) {
                draw = append(unit);
            }
            epoch[draw] = image.number(epoch[draw]);
            sequence[draw] = image.number(sequence[draw]);
            ordinal[draw] = image.number(ordinal[draw]);
            fund[draw] = image.number(fund[draw]);
            asset[draw] = image.number(asset[draw]);
            remaining[draw] = image.number(remaining[draw]);
            if (image.isReading()) {
                funds.promise(fund[draw], asset[draw], remaining[draw]);
            }
            draw = next[draw];
        }
    }

    private int count(final int unit) {
        int count = 0;
        for (int draw = first(unit); draw != NONE; draw = next[draw]) {
            count++;
        }
        return count;
    }

    void hash(final int unit, final StateHash hash) {
        for (int draw = first(unit); draw != NONE; draw = next[draw]) {
            hash.add(epoch[draw])
                    .add(sequence[draw])
                    .add(ordinal[draw])
                    .add(fund[draw])
                    .add(asset[draw])
                    .add(remaining[draw]);
        }
    }
}
