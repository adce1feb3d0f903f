package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet.WorkingOrder;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which orders the profile's sizing asks for, worked out by hand (docs/internals/linear-rules.md, Plan), orders already in flight counted
 * as done. Immutable.
 *
 * @param aim what it is for
 * @param stopMargin that which is to be held, with the orders in flight done
 * @param maintenanceMargin with the orders in flight done
 * @param toFree how much of it has to go: what balances count for that purpose taken off
 */
record HandPlan(HandAim aim, BigDecimal stopMargin, BigDecimal maintenanceMargin, BigDecimal toFree, List<Step> steps) {
    /**
     * One order.
     *
     * @param available what is left of the position, orders in flight done
     * @param toFree stop margin still to free before it
     * @param perStep stop margin that one step of quantity frees; null: it is another with each step
     * @param frees stop margin that it frees, its cost taken off
     */
    record Step(
            PositionLine position,
            boolean isBuy,
            BigDecimal available,
            BigDecimal toFree,
            BigDecimal step,
            BigDecimal perStep,
            BigDecimal quantity,
            BigDecimal frees) {
        boolean isWhole() {
            return quantity.compareTo(available) == 0;
        }
    }

    /**
     * Plans.
     *
     * @param working orders in flight when the plan was made
     */
    static HandPlan of(final HandValuation valuation, final List<WorkingOrder> working, final HandAim aim) {
        final HandRules rules = valuation.rules();
        final List<HandLeg> legs = new ArrayList<>();
        ByPurpose asked = aim.isLiquidation()
                ? valuation.requirement()
                : valuation
                        .requirement()
                        .plus(valuation.openOrders().inMaintenance().times(BigDecimal.ONE.negate()));
        for (final PositionLine position : valuation.positions()) {
            final HandLeg leg = new HandLeg(position, projected(position, working), rules, aim);
            asked = asked.plus(position.asked().times(BigDecimal.ONE.negate()))
                    .plus(leg.requirement().of(leg.size()));
            if (leg.size().signum() != 0
                    && aim.isClosable(position.source())
                    && (aim.sizing() == Sizing.FULL || leg.asked(leg.size()).signum() > 0)) {
                legs.add(leg);
            }
        }
        legs.sort(HandLeg.FIRST); // stable: ties by id
        if (rules.areProfitsInBuckets()) {
            return HandBucketPlan.of(valuation, legs, working, aim);
        }
        final BigDecimal toFree = aim.of(asked)
                .subtract(aim.of(valuation.balance()))
                .add(rules.isInclusive() ? rules.smallestValue() : BigDecimal.ZERO);
        final List<Step> steps = switch (aim.sizing()) {
            case PORTION -> portions(legs, toFree, rules);
            case FULL -> whole(legs, toFree);
            default -> toCover(legs, toFree, aim);
        };
        return new HandPlan(aim, aim.of(asked), asked.maintenance(), toFree, steps);
    }

    private static List<Step> toCover(final List<HandLeg> legs, final BigDecimal toFree, final HandAim aim) {
        final List<Step> steps = new ArrayList<>();
        BigDecimal left = toFree;
        for (final HandLeg leg : legs) {
            final BigDecimal quantity = left.signum() > 0 ? leg.toRelease(left) : BigDecimal.ZERO;
            if (quantity.signum() != 0) {
                steps.add(step(leg, left, quantity));
                left = left.subtract(leg.released(quantity));
            }
        }
        return left.signum() > 0 && aim.isLiquidation() ? whole(legs, toFree) : steps;
    }

    private static List<Step> portions(final List<HandLeg> legs, final BigDecimal toFree, final HandRules rules) {
        final long boundMicros = rules.terms().plan().maxAccountNotionalMicros();
        BigDecimal bound = boundMicros == Terms.UNBOUNDED ? null : BigDecimal.valueOf(boundMicros, 6);
        final List<Step> steps = new ArrayList<>();
        BigDecimal left = toFree;
        for (final HandLeg leg : legs) {
            if (left.signum() > 0 && (bound == null || bound.signum() > 0)) {
                final BigDecimal quantity = leg.portion(bound);
                steps.add(step(leg, left, quantity));
                left = left.subtract(leg.released(quantity));
                bound = bound == null ? null : bound.subtract(leg.requirement().worth(quantity));
            }
        }
        return steps;
    }

    static List<Step> whole(final List<HandLeg> legs, final BigDecimal toFree) {
        return legs.stream().map(leg -> step(leg, toFree, leg.size())).toList();
    }

    static Step step(final HandLeg leg, final BigDecimal toFree, final BigDecimal quantity) {
        return new Step(
                leg.line(),
                leg.projected().signum() < 0,
                leg.size(),
                toFree,
                leg.step(),
                leg.isProportional() ? leg.perStep() : null,
                quantity,
                leg.released(quantity));
    }

    /** Whether the unit is below its requirement even with the orders in flight done. */
    boolean isWanted(final HandValuation valuation) {
        return !valuation.isSafe()
                && !steps.isEmpty()
                && valuation.rules().isBelow(valuation.equity(), maintenanceMargin);
    }

    static BigDecimal projected(final PositionLine position, final List<WorkingOrder> working) {
        BigDecimal quantity = position.quantity();
        for (final WorkingOrder order : working) {
            if (order.instrumentId() == position.source().instrumentId()) {
                final BigDecimal remaining = Decimals.toBigDecimal(
                        order.remaining(), position.source().quantityDecimals());
                quantity = order.isBuy() ? quantity.add(remaining) : quantity.subtract(remaining);
            }
        }
        return quantity;
    }
}
