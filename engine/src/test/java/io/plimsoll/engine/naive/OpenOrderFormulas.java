package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.OrderReason;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** The formulas of the page on open orders, each by itself. */
public class OpenOrderFormulas {
    private static final int MOST_INSTRUMENTS = 64;
    private static final long SECOND_NS = 1_000_000_000L;

    /** The positions of which the one that is asked for more counts: with all bids filled, and with all asks. */
    protected List<BigInteger> filled(final BigInteger quantity, final OpenOrder open) {
        return List.of(quantity.add(open.bids()), quantity.subtract(open.asks()));
    }

    /** The one of what the sides are asked for that counts. */
    protected BigInteger worst(final List<BigInteger> asked, final Purpose purpose) {
        return asked.stream().max(Comparator.naturalOrder()).orElseThrow();
    }

    /** Whether open orders are asked for with a purpose. */
    protected boolean areAsked(final Purpose purpose, final boolean inMaintenance) {
        return purpose == Purpose.INITIAL || inMaintenance;
    }

    /** What so many orders are asked for, each alike. */
    protected BigInteger fee(final BigInteger feeOfOne, final int orders) {
        return feeOfOne.multiply(BigInteger.valueOf(orders));
    }

    /** Whether open orders in an instrument without a position count. */
    protected boolean isAskedOfFlat(final Purpose purpose) {
        return true;
    }

    /** Whether a unit's orders are to be cancelled, so that it is judged without them. */
    protected boolean areLeftOut(final boolean hasOrders, final boolean isOverdue) {
        return hasOrders && !isOverdue;
    }

    /** Whether it was told to cancel them too long ago. */
    protected boolean isOverdue(final OptionalLong sinceNs, final long nowNs, final int cancelSeconds) {
        return sinceNs.isPresent() && sinceNs.getAsLong() + cancelSeconds * SECOND_NS <= nowNs;
    }

    /** Since when it is told to, where it is told now. */
    protected OptionalLong since(final OptionalLong before, final long nowNs) {
        return before.isPresent() ? before : OptionalLong.of(nowNs);
    }

    /** The same after a verdict: below its requirement, or not. */
    protected OptionalLong sinceAfter(final OptionalLong before, final boolean isBelow) {
        return isBelow ? before : OptionalLong.empty();
    }

    /** Whether an order says that those of the account are to be cancelled with it. */
    protected boolean isCancelling(final OrderReason reason, final boolean hasOrders) {
        return hasOrders && reason != OrderReason.REBALANCE;
    }

    /** Whether a unit would have open orders in too many instruments, or all units together in too many. */
    protected boolean isOutOfRoom(final int ofUnit, final long ofAll, final long maxLegs) {
        return ofUnit > MOST_INSTRUMENTS || ofAll > maxLegs;
    }
}
