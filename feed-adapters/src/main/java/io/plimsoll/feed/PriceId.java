package io.plimsoll.feed;

import io.plimsoll.protocol.Decimals;

/**
 * What a source's symbol prices.
 *
 * @param id the price id of the definitions, an unsigned 32-bit number, not 0
 * @param decimals decimals of its price mantissa, 0 to 18
 */
public record PriceId(int id, int decimals) {
    /** The price id of a tick whose symbol nobody knows: the engine refuses and counts it. */
    public static final int UNKNOWN = 0;

    /** Checks both. */
    public PriceId {
        if (id == UNKNOWN) {
            throw new IllegalArgumentException("price id 0 means unknown");
        }
        if (decimals < 0 || decimals > Decimals.MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "price decimals are " + decimals + ", expected 0 to " + Decimals.MAX_DECIMALS);
        }
    }
}
