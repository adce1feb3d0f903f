package io.plimsoll.engine;

import io.plimsoll.protocol.terms.OrderTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.ThrottleTerms;

/**
 * What a profile must satisfy before orders live and end by it (docs/internals/lifecycle.md). Each answer is null, or one sentence that
 * names the rule. Stateless.
 */
final class OrderRules {
    /** Expiry times stay far below what a long holds. */
    private static final int MAX_SECONDS = 1_000_000_000;

    private static final int MAX_EXPIRIES = 100;
    private static final long MAX_BOUND = 1L << 62;

    private OrderRules() {}

    static String defect(final ProfileTerms terms) {
        final OrderTerms orders = terms.orders();
        if (orders.orderSeconds() < 0 || orders.orderSeconds() > MAX_SECONDS) {
            return "an order must be in flight for 0 to 10^9 seconds";
        }
        if (orders.escalateAfter() < 0 || orders.escalateAfter() > MAX_EXPIRIES) {
            return "a plan must escalate after 0 to 100 expiries";
        }
        if (orders.wholeAfterPartSeconds() < 0 || orders.wholeAfterPartSeconds() > MAX_SECONDS) {
            return "plans must close everything for 0 to 10^9 seconds after a part";
        }
        final ThrottleTerms throttle = terms.throttle();
        return isBound(throttle.maxOrdersPerSecond())
                        && isBound(throttle.maxNotionalPerSecondMicros())
                        && isBound(throttle.maxNotionalPerHourMicros())
                        && isBound(throttle.maxAccountNotionalPerHourMicros())
                        && isBound(throttle.maxInstrumentNotionalPerSecondMicros())
                ? null
                : "throttles must be 0 to 2^62 millionths";
    }

    private static boolean isBound(final long bound) {
        return bound >= 0 && bound <= MAX_BOUND;
    }
}
