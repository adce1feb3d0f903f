package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;

/** What a quantity is worth at a price in whole millionths, down. One thread. */
final class MicrosWorth {
    /** Quantities are smaller: times a price they fit 128 bits. */
    static final long LIMIT = 1L << 62;

    private static final int MICROS_DECIMALS = 6;

    private final WideDivision division = new WideDivision();
    private final Int128 worth = new Int128();

    /**
     * Its worth; the largest long where it is that or more.
     *
     * @param decimals of quantity and price together
     */
    long of(final long quantity, final long price, final int decimals) {
        worth.setProduct(quantity, price);
        final int finer = decimals - MICROS_DECIMALS;
        if (finer > 0) {
            // In two steps where a long holds no such power; of a number that is not negative, down twice is down once.
            final int first = Math.min(finer, Decimals.MAX_DECIMALS);
            division.divideFloor(worth, Decimals.powerOfTen(first), worth);
            division.divideFloor(worth, Decimals.powerOfTen(finer - first), worth);
        } else if (worth.fitsLong()) {
            worth.setProduct(worth.low(), Decimals.powerOfTen(-finer));
        }
        return worth.fitsLong() ? worth.low() : Long.MAX_VALUE;
    }
}
