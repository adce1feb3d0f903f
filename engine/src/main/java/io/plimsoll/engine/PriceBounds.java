package io.plimsoll.engine;

/** The lowest and the highest that a price may be while it is in doubt; else the price itself. Engine thread. */
final class PriceBounds {
    private final Prices prices;
    private final Guards guards;

    PriceBounds(final Prices prices, final Guards guards) {
        this.prices = prices;
        this.guards = guards;
    }

    /** One of both, of the price in a slot. */
    long of(final int slot, final boolean isHigh) {
        final PriceGuard guard = guards.of(slot);
        if (guard == null) {
            return prices.value(slot);
        }
        return isHigh ? guard.high() : guard.low();
    }
}
