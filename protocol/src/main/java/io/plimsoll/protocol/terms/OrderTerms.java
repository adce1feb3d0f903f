package io.plimsoll.protocol.terms;

import java.util.function.LongUnaryOperator;

/**
 * What ends an order in flight but a fill, and what follows when orders find no fill.
 *
 * @param orderSeconds how long an order is in flight, seconds of event time; 0: until it is filled or cancelled
 * @param escalateAfter how many records may end a unit's orders by expiry before its plan closes everything; 0: any number
 * @param cancelRecovered whether the orders of a unit that holds its stop margin again are cancelled
 * @param wholeAfterPartSeconds for how long after a fill that leaves it a position a unit's plan closes everything, seconds of event time; 0: not at all
 */
public record OrderTerms(int orderSeconds, int escalateAfter, boolean cancelRecovered, int wholeAfterPartSeconds) {
    /** Orders end by fills, and by positions that move away from under them. */
    public static final OrderTerms PLAIN = new OrderTerms(0, 0, false, 0);

    OrderTerms map(final LongUnaryOperator each) {
        return new OrderTerms(
                Terms.number(each, orderSeconds),
                Terms.number(each, escalateAfter),
                Terms.flag(each, cancelRecovered),
                Terms.number(each, wholeAfterPartSeconds));
    }
}
