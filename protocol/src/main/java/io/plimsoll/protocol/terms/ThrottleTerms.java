package io.plimsoll.protocol.terms;

import java.util.function.LongUnaryOperator;

/**
 * How much may be ordered within a second or an hour of event time. Amounts in millionths of the valuation currency; 0: no bound.
 *
 * @param maxOrdersPerSecond most orders of one second
 * @param maxNotionalPerSecondMicros most notional of all orders of one second
 * @param maxNotionalPerHourMicros most notional of all orders of one hour
 * @param maxAccountNotionalPerHourMicros most notional of one account's orders of one hour
 * @param maxInstrumentNotionalPerSecondMicros most notional of the orders of one second for one instrument, or that take one asset
 */
public record ThrottleTerms(
        int maxOrdersPerSecond,
        long maxNotionalPerSecondMicros,
        long maxNotionalPerHourMicros,
        long maxAccountNotionalPerHourMicros,
        long maxInstrumentNotionalPerSecondMicros) {
    /** No bounds. */
    public static final ThrottleTerms PLAIN = new ThrottleTerms(0, 0, 0, 0, 0);

    ThrottleTerms map(final LongUnaryOperator each) {
        return new ThrottleTerms(
                Terms.number(each, maxOrdersPerSecond),
                each.applyAsLong(maxNotionalPerSecondMicros),
                each.applyAsLong(maxNotionalPerHourMicros),
                each.applyAsLong(maxAccountNotionalPerHourMicros),
                each.applyAsLong(maxInstrumentNotionalPerSecondMicros));
    }
}
