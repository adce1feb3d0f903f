package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.terms.PlanTerms;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * A position that a plan may close, orders in flight counted as done, and how much of it a plan closes (docs/internals/linear-rules.md,
 * Plan), by hand. Immutable.
 *
 * @param projected quantity, signed
 */
record HandLeg(PositionLine line, BigDecimal projected, HandRules rules, HandAim aim) {
    /** What releases most for what that costs comes first; ties stay in order of instrument id. */
    static final Comparator<HandLeg> FIRST = Comparator.comparing((HandLeg leg) -> leg, HandLeg::byReleasedForCost)
            .thenComparing(leg -> leg.asked(leg.size()), Comparator.reverseOrder());

    BigDecimal size() {
        return projected.abs();
    }

    BigDecimal step() {
        return Decimals.toBigDecimal(line.source().step(), line.source().quantityDecimals());
    }

    HandRequirement requirement() {
        return HandRequirement.of(line.source(), rules);
    }

    /** Stop margin of so much of it, or that which a rebalancing covers. */
    BigDecimal asked(final BigDecimal quantity) {
        return isWhole() ? aim.of(requirement().of(quantity)) : heldBack(quantity);
    }

    /** Whether what is held back of it is what is asked for, and no part of a profit that does not count. */
    private boolean isWhole() {
        return !rules.areProfitsInBuckets() || held().compareTo(aim.of(line.asked())) == 0;
    }

    private BigDecimal held() {
        return line.pnl().subtract(aim.of(line.counts()));
    }

    private BigDecimal heldBack(final BigDecimal quantity) {
        return rules.quotientUp(held().multiply(quantity), line.quantity().abs());
    }

    /** Whether twice as much of it releases twice as much. */
    boolean isProportional() {
        return requirement().isProportional() && isWhole();
    }

    BigDecimal cost(final BigDecimal quantity) {
        return requirement().worth(quantity).multiply(HandRequirement.rate(aim.costPpm(line.source())));
    }

    /** What closing so much of it releases, what that costs taken off. */
    BigDecimal released(final BigDecimal quantity) {
        return asked(size()).subtract(asked(size().subtract(quantity))).subtract(cost(quantity));
    }

    private static int byReleasedForCost(final HandLeg one, final HandLeg two) {
        final BigDecimal of = one.asked(one.size()).multiply(two.cost(two.size()));
        return two.asked(two.size()).multiply(one.cost(one.size())).compareTo(of);
    }

    /** The fewest steps that release as much, else what is worth closing; 0 where that is nothing. */
    BigDecimal toRelease(final BigDecimal toFree) {
        final BigDecimal quantity = isProportional() ? inProportion(toFree) : bySearch(toFree);
        return quantity.signum() != 0 && leavesDust(quantity) ? size() : quantity;
    }

    /** What each step releases, where it is the same for all. */
    BigDecimal perStep() {
        return asked(step()).subtract(cost(step()));
    }

    private BigDecimal inProportion(final BigDecimal toFree) {
        return perStep().signum() <= 0
                ? BigDecimal.ZERO
                : toFree.divide(perStep(), 0, RoundingMode.CEILING)
                        .multiply(step())
                        .min(size());
    }

    private BigDecimal bySearch(final BigDecimal toFree) {
        final BigInteger all = size().divideToIntegralValue(step()).toBigInteger();
        if (all.signum() == 0) {
            return released(size()).signum() > 0 ? size() : BigDecimal.ZERO;
        }
        final BigInteger most = first(BigInteger.ONE, all.add(BigInteger.ONE), n -> !isWorthIt(n))
                .subtract(BigInteger.ONE);
        if (most.signum() != 0 && released(steps(most)).compareTo(toFree) >= 0) {
            return steps(first(BigInteger.ONE, most, n -> released(steps(n)).compareTo(toFree) >= 0));
        }
        final boolean isFree = cost(size()).signum() == 0;
        return most.signum() != 0 && (most.equals(all) || isFree) ? size() : steps(most);
    }

    private boolean isWorthIt(final BigInteger nth) {
        return released(steps(nth)).compareTo(released(steps(nth.subtract(BigInteger.ONE)))) > 0;
    }

    private BigDecimal steps(final BigInteger count) {
        return new BigDecimal(count).multiply(step());
    }

    // The first in [low, high) for which it holds, else high.
    private static BigInteger first(final BigInteger low, final BigInteger high, final Predicate<BigInteger> holds) {
        BigInteger from = low;
        BigInteger to = high;
        while (from.compareTo(to) < 0) {
            final BigInteger middle = from.add(to).shiftRight(1);
            if (holds.test(middle)) {
                to = middle;
            } else {
                from = middle.add(BigInteger.ONE);
            }
        }
        return from;
    }

    /** The profile's portion of it, of at most {@code bound} in value where that is not null. */
    BigDecimal portion(final BigDecimal bound) {
        final PlanTerms plan = rules.terms().plan();
        final BigDecimal worth = requirement().worth(size());
        BigDecimal limit = worth;
        if (worth.compareTo(BigDecimal.valueOf(plan.fullBelowMicros(), 6)) > 0) {
            limit = BigDecimal.valueOf(plan.minNotionalMicros(), 6)
                    .min(worth)
                    .max(worth.multiply(HandRequirement.rate(plan.portionPpm())));
        }
        if (bound != null) {
            limit = limit.min(bound);
        }
        if (worth.compareTo(limit) <= 0 || size().compareTo(step()) <= 0) {
            return size();
        }
        final BigDecimal quantity = limit.divideToIntegralValue(requirement().worth(step()))
                .max(BigDecimal.ONE)
                .multiply(step());
        return leavesDust(quantity) ? size() : quantity;
    }

    private boolean leavesDust(final BigDecimal quantity) {
        return requirement().worth(size().subtract(quantity)).compareTo(rules.dust()) < 0;
    }
}
