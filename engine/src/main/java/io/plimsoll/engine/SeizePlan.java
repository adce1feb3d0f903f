package io.plimsoll.engine;

/**
 * What to take of one unit for its debts, in order: the result of {@link LendingPlanner}, reused. Amounts are balance mantissas. Engine thread.
 */
final class SeizePlan {
    static final long NO_AUCTION = 0;

    final Factor[] debt = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    final Factor[] collateral = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    final long[] repay = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    /** What the venue's own reserves repay beside it. */
    final long[] reserve = new long[EngineCapacity.MAX_LEGS_PER_UNIT];

    final long[] seize = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    final long[] protocolFee = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    /** At 10^18. */
    final long[] bonus = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    /** Price at which an auction of the collateral starts; {@link #NO_AUCTION}: what is taken for what is repaid is fixed. */
    final long[] startPrice = new long[EngineCapacity.MAX_LEGS_PER_UNIT];

    int size;

    void clear() {
        size = 0;
    }

    /** Adds an order, unless it would repay nothing, or take nothing. */
    void add(
            final Factor owed,
            final Factor owned,
            final long repaid,
            final long reserved,
            final long seized,
            final long fee,
            final long bonusOfPair) {
        if (repaid + reserved == 0 || seized == 0) {
            return;
        }
        debt[size] = owed;
        collateral[size] = owned;
        repay[size] = repaid;
        reserve[size] = reserved;
        seize[size] = seized;
        protocolFee[size] = fee;
        bonus[size] = bonusOfPair;
        startPrice[size] = NO_AUCTION;
        size++;
    }

    /** Adds an auction from a price, unless it would raise nothing, or sell nothing. */
    void addAuction(
            final Factor owed,
            final Factor owned,
            final long repaid,
            final long sold,
            final long bonusOfPair,
            final long price) {
        add(owed, owned, repaid, 0, sold, 0, bonusOfPair);
        if (size > 0) {
            startPrice[size - 1] = price;
        }
    }
}
