package io.plimsoll.engine.differential;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How often a run has been at each {@link Place}. Any thread may add. */
final class Coverage {
    /**
     * What needs much to come together: a jump that is waited out with an account below at one end of it and not at the other, and then
     * stands or not; sixteen fresh sources; a plan that ends where a tier does; what befalls orders and queues that few accounts get;
     * what interest does, which half of the streams have, edges of collateral, which a third may have, what the margin scale does, which a quarter
     * has, and inverse contracts, which a fifth has; and initial margin of a whole notional, which half of those with margin tables have.
     */
    private static final Set<Place> RARE = EnumSet.of(
            Place.DWELL_SPARES,
            Place.DWELL_ENDS_IN_ORDER,
            Place.PRICE_TOO_MANY_SOURCES,
            Place.DOWN_MAKES_ROOM,
            Place.PLAN_ENDS_AT_TIER_EDGE,
            Place.QUEUED_TWINS,
            Place.QUEUED_SUSPECT,
            Place.SEIZE_BONUS_BY_HEALTH,
            Place.SEIZE_BONUS_BY_LLTV,
            Place.SEIZE_WITH_RESERVE,
            Place.SEIZE_LATE,
            Place.SEIZE_OF_COUNTERPARTY_ALONE,
            Place.SEIZE_SEVERAL,
            Place.SEIZE_ALL_FOR_HEALTH,
            Place.SEIZE_FILL_PARTIAL,
            Place.SEIZE_BEYOND_ORDER,
            Place.SEIZE_BEYOND_BALANCE,
            Place.SEIZE_OF_FOREIGN_ORDER,
            Place.SEIZE_OF_NOTHING,
            Place.SEIZE_TWICE,
            Place.FUND_PAYMENT_BEYOND_DRAW,
            Place.FUND_PAYMENT_TWICE,
            Place.FUND_BALANCE_REFUSED,
            Place.ORDER_REBALANCE,
            Place.ORDER_SOON_AFTER_A_PART,
            Place.PENALTY_CUT,
            Place.PENALTY_NOT_BEYOND_BANKRUPTCY,
            Place.PENALTY_NOT_OF_THE_BANKRUPT,
            Place.DELEVERAGED_TIES,
            Place.DELEVERAGED_AGAIN,
            Place.DELEVERAGED_FILLED_IN_PART,
            Place.DELEVERAGED_COUNTERPARTY_GONE,
            Place.SEIZE_REPLACES,
            Place.SEIZE_BESIDE_OPEN_ORDERS,
            Place.SEIZE_OF_AN_ISOLATED_PART,
            Place.OPEN_ORDERS_GONE,
            Place.BELOW_FOR_ORDERS_BY_PRICE_OF_WHAT_IS_NOT_HELD,
            Place.ORDER_FOR_OPEN_ORDERS,
            Place.RECOVERED_BY_CANCELLING,
            Place.OPEN_ORDERS_REFUSED,
            Place.OPEN_ORDERS_BY_OWN_LEVERAGE,
            Place.OPEN_INTEREST_REFUSED,
            Place.ORDER_ASKED_INITIALLY_OF_THE_WHOLE,
            Place.ORDER_ASKED_INITIALLY_AT_A_FLOOR,
            Place.ORDER_TO_A_STOP_RATE_ON_TOP,
            Place.ORDER_BESIDE_A_STOP_WEIGHT_ON_TOP,
            Place.SEIZE_CANCELLED_RECOVERED,
            Place.STOP_ONE_BELOW_UNDER_ORDERS,
            Place.ORDER_JUST_NOT_STALE,
            Place.HEARTBEAT_FIRST,
            Place.HEARTBEAT_DROPPED,
            Place.HEARTBEAT_GAP,
            Place.HEARTBEAT_TOUCHES,
            Place.RESYNC_WITHHOLDS,
            Place.RESYNC_TOUCHES,
            Place.RESYNC_ENDS_IN_ORDER,
            Place.RESYNC_FORGOTTEN,
            Place.SEIZE_OPERATOR,
            Place.FORCE_DONE,
            Place.MANUAL_PRICE_OF_A_GUARDED_ID,
            Place.COLLATERAL_AT_CAP,
            Place.COLLATERAL_AT_TIER_EDGE,
            Place.ORDER_BESIDE_A_CAPPED_DOMAIN,
            Place.DOMAIN_CAP_PASSED_BY_PRICE,
            Place.DOMAIN_CAP_LEFT_BY_PRICE,
            Place.ORDER_OF_AN_INVERSE_CONTRACT_WITHOUT_BANKRUPTCY_PRICE,
            Place.INVERSE_LIQUIDATED_BY_FUNDING,
            Place.INVERSE_LONG_LIQUIDATED_BY_PRICE,
            Place.INVERSE_SHORT_LIQUIDATED_BY_PRICE,
            Place.INDEX_REFUSED,
            Place.INDEX_NOT_DUE,
            Place.INDEX_HEALS,
            Place.SEIZE_FILL_OF_AN_INDEXED_DEBT,
            Place.SCALED_RATE_AT_ONE,
            Place.SCALED_SIZE_FACTOR,
            Place.MAINTENANCE_EXACT_BY_SCALE);

    /**
     * Of the quarter of the streams that have a margin scale: what needs a commit whose bounds leave out the one in force, and what needs a time
     * between two changes and the next within it. And what one stream in thirty has, or happens to open orders in one of eleven.
     */
    private static final Set<Place> RAREST = EnumSet.of(
            Place.SCALE_BOUND_BY_DEFINITIONS,
            Place.SCALE_EARLY,
            Place.PENALTY_OF_AN_INVERSE_CONTRACT,
            Place.OPEN_ORDERS_OVERDUE_BY_TIMER);

    /** What a margin scale comes to after many steps, and no stream of a build is long enough for: asked of long runs only. */
    private static final Set<Place> LATE = EnumSet.of(Place.SCALED_RATE_AT_ONE);

    /** By how many times less a rare place is asked for, and the rarest. */
    private static final int RARELY = 5;

    private static final int MORE_RARELY = 50;

    private final Map<Place, LongAdder> hits = new EnumMap<>(Place.class);

    Coverage() {
        for (final Place place : Place.values()) {
            hits.put(place, new LongAdder());
        }
    }

    void hit(final Place place) {
        hits.get(place).increment();
    }

    void hitIf(final boolean condition, final Place place) {
        if (condition) {
            hit(place);
        }
    }

    /** Places not reached often enough: {@code least} times, a rare one a fifth as often, the rarest a fiftieth. */
    List<Place> fewerThan(final long least, final boolean isOfLongStreams) {
        return hits.keySet().stream()
                .filter(place -> isOfLongStreams || !LATE.contains(place))
                .filter(place -> hits.get(place).sum() < least / timesLess(place))
                .toList();
    }

    private static int timesLess(final Place place) {
        return RAREST.contains(place) ? MORE_RARELY : RARE.contains(place) ? RARELY : 1;
    }

    @Override
    public String toString() {
        return hits.entrySet().stream()
                .map(entry -> String.format("%10d %s", entry.getValue().sum(), entry.getKey()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
