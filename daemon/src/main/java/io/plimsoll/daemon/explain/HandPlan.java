package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.PositionLine;
import io.plimsoll.engine.UnitSheet;
import io.plimsoll.engine.UnitSheet.WorkingOrder;
import io.plimsoll.protocol.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which orders bring a unit to its stop margin, worked out by hand (docs/internals/linear-rules.md, Plan): largest leg first, the
 * fewest steps, a remainder that is dust closed as well, orders already in flight counted as done. Immutable.
 *
 * @param stopMargin with the orders in flight done
 * @param maintenanceMargin with the orders in flight done
 * @param toFree how much stop margin has to go: stop margin - equity
 */
record HandPlan(BigDecimal stopMargin, BigDecimal maintenanceMargin, BigDecimal toFree, List<Step> steps) {
    /**
     * One order.
     *
     * @param available what is left of the position, orders in flight done
     * @param toFree stop margin still to free before it
     * @param perStep stop margin that one step of quantity frees
     */
    record Step(
            PositionLine position,
            boolean isBuy,
            BigDecimal available,
            BigDecimal toFree,
            BigDecimal step,
            BigDecimal perStep,
            BigDecimal quantity,
            boolean isWhole) {}

    /**
     * Plans.
     *
     * @param working orders in flight when the plan was made
     * @param dust a remainder worth less closes in full
     */
    static HandPlan of(
            final UnitSheet sheet,
            final HandValuation valuation,
            final List<WorkingOrder> working,
            final BigDecimal dust) {
        final List<Leg> legs = new ArrayList<>();
        BigDecimal stop = BigDecimal.ZERO;
        BigDecimal maintenance = BigDecimal.ZERO;
        for (final PositionLine position : valuation.positions()) {
            final Leg leg = new Leg(position, projected(position, working));
            stop = stop.add(leg.stopMargin(leg.size()));
            maintenance = maintenance.add(leg.perUnit().multiply(leg.size()).multiply(maintenanceRate(position)));
            if (leg.projected().signum() != 0 && position.source().stopPpm() != 0) {
                legs.add(leg);
            }
        }
        legs.sort(Comparator.comparing((Leg leg) -> leg.stopMargin(leg.size())).reversed()); // stable: ties by id
        final BigDecimal toFree = stop.subtract(valuation.equity());
        final List<Step> steps = new ArrayList<>();
        BigDecimal left = toFree;
        for (final Leg leg : legs) {
            if (left.signum() > 0) {
                final Step step = leg.step(left, dust);
                steps.add(step);
                left = left.subtract(leg.stopMargin(step.quantity()));
            }
        }
        return new HandPlan(stop, maintenance, toFree, steps);
    }

    /** Whether the unit is below its requirement even with the orders in flight done. */
    boolean isWanted(final HandValuation valuation) {
        return !valuation.isSafe() && !steps.isEmpty() && maintenanceMargin.compareTo(valuation.equity()) > 0;
    }

    private static BigDecimal projected(final PositionLine position, final List<WorkingOrder> working) {
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

    private static BigDecimal maintenanceRate(final PositionLine position) {
        return HandValuation.rate(position.source().maintenancePpm());
    }

    private record Leg(PositionLine position, BigDecimal projected) {
        BigDecimal size() {
            return projected.abs();
        }

        BigDecimal perUnit() {
            return position.price().multiply(position.settlement());
        }

        BigDecimal stopMargin(final BigDecimal quantity) {
            return quantity.multiply(perUnit())
                    .multiply(HandValuation.rate(position.source().stopPpm()));
        }

        Step step(final BigDecimal toFree, final BigDecimal dust) {
            final BigDecimal step = Decimals.toBigDecimal(
                    position.source().step(), position.source().quantityDecimals());
            final BigDecimal perStep = stopMargin(step);
            final BigDecimal rounded =
                    toFree.divide(perStep, 0, RoundingMode.CEILING).multiply(step);
            final boolean isWhole = rounded.compareTo(size()) > 0
                    || size().subtract(rounded).multiply(perUnit()).compareTo(dust) < 0;
            return new Step(
                    position,
                    projected.signum() < 0,
                    size(),
                    toFree,
                    step,
                    perStep,
                    isWhole ? size() : rounded,
                    isWhole);
        }
    }
}
