package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.InFlight.Aim;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** The page's section "Throttles": the orders that each bound has counted, and when a unit was last throttled. */
public final class Throttles {
    /** What is bounded. */
    public enum Bound {
        ORDERS_OF_SECOND,
        NOTIONAL_OF_SECOND,
        NOTIONAL_OF_HOUR,
        ACCOUNT_OF_HOUR,
        INSTRUMENT_OF_SECOND;

        private boolean isOfHour() {
            return this == NOTIONAL_OF_HOUR || this == ACCOUNT_OF_HOUR;
        }

        /** What a profile says; 0: no bound. */
        public long of(final ThrottleTerms terms) {
            return switch (this) {
                case ORDERS_OF_SECOND -> terms.maxOrdersPerSecond();
                case NOTIONAL_OF_SECOND -> terms.maxNotionalPerSecondMicros();
                case NOTIONAL_OF_HOUR -> terms.maxNotionalPerHourMicros();
                case ACCOUNT_OF_HOUR -> terms.maxAccountNotionalPerHourMicros();
                case INSTRUMENT_OF_SECOND -> terms.maxInstrumentNotionalPerSecondMicros();
            };
        }
    }

    /** An order that was made, or is to be. */
    record Made(long eventNs, Aim aim, BigInteger micros) {}

    private final ThrottleFormulas formulas;
    private final Map<Bound, List<Made>> made = new EnumMap<>(Bound.class);
    private OptionalLong lastThrottled = OptionalLong.empty();

    Throttles(final ThrottleFormulas formulas) {
        this.formulas = formulas;
    }

    /** A commit was applied: only what is bounded is counted. */
    void boundBy(final ThrottleTerms terms) {
        for (final Bound bound : Bound.values()) {
            if (bound.of(terms) == 0) {
                made.remove(bound);
            } else {
                made.putIfAbsent(bound, new ArrayList<>());
            }
        }
        lastThrottled = OptionalLong.empty();
    }

    /** Bounds that one more order would pass. */
    Set<Bound> passedBy(final Made order, final ThrottleTerms terms) {
        final Set<Bound> passed = EnumSet.noneOf(Bound.class);
        for (final Bound bound : made.keySet()) {
            if (!formulas.passes(counter(bound, order), amount(bound, order), BigInteger.valueOf(bound.of(terms)))) {
                passed.add(bound);
            }
        }
        return passed;
    }

    void add(final Made order) {
        made.values().forEach(orders -> orders.add(order));
    }

    private BigInteger counter(final Bound bound, final Made order) {
        final Predicate<Made> isOfPeriod = other -> formulas.period(other.eventNs(), bound.isOfHour())
                == formulas.period(order.eventNs(), bound.isOfHour());
        return formulas.counted(made.get(bound).stream()
                .filter(isOfPeriod)
                .filter(other -> isCountedWith(bound, other.aim(), order.aim()))
                .map(other -> amount(bound, other))
                .reduce(BigInteger.ZERO, BigInteger::add));
    }

    private static BigInteger amount(final Bound bound, final Made order) {
        return bound == Bound.ORDERS_OF_SECOND ? BigInteger.ONE : order.micros();
    }

    private boolean isCountedWith(final Bound bound, final Aim other, final Aim order) {
        return switch (bound) {
            case ACCOUNT_OF_HOUR -> !formulas.isOfAnother(other.accountId() == order.accountId());
            case INSTRUMENT_OF_SECOND ->
                !formulas.isOfAnother(other.instrumentId() == order.instrumentId()
                        && other.collateralAssetId() == order.collateralAssetId());
            default -> true;
        };
    }

    /** A unit was withheld THROTTLED by a record of that event time. */
    void throttled(final long eventNs) {
        lastThrottled = OptionalLong.of(formulas.period(eventNs, false));
    }

    /** Whether a unit that is withheld THROTTLED is passed over by a record of that event time. */
    boolean arePassedOver(final long eventNs) {
        return formulas.isPassedOver(lastThrottled.equals(OptionalLong.of(formulas.period(eventNs, false))));
    }
}
