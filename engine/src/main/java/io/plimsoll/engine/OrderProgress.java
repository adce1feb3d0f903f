package io.plimsoll.engine;

/** How far one order has come, apart from the table it stood in: an order that has ended leaves the table at once. Reused. */
final class OrderProgress {
    int factor;
    int epoch;
    long sequence;
    int ordinal;
    /** Factor of what it repays; {@link OrdersInFlight#NONE} where it closes a position. */
    int debt;

    long filled;
    long remaining;
    long repaid;
    long repayRemaining;

    OrderProgress take(final OrdersInFlight orders, final int order) {
        factor = orders.factor(order);
        epoch = orders.epoch(order);
        sequence = orders.sequence(order);
        ordinal = orders.ordinal(order);
        filled = orders.filled(order);
        remaining = orders.remaining(order);
        debt = orders.debt(order);
        repaid = orders.repaid(order);
        repayRemaining = orders.repayRemaining(order);
        return this;
    }

    /** Whether it takes collateral for a debt. */
    boolean isSeize() {
        return debt != OrdersInFlight.NONE;
    }

    /** Whether nothing is left to be done. */
    boolean isDone() {
        return remaining == 0 || (isSeize() && repayRemaining == 0);
    }
}
