package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;

/**
 * Chooses legs and sizes for a unit below maintenance margin: the fewest steps, largest leg first, after which equity covers
 * the stop margin, orders in flight counted as done (docs/internals/linear-rules.md, Plan). Engine thread.
 */
final class Planner {
    private final Catalog catalog;
    private final Prices prices;
    private final Units units;
    private final Legs legs;
    private final OrdersInFlight orders;
    private final MarginCalculator calculator;
    private final WideDivision division = new WideDivision();

    private final Factor[] candidate = new Factor[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final long[] projected = new long[EngineCapacity.MAX_LEGS_PER_UNIT];
    private final Int128[] release = new Int128[EngineCapacity.MAX_LEGS_PER_UNIT];
    private int candidates;
    private final Int128 shortfall = new Int128();
    private final Int128 perStep = new Int128();
    private final Int128 steps = new Int128();
    private final Int128 remainderValue = new Int128();

    Planner(
            final Catalog catalog,
            final Prices prices,
            final Units units,
            final Legs legs,
            final OrdersInFlight orders,
            final MarginCalculator calculator) {
        this.catalog = catalog;
        this.prices = prices;
        this.units = units;
        this.legs = legs;
        this.orders = orders;
        this.calculator = calculator;
        for (int i = 0; i < release.length; i++) {
            release[i] = new Int128();
        }
    }

    /** Fills {@code plan} for a unit whose projected maintenance margin is above its equity. */
    void plan(final int unit, final UnitMargin margin, final Plan plan) {
        plan.clear();
        collect(unit);
        shortfall.set(margin.projectedStop).subtract(margin.stopEquity);
        if (catalog.profile().isInclusive()) {
            shortfall.add(0, 1); // to hold just what is asked for is not enough
        }
        while (shortfall.signum() > 0 && candidates > 0) {
            final int best = takeLargest();
            final Factor instrument = candidate[best];
            final long size = Math.abs(projected[best]);
            final long quantity = quantity(instrument, size);
            plan.add(instrument, projected[best] < 0, quantity);
            notional(instrument, quantity, perStep);
            shortfall.subtract(Requirement.stop(instrument, perStep, perStep));
            drop(best);
        }
    }

    private void collect(final int unit) {
        candidates = 0;
        for (int leg = units.firstLeg(unit); leg != Legs.NONE; leg = legs.next(leg)) {
            final Factor factor = catalog.factor(legs.factor(leg));
            if (!factor.isInstrument || !Requirement.asksForStop(factor)) {
                continue;
            }
            final long quantity = legs.units(leg) + orders.signedRemaining(units, unit, factor.index);
            if (quantity != 0) {
                candidate[candidates] = factor;
                projected[candidates] = quantity;
                notional(factor, quantity, release[candidates]);
                Requirement.stop(factor, release[candidates], release[candidates]);
                candidates++;
            }
        }
    }

    // Legs are in order of instrument id, so the first of equals has the lowest id.
    private int takeLargest() {
        int best = 0;
        for (int i = 1; i < candidates; i++) {
            if (release[i].compareTo(release[best]) > 0) {
                best = i;
            }
        }
        return best;
    }

    private void drop(final int index) {
        candidates--;
        final Int128 spare = release[index];
        for (int i = index; i < candidates; i++) {
            candidate[i] = candidate[i + 1];
            projected[i] = projected[i + 1];
            release[i] = release[i + 1];
        }
        release[candidates] = spare;
    }

    private long quantity(final Factor instrument, final long size) {
        notional(instrument, instrument.step, perStep);
        Requirement.stop(instrument, perStep, perStep);
        division.divideCeil(shortfall, perStep, steps);
        if (!steps.fitsLong() || steps.low() > size / instrument.step) {
            return size;
        }
        final long quantity = steps.low() * instrument.step;
        return isDust(instrument, size - quantity) ? size : quantity;
    }

    private boolean isDust(final Factor instrument, final long remainder) {
        notional(instrument, remainder, remainderValue);
        remainderValue.multiply(Rates.ONE);
        return remainderValue.compareTo(catalog.dust()) < 0;
    }

    private void notional(final Factor instrument, final long quantity, final Int128 result) {
        calculator.notional(
                quantity,
                instrument,
                prices.value(instrument.priceSlot),
                prices.value(instrument.settlementSlot),
                result);
    }
}
