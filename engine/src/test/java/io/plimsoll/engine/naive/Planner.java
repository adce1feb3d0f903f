package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The page's section "Plan": which legs to close, and how much of each. */
final class Planner {
    private static final int MICRO_DECIMALS = 6;

    private final State state;
    private final Valuer valuer;
    private final Formulas formulas;

    Planner(final State state, final Valuer valuer, final Formulas formulas) {
        this.state = state;
        this.valuer = valuer;
        this.formulas = formulas;
    }

    /**
     * A leg that may be closed; {@code size} is |projected q|, {@code margin} what closing it all takes from R(stop).
     */
    private record Leg(Instrument instrument, BigInteger size, BigInteger margin) {}

    /** R of what the unit's positions will be once its orders in flight have filled. */
    BigInteger projectedRequirement(final Unit unit, final Purpose purpose) {
        BigInteger sum = valuer.owed(unit.legs, purpose);
        for (final long instrumentId : unit.legs.positions().keySet()) {
            final Instrument instrument = state.definitions.instruments().get(instrumentId);
            sum = sum.add(valuer.requirement(instrument, projected(unit, instrument), purpose.ratePpm(instrument)));
        }
        return sum;
    }

    /** Of every position. */
    List<BigInteger> projectedQuantities(final Unit unit) {
        return unit.legs.positions().keySet().stream()
                .map(id -> projected(unit, state.definitions.instruments().get(id)))
                .toList();
    }

    private BigInteger projected(final Unit unit, final Instrument instrument) {
        return formulas.projected(
                unit.legs.position(instrument.id()).quantity(),
                state.signedRemaining(unit.accountId(), instrument.id()));
    }

    List<PlannedOrder> plan(final Unit unit) {
        final List<PlannedOrder> plan = new ArrayList<>();
        BigInteger shortfall = formulas.toFree(
                projectedRequirement(unit, Purpose.STOP),
                valuer.balance(unit.legs, Purpose.STOP),
                state.definitions.profileTerms());
        for (final Leg leg : legs(unit)) {
            if (shortfall.signum() <= 0) {
                break;
            }
            final PlannedOrder order = close(leg, shortfall);
            plan.add(order);
            shortfall = shortfall.subtract(valuer.requirement(
                    leg.instrument(), order.quantity(), leg.instrument().stopPpm()));
        }
        return plan;
    }

    private List<Leg> legs(final Unit unit) {
        final List<Leg> legs = new ArrayList<>();
        for (final long instrumentId : unit.legs.positions().keySet()) {
            final Instrument instrument = state.definitions.instruments().get(instrumentId);
            final BigInteger projected = projected(unit, instrument);
            if (projected.signum() != 0 && instrument.stopPpm() > 0) {
                legs.add(new Leg(
                        instrument, projected.abs(), valuer.requirement(instrument, projected, instrument.stopPpm())));
            }
        }
        legs.sort((leg, other) ->
                formulas.comparePlanLegs(leg.margin(), leg.instrument(), other.margin(), other.instrument()));
        return legs;
    }

    private PlannedOrder close(final Leg leg, final BigInteger shortfall) {
        final Instrument instrument = leg.instrument();
        final BigInteger marginOfAStep = valuer.requirement(instrument, instrument.step(), instrument.stopPpm());
        final BigInteger wanted = formulas.steps(shortfall, marginOfAStep).multiply(instrument.step());
        final BigInteger quantity = wanted.min(leg.size());
        final BigInteger remainder = leg.size().subtract(quantity);
        final boolean isDust = formulas.isDust(valuer.notional(instrument, remainder), dust());
        return new PlannedOrder(instrument, isDust ? leg.size() : quantity, isDust && remainder.signum() != 0);
    }

    private BigInteger dust() {
        final Profile profile = state.definitions.profile().orElseThrow();
        return state.definitions.align(BigInteger.valueOf(profile.dustMicros()), MICRO_DECIMALS);
    }
}
