package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;

/**
 * Chooses legs and sizes for a unit below maintenance margin, by the profile's sizing, orders in flight counted as done
 * (docs/internals/linear-rules.md, Plan). Engine thread.
 */
final class Planner {
    private final Catalog catalog;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final OperatorHolds holds;
    private final MarginCalculator calculator;
    private final LegSize leg;
    private final WideProduct one = new WideProduct();
    private final WideProduct two = new WideProduct();

    // Positions that may be closed, from the first to be closed on.
    private final Factor[] candidate = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final int[] row = new int[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final long[] held = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final long[] projected = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128[] asked = new Int128[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128[] cost = new Int128[EngineCapacity.MAX_LEGS_PER_UNIT];
    private int candidates;
    private final Int128 shortfall = new Int128();
    private final Int128 bound = new Int128();
    private final Int128 closed = new Int128();
    private final Int128 wanted = new Int128();

    Planner(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final OrdersInFlight orders,
            final OperatorHolds holds,
            final UnitInstruments entries,
            final MarginCalculator calculator) {
        this.catalog = catalog;
        this.units = units;
        this.legs = legs;
        this.orders = orders;
        this.holds = holds;
        this.calculator = calculator;
        leg = new LegSize(catalog, prices, legs, entries, calculator);
        for (int i = 0; i < asked.length; i++) {
            asked[i] = new Int128();
            cost[i] = new Int128();
        }
    }

    /**
     * Fills {@code plan} for a unit whose projected maintenance margin is above its equity.
     *
     * @param closesAll whether everything is closed, whatever the profile's sizing
     */
    void plan(final int unit, final UnitMargin margin, final boolean closesAll, final Plan plan) {
        plan.clear();
        leg.to(Rebalancing.NONE);
        collect(unit, closesAll, true);
        shortfall.set(margin.projectedStop).subtract(margin.stopEquity);
        if (catalog.profile().isInclusive()) {
            shortfall.add(0, 1); // to hold just what is asked for is not enough
        }
        if (closesAll) {
            closeAll(plan);
        } else if (catalog.profile().terms().plan().sizing() == Sizing.PORTION) {
            closePortions(plan);
        } else {
            closeToStop(unit, plan);
        }
    }

    /** Fills {@code plan} with what brings a unit that has no orders in flight back to a requirement, as far as its positions do. */
    void rebalance(final int unit, final UnitMargin margin, final Rebalancing to, final Plan plan) {
        plan.clear();
        leg.to(to);
        collect(unit, false, false);
        if (to == Rebalancing.INITIAL) {
            shortfall.set(margin.initialMargin).subtract(margin.openOrderMargin).subtract(margin.initialEquity);
        } else {
            shortfall.set(margin.stopMargin).subtract(margin.orderedStop).subtract(margin.stopEquity);
        }
        if (catalog.profile().isInclusive()) {
            shortfall.add(0, 1);
        }
        closeToRequirement(plan);
    }

    private void closeToStop(final int unit, final Plan plan) {
        if (catalog.isBucketed()) {
            closeToBuckets(calculator.projectedBuckets(unit), plan);
        } else {
            closeToRequirement(plan);
        }
        if (shortfall.signum() > 0) {
            plan.clear();
            closeAll(plan);
        }
    }

    private void closeToRequirement(final Plan plan) {
        for (int i = 0; i < candidates && shortfall.signum() > 0; i++) {
            final long quantity = leg.of(row[i], candidate[i], size(i)).toRelease(shortfall);
            if (quantity != 0) {
                close(i, quantity, plan);
            }
        }
    }

    // What a leg releases counts as so much of its settlement asset.
    private void closeToBuckets(final Buckets buckets, final Plan plan) {
        for (int i = 0; i < candidates && shortfall.signum() > 0; i++) {
            final Bucket bucket = buckets.of(candidate[i].settlement);
            buckets.missing(bucket, Purpose.STOP, shortfall, wanted);
            final long quantity = wanted.signum() <= 0
                    ? 0
                    : leg.of(row[i], candidate[i], size(i)).toRelease(wanted);
            if (quantity != 0) {
                plan.add(candidate[i], held[i], projected[i] < 0, quantity);
                leg.released(quantity, closed);
                shortfall.subtract(buckets.gain(bucket, Purpose.STOP, closed, wanted));
            }
        }
    }

    private void closePortions(final Plan plan) {
        final boolean isBounded = catalog.planBounds().isAccountBounded();
        bound.set(catalog.planBounds().maxAccountNotional());
        for (int i = 0; i < candidates && shortfall.signum() > 0 && (!isBounded || bound.signum() > 0); i++) {
            final long quantity = leg.of(row[i], candidate[i], size(i)).portion(isBounded ? bound : null);
            close(i, quantity, plan);
            leg.worth(quantity, closed);
            bound.subtract(closed);
        }
    }

    private void closeAll(final Plan plan) {
        for (int i = 0; i < candidates; i++) {
            plan.add(candidate[i], held[i], projected[i] < 0, size(i));
        }
    }

    private long size(final int index) {
        return Math.abs(projected[index]);
    }

    // The leg has been told of it.
    private void close(final int index, final long quantity, final Plan plan) {
        plan.add(candidate[index], held[index], projected[index] < 0, quantity);
        leg.released(quantity, closed);
        shortfall.subtract(closed);
    }

    /**
     * Whether there are positions to close: but for closing all, no plan reduces what no margin is asked for, nor what is halted.
     *
     * @param closesAll as of {@link #plan}
     */
    boolean hasPlan(final int unit, final UnitMargin margin, final boolean closesAll) {
        if (holds.isAny()) {
            collect(unit, closesAll, true);
            return candidates > 0;
        }
        return (closesAll || margin.isBucketed)
                ? margin.hasProjected
                : shortfall
                                .set(margin.projectedStop)
                                .subtract(margin.owedStop)
                                .subtract(margin.orderedStop)
                                .signum()
                        != 0;
    }

    /** Whether there are positions to close, all of them in instruments that an operator has halted. */
    boolean isAllHalted(final int unit) {
        if (!holds.isAny()) {
            return false;
        }
        boolean isAny = false;
        for (int at = units.firstLeg(unit); at != Legs.NONE; at = legs.next(at)) {
            final Factor factor = catalog.factor(legs.factor(at));
            if (projected(unit, at, factor) != 0) {
                if (!holds.isHalted(factor)) {
                    return false;
                }
                isAny = true;
            }
        }
        return isAny;
    }

    private long projected(final int unit, final int at, final Factor factor) {
        return factor.isInstrument ? legs.units(at) + orders.signedRemaining(units, unit, factor.index) : 0;
    }

    private void collect(final int unit, final boolean withAll, final boolean isLiquidation) {
        candidates = 0;
        for (int at = units.firstLeg(unit); at != Legs.NONE; at = legs.next(at)) {
            final Factor factor = catalog.factor(legs.factor(at));
            final long quantity = isClosable(factor, isLiquidation) ? projected(unit, at, factor) : 0;
            if (quantity != 0) {
                final int last = candidates;
                leg.of(at, factor, Math.abs(quantity)).asked(asked[last]);
                if (withAll || asked[last].signum() > 0) {
                    candidate[last] = factor;
                    row[last] = at;
                    held[last] = legs.units(at);
                    projected[last] = quantity;
                    leg.cost(Math.abs(quantity), cost[last]);
                    candidates++;
                    moveUp(last);
                }
            }
        }
    }

    private boolean isClosable(final Factor factor, final boolean isLiquidation) {
        return factor.isInstrument
                && !holds.isHalted(factor)
                && (isLiquidation || !factor.instrumentTerms.notRebalanced());
    }

    // Legs come in order of instrument id, so one that is equal stays behind.
    private void moveUp(final int from) {
        for (int i = from; i > 0 && isBefore(i, i - 1); i--) {
            swap(i, i - 1);
        }
    }

    private boolean isBefore(final int index, final int other) {
        one.set(asked[index], cost[other]);
        two.set(asked[other], cost[index]);
        final int byRatio = one.compareTo(two);
        return byRatio == 0 ? asked[index].compareTo(asked[other]) > 0 : byRatio > 0;
    }

    private void swap(final int index, final int other) {
        swap(candidate, index, other);
        swap(row, index, other);
        swap(asked, index, other);
        swap(cost, index, other);
        swap(held, index, other);
        swap(projected, index, other);
    }

    private static <T> void swap(final T[] values, final int index, final int other) {
        final T value = values[index];
        values[index] = values[other];
        values[other] = value;
    }

    private static void swap(final int[] values, final int index, final int other) {
        final int value = values[index];
        values[index] = values[other];
        values[other] = value;
    }

    private static void swap(final long[] values, final int index, final int other) {
        final long value = values[index];
        values[index] = values[other];
        values[other] = value;
    }
}
