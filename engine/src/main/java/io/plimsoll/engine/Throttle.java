package io.plimsoll.engine;

import io.plimsoll.protocol.terms.ThrottleTerms;

/**
 * How many orders were made, and of what notional, in the second and the hour of event time (docs/internals/lifecycle.md, Throttles).
 * Counts what a bound is set for. Engine thread.
 */
final class Throttle {
    private static final long HOUR_NS = 3_600 * Cause.SECOND_NS;
    private static final long NEVER = Long.MIN_VALUE;
    private static final int ALL = 0; // index of what is not counted by account or instrument

    private final Catalog catalog;
    private final Units units;
    final PeriodCounts orders = new PeriodCounts(1);
    final PeriodCounts notional = new PeriodCounts(1);
    final PeriodCounts hourlyNotional = new PeriodCounts(1);
    final PeriodCounts byAccount;
    final PeriodCounts byFactor;
    private long throttledSecond = NEVER;

    Throttle(final Catalog catalog, final Units units, final int factors) {
        this.catalog = catalog;
        this.units = units;
        byAccount = new PeriodCounts(units.capacity());
        byFactor = new PeriodCounts(factors);
    }

    /** Whether the profile bounds anything. */
    boolean isBounding() {
        return catalog.isThrottled();
    }

    private ThrottleTerms terms() {
        return catalog.profile().terms().throttle();
    }

    /** Whether no unit that was throttled may be asked again, since no count has fallen since. */
    boolean isSpent(final long nowNs) {
        return throttledSecond == second(nowNs);
    }

    /** A unit got no order more, or none at all. */
    void throttled(final long nowNs) {
        throttledSecond = second(nowNs);
    }

    /**
     * Counts an order, unless that would pass a bound; one alone passes any.
     *
     * @param factor index of what is closed, or taken
     * @param micros its notional, millionths of the valuation currency, rounded up
     * @return whether it may be made
     */
    boolean take(final int unit, final int factor, final long micros, final long nowNs) {
        final ThrottleTerms terms = terms();
        final long second = second(nowNs);
        final long hour = Math.floorDiv(nowNs, HOUR_NS);
        if (!fits(orders, ALL, second, 1, terms.maxOrdersPerSecond())
                || !fits(notional, ALL, second, micros, terms.maxNotionalPerSecondMicros())
                || !fits(hourlyNotional, ALL, hour, micros, terms.maxNotionalPerHourMicros())
                || !fits(byAccount, unit, hour, micros, terms.maxAccountNotionalPerHourMicros())
                || !fits(byFactor, factor, second, micros, terms.maxInstrumentNotionalPerSecondMicros())) {
            return false;
        }
        count(orders, ALL, second, 1, terms.maxOrdersPerSecond());
        count(notional, ALL, second, micros, terms.maxNotionalPerSecondMicros());
        count(hourlyNotional, ALL, hour, micros, terms.maxNotionalPerHourMicros());
        count(byAccount, unit, hour, micros, terms.maxAccountNotionalPerHourMicros());
        count(byFactor, factor, second, micros, terms.maxInstrumentNotionalPerSecondMicros());
        units.changed(unit);
        return true;
    }

    private static boolean fits(
            final PeriodCounts counts, final int index, final long period, final long amount, final long bound) {
        if (bound == 0) {
            return true;
        }
        final long counted = counts.of(index, period);
        return counted == 0 || amount <= bound - counted;
    }

    private static void count(
            final PeriodCounts counts, final int index, final long period, final long amount, final long bound) {
        if (bound != 0) {
            counts.add(index, period, amount);
        }
    }

    private static long second(final long nowNs) {
        return Math.floorDiv(nowNs, Cause.SECOND_NS);
    }

    /** Definitions were committed: what is bounded goes on being counted, what is not is forgotten. */
    void definitionsChanged() {
        throttledSecond = NEVER;
        final ThrottleTerms terms = terms();
        bound(orders, 1, terms.maxOrdersPerSecond());
        bound(notional, 1, terms.maxNotionalPerSecondMicros());
        bound(hourlyNotional, 1, terms.maxNotionalPerHourMicros());
        bound(byFactor, catalog.factors().length, terms.maxInstrumentNotionalPerSecondMicros());
        if (terms.maxAccountNotionalPerHourMicros() == 0) {
            for (int unit = 0; unit < units.count(); unit++) {
                if (byAccount.isUsed(unit)) {
                    units.changed(unit);
                }
            }
        }
        bound(byAccount, units.count(), terms.maxAccountNotionalPerHourMicros());
    }

    private static void bound(final PeriodCounts counts, final int size, final long bound) {
        if (bound != 0) {
            counts.makeRoom();
        } else if (counts.hasRoom()) {
            for (int i = 0; i < size; i++) {
                counts.forget(i);
            }
        }
    }

    /** Definitions and units have been handed through before. */
    void image(final StateImage image) {
        throttledSecond = image.number(throttledSecond);
        orders.image(image, 1);
        notional.image(image, 1);
        hourlyNotional.image(image, 1);
        byAccount.image(image, units.count());
        byFactor.image(image, catalog.factors().length);
    }

    void hash(final StateHash hash) {
        if (throttledSecond != NEVER) {
            hash.add(throttledSecond);
        }
        orders.hash(ALL, hash);
        notional.hash(ALL, hash);
        hourlyNotional.hash(ALL, hash);
        for (int factor = 0; byFactor.hasRoom() && factor < catalog.factors().length; factor++) {
            byFactor.hash(factor, hash);
        }
    }

    /** What hangs on the unit. */
    void hash(final int unit, final StateHash hash) {
        byAccount.hash(unit, hash);
    }
}
