package io.plimsoll.engine.naive;

import java.math.BigInteger;

/** The formulas of the page on open orders, each by itself. */
public class OpenOrderFormulas {
    private static final int MOST_INSTRUMENTS = 64;

    /** The size that initial margin is asked of: the position's with all bids filled, or with all asks, whichever is larger. */
    protected BigInteger worst(final BigInteger quantity, final OpenOrder open) {
        return quantity.add(open.bids())
                .abs()
                .max(quantity.subtract(open.asks()).abs());
    }

    /** What so many orders are asked for, each alike. */
    protected BigInteger fee(final BigInteger feeOfOne, final int orders) {
        return feeOfOne.multiply(BigInteger.valueOf(orders));
    }

    /** Whether open orders in an instrument without a position count. */
    protected boolean isAskedOfFlat() {
        return true;
    }

    /** Whether a unit would have open orders in too many instruments, or all units together in too many. */
    protected boolean isOutOfRoom(final int ofUnit, final long ofAll, final long maxLegs) {
        return ofUnit > MOST_INSTRUMENTS || ofAll > maxLegs;
    }
}
