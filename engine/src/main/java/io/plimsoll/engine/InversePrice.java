package io.plimsoll.engine;

/**
 * The prices at which an inverse contract is worth so much (docs/internals/inverse.md, Prices of an order). Price mantissas; worths in the last of
 * the contract's worthDecimals. Stateless.
 */
final class InversePrice {
    private InversePrice() {}

    /** The least price at which it is worth so much at most; of a worth of 0 or more. */
    static long first(final Factor inverse, final long worth) {
        return worth == Long.MAX_VALUE ? 1 : inverse.contract / (worth + 1) + 1;
    }

    /** The greatest price at which it is worth so much at least, of a worth above 0; 0: none. */
    static long last(final Factor inverse, final long worth) {
        return inverse.contract / worth;
    }
}
