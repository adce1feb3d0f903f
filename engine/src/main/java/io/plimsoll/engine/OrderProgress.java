package io.plimsoll.engine;

/** How far one liquidation order has come, apart from the table it stood in: an order that has ended leaves the table at once. Reused. */
final class OrderProgress {
    int factor;
    int epoch;
    long sequence;
    int ordinal;
    long filled;
    long remaining;

    OrderProgress take(final OrdersInFlight orders, final int order) {
        factor = orders.factor(order);
        epoch = orders.epoch(order);
        sequence = orders.sequence(order);
        ordinal = orders.ordinal(order);
        filled = orders.filled(order);
        remaining = orders.remaining(order);
        return this;
    }
}
