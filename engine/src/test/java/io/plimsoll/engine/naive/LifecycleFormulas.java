package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.terms.OrderTerms;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/** What the page about an order's life says, line by line, so that a test can plant a mistake in one of them. */
public class LifecycleFormulas {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int MOST_EXPIRIES = 255;

    // ---- Expiry

    /** Event time from which an order is void that is made by a record of that event time; empty: never. */
    protected OptionalLong expiryNs(final long causeNs, final OrderTerms terms) {
        return terms.orderSeconds() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(causeNs + terms.orderSeconds() * SECOND_NS);
    }

    /** Whether a Timer of that event time ends an order. */
    protected boolean isExpired(final OptionalLong expiryNs, final long nowNs) {
        return expiryNs.isPresent() && expiryNs.getAsLong() <= nowNs;
    }

    /** A unit's expiries after a record that ended so many of its orders. */
    protected int afterExpiry(final int expiries, final int orders) {
        return Math.min(MOST_EXPIRIES, expiries + 1);
    }

    /** A unit's expiries after a fill, in part or whole, of one of its orders. */
    protected int afterFill(final int expiries) {
        return 0;
    }

    /** A unit's expiries once its verdict asks for no order. */
    protected int afterRecovery(final int expiries) {
        return 0;
    }

    /** Whether a unit's plan closes everything. */
    protected boolean isEscalated(final OrderTerms terms, final int expiries) {
        return terms.escalateAfter() > 0 && expiries >= terms.escalateAfter();
    }

    // ---- Parts

    /** When the last part was, after a fill of an order of its unit at that time. */
    protected OptionalLong afterPart(
            final OptionalLong partNs, final OrderTerms terms, final boolean isFlat, final long nowNs) {
        return terms.wholeAfterPartSeconds() == 0 || isFlat ? partNs : OptionalLong.of(nowNs);
    }

    /** Whether a unit's plan closes everything for a part that was a short time ago. */
    protected boolean isWhole(final OptionalLong partNs, final OrderTerms terms, final long nowNs) {
        return terms.wholeAfterPartSeconds() != 0
                && partNs.isPresent()
                && nowNs < partNs.getAsLong() + terms.wholeAfterPartSeconds() * SECOND_NS;
    }

    /** Which of the orders that expired, for the same thing and in the same record, a new one replaces. */
    protected Optional<OrderId> replaced(final SortedSet<OrderId> expired) {
        return expired.stream().findFirst();
    }

    // ---- Recovery

    /** Whether a unit that asks for no order has its orders cancelled, by what its stop balance says. */
    protected boolean isCancelled(final OrderTerms terms, final boolean isBelowStop) {
        return terms.cancelRecovered() && !isBelowStop;
    }
}
