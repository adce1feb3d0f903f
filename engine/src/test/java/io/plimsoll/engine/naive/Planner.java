package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.LongFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** The page's section "Plan": which legs to close, and how much of each. */
final class Planner {
    private final State state;
    private final Valuer valuer;
    private final Formulas formulas;
    private final PlanFormulas plans;
    private final LifecycleFormulas lifecycle;
    private final RebalanceFormulas rebalances;

    /** Whose requirement is covered: that of a liquidation, or of a rebalancing, which costs no penalty. */
    private final Purpose purpose;

    private final ToIntFunction<Instrument> costPpm;
    private final Cancelling cancelling;
    private final ActFormulas acts;
    private final BucketFormulas rules;

    Planner(final State state, final Valuer valuer, final Rulebook rules, final Cancelling cancelling) {
        this(state, valuer, rules, cancelling, Purpose.STOP, rules.plans()::costPpm);
    }

    /** For a rebalancing. */
    Planner(
            final State state,
            final Valuer valuer,
            final Rulebook rules,
            final Cancelling cancelling,
            final Purpose purpose) {
        this(state, valuer, rules, cancelling, purpose, rules.rebalances()::costPpm);
    }

    private Planner(
            final State state,
            final Valuer valuer,
            final Rulebook rules,
            final Cancelling cancelling,
            final Purpose purpose,
            final ToIntFunction<Instrument> costPpm) {
        this.cancelling = cancelling;
        this.purpose = purpose;
        this.costPpm = costPpm;
        rebalances = rules.rebalances();
        this.state = state;
        this.valuer = valuer;
        formulas = rules.values();
        plans = rules.plans();
        lifecycle = rules.lifecycle();
        acts = rules.acts();
        this.rules = rules.buckets();
    }

    /** R of what the unit's positions will be once its orders in flight have filled. */
    BigInteger projectedRequirement(final Unit unit, final Purpose purpose) {
        if (valuer.buckets().isPresent()) {
            return rules.projectedRequirement(
                    valuer.balance(unit.legs, purpose),
                    projectedBalance(valuer.buckets().get(), unit, purpose));
        }
        BigInteger sum = valuer.owed(unit.legs, purpose);
        for (final long instrumentId : unit.legs.positions().keySet()) {
            final Instrument instrument = state.definitions.instruments().get(instrumentId);
            sum = sum.add(valuer.requirement(instrument, projected(unit, instrument), purpose));
        }
        return sum.add(cancelling.ordered(unit, purpose));
    }

    private BigInteger projectedBalance(final Buckets buckets, final Unit unit, final Purpose purpose) {
        return buckets.balance(unit.legs, purpose, instrument -> projected(unit, instrument));
    }

    /** Of every position. */
    List<BigInteger> projectedQuantities(final Unit unit) {
        return unit.legs.positions().keySet().stream()
                .map(id -> projected(unit, state.definitions.instruments().get(id)))
                .toList();
    }

    BigInteger projected(final Unit unit, final Instrument instrument) {
        return formulas.projected(
                unit.legs.position(instrument.id()).quantity(),
                state.signedRemaining(unit.accountId(), instrument.id()));
    }

    List<PlannedOrder> plan(final Unit unit) {
        final List<PlanLeg> legs = legs(unit);
        final BigInteger toFree = plans.toFree(
                projectedRequirement(unit, Purpose.STOP),
                valuer.balance(unit.legs, Purpose.STOP),
                state.definitions.profileTerms());
        return switch (sizing(unit)) {
            case FULL -> inFull(legs);
            case PORTION -> portions(legs, toFree);
            default ->
                valuer.buckets()
                        .map(buckets -> inBuckets(buckets, unit, legs, toFree))
                        .orElseGet(() -> untilStopMargin(legs, toFree));
        };
    }

    private Sizing sizing(final Unit unit) {
        final boolean isEscalated = unit.isForced
                || lifecycle.isEscalated(state.definitions.profileTerms().orders(), unit.expiries)
                || lifecycle.isWhole(
                        unit.partNs, state.definitions.profileTerms().orders(), state.nowNs);
        return isEscalated ? Sizing.FULL : terms().sizing();
    }

    private PlanTerms terms() {
        return state.definitions.profileTerms().plan();
    }

    private List<PlanLeg> legs(final Unit unit) {
        final List<PlanLeg> legs = new ArrayList<>();
        for (final long instrumentId : unit.legs.positions().keySet()) {
            final Instrument instrument = state.definitions.instruments().get(instrumentId);
            final BigInteger projected = projected(unit, instrument);
            final PlanLeg leg = leg(unit, instrument, projected);
            final boolean isPlanned = acts.isPlanned(state.haltedInstruments.contains(instrumentId));
            if (isPlanned && projected.signum() != 0 && (leg.margin().signum() > 0 || sizing(unit) == Sizing.FULL)) {
                legs.add(leg);
            }
        }
        legs.sort(plans::compare);
        return legs;
    }

    private PlanLeg leg(final Unit unit, final Instrument instrument, final BigInteger projected) {
        final Position position = unit.legs.position(instrument.id());
        final UnaryOperator<BigInteger> asked = valuer.buckets()
                .<UnaryOperator<BigInteger>>map(
                        buckets -> part -> buckets.heldBack(instrument, position, part, purpose))
                .orElse(quantity -> valuer.requirement(unit, instrument, quantity, purpose));
        final boolean isWhole = asked.apply(position.quantity())
                .equals(valuer.requirement(unit, instrument, position.quantity(), purpose));
        return new PlanLeg(
                instrument,
                projected,
                asked.apply(projected),
                cost(instrument, projected),
                asked,
                valuer.isLinear(instrument) && isWhole,
                valuer.isRounded(instrument) || !isWhole);
    }

    // exact: V has 6 decimals for a rate
    private BigInteger cost(final Instrument instrument, final BigInteger quantity) {
        return valuer.notional(instrument, quantity)
                .multiply(BigInteger.valueOf(costPpm.applyAsInt(instrument)))
                .divide(Numbers.MILLION);
    }

    private static List<PlannedOrder> inFull(final List<PlanLeg> legs) {
        return legs.stream()
                .map(leg -> new PlannedOrder(leg.instrument(), leg.size(), false))
                .toList();
    }

    /** What brings a unit without orders in flight back to the requirement, as far as its positions may be reduced. */
    List<PlannedOrder> rebalance(final Unit unit) {
        final BigInteger missing = rebalances.missing(
                valuer.requirement(unit, purpose),
                valuer.balance(unit.legs, purpose),
                state.definitions.profileTerms().boundary() == Boundary.INCLUSIVE);
        return untilCovered(
                legs(unit).stream()
                        .filter(leg -> leg.margin().signum() > 0 && rebalances.isAllowed(leg.instrument()))
                        .toList(),
                missing);
    }

    private List<PlannedOrder> untilStopMargin(final List<PlanLeg> legs, final BigInteger toFree) {
        final List<PlannedOrder> plan = untilCovered(legs, toFree);
        BigInteger missing = toFree;
        for (final PlannedOrder order : plan) {
            final PlanLeg closed = legs.stream()
                    .filter(leg -> leg.instrument().equals(order.instrument()))
                    .findFirst()
                    .orElseThrow();
            missing = missing.subtract(freed(closed, order.quantity()));
        }
        return missing.signum() > 0 ? inFull(legs) : plan;
    }

    private List<PlannedOrder> untilCovered(final List<PlanLeg> legs, final BigInteger toFree) {
        final List<PlannedOrder> plan = new ArrayList<>();
        BigInteger missing = toFree;
        for (final PlanLeg leg : legs) {
            if (missing.signum() <= 0) {
                break;
            }
            final Optional<BigInteger> wanted = size(leg, missing);
            if (wanted.isPresent()) {
                final PlannedOrder order = unlessDust(leg, wanted.get());
                plan.add(order);
                missing = missing.subtract(freed(leg, order.quantity()));
            }
        }
        return plan;
    }

    // docs/internals/settle-buckets.md: what is closed of a leg fills the bucket of what it settles in
    private List<PlannedOrder> inBuckets(
            final Buckets buckets, final Unit unit, final List<PlanLeg> legs, final BigInteger toFree) {
        final SortedMap<Long, BigInteger> filled =
                buckets.of(unit.legs, purpose, instrument -> projected(unit, instrument));
        final List<PlannedOrder> plan = new ArrayList<>();
        BigInteger missing = toFree;
        for (final PlanLeg leg : legs) {
            final Asset asset = state.definitions.settlement(leg.instrument());
            final BigInteger bucket = filled.get(asset.id());
            final BigInteger need = rules.need(bucket, missing, asset, purpose);
            final Optional<BigInteger> wanted =
                    missing.signum() <= 0 || need.signum() <= 0 ? Optional.empty() : size(leg, need);
            if (wanted.isPresent()) {
                final PlannedOrder order = unlessDust(leg, wanted.get());
                plan.add(order);
                final BigInteger gained = bucket.add(freed(leg, order.quantity()));
                filled.put(asset.id(), gained);
                missing = missing.subtract(
                        rules.weighted(gained, asset, purpose).subtract(rules.weighted(bucket, asset, purpose)));
            }
        }
        return missing.signum() > 0 ? inFull(legs) : plan;
    }

    private Optional<BigInteger> size(final PlanLeg leg, final BigInteger missing) {
        return leg.isLinear() ? linear(leg, missing) : searched(leg, missing);
    }

    private Optional<BigInteger> linear(final PlanLeg leg, final BigInteger missing) {
        final BigInteger step = leg.instrument().step();
        final BigInteger byAStep = leg.asked()
                .apply(leg.projected().signum() < 0 ? step.negate() : step)
                .subtract(cost(leg.instrument(), step));
        return byAStep.signum() <= 0
                ? Optional.empty()
                : Optional.of(plans.steps(missing, byAStep).multiply(step).min(leg.size()));
    }

    private Optional<BigInteger> searched(final PlanLeg leg, final BigInteger missing) {
        final BigInteger step = leg.instrument().step();
        final long count = leg.size().divide(step).longValueExact();
        if (count == 0) {
            return leg.margin().compareTo(leg.cost()) <= 0 ? Optional.empty() : Optional.of(leg.size());
        }
        final LongFunction<BigInteger> freed = n -> freed(leg, step.multiply(BigInteger.valueOf(n)));
        final boolean isRounded = leg.isRounded();
        final long worthIt = plans.lastWorthIt(count, freed, isRounded);
        if (worthIt == 0) {
            return Optional.empty();
        }
        if (freed.apply(worthIt).compareTo(missing) >= 0) {
            return Optional.of(step.multiply(BigInteger.valueOf(plans.leastSteps(worthIt, missing, freed, isRounded))));
        }
        final boolean isAll = worthIt == count || costPpm.applyAsInt(leg.instrument()) == 0;
        return Optional.of(isAll ? leg.size() : step.multiply(BigInteger.valueOf(worthIt)));
    }

    // A(S) - A(S - x) - x * p * s * c
    private BigInteger freed(final PlanLeg leg, final BigInteger closed) {
        final BigInteger remainder = leg.size().subtract(closed);
        final BigInteger signed = leg.projected().signum() < 0 ? remainder.negate() : remainder;
        return leg.margin().subtract(leg.asked().apply(signed)).subtract(cost(leg.instrument(), closed));
    }

    private List<PlannedOrder> portions(final List<PlanLeg> legs, final BigInteger toFree) {
        final List<PlannedOrder> plan = new ArrayList<>();
        BigInteger missing = toFree;
        Optional<BigInteger> left = terms().maxAccountNotionalMicros() == Terms.UNBOUNDED
                ? Optional.empty()
                : Optional.of(amount(terms().maxAccountNotionalMicros()));
        for (final PlanLeg leg : legs) {
            if (missing.signum() <= 0 || left.map(BigInteger::signum).orElse(1) <= 0) {
                break;
            }
            final PlannedOrder order = portion(leg, left);
            plan.add(order);
            missing = missing.subtract(freed(leg, order.quantity()));
            left = left.map(bound -> plans.left(bound, valuer.notional(leg.instrument(), order.quantity())));
        }
        return plan;
    }

    private PlannedOrder portion(final PlanLeg leg, final Optional<BigInteger> bound) {
        final BigInteger step = leg.instrument().step();
        final BigInteger worth = valuer.notional(leg.instrument(), leg.size());
        final BigInteger portion = plans.portion(
                worth, amount(terms().fullBelowMicros()), amount(terms().minNotionalMicros()), terms().portionPpm());
        final BigInteger limit = bound.map(portion::min).orElse(portion);
        if (worth.compareTo(limit) <= 0 || leg.size().compareTo(step) <= 0) {
            return new PlannedOrder(leg.instrument(), leg.size(), false);
        }
        final BigInteger steps = plans.stepsWithin(limit, valuer.notional(leg.instrument(), step));
        return unlessDust(leg, steps.multiply(step));
    }

    private PlannedOrder unlessDust(final PlanLeg leg, final BigInteger quantity) {
        final BigInteger remainder = leg.size().subtract(quantity);
        final boolean isDust = plans.isDust(valuer.notional(leg.instrument(), remainder), dust());
        return new PlannedOrder(leg.instrument(), isDust ? leg.size() : quantity, isDust && remainder.signum() != 0);
    }

    private BigInteger dust() {
        final Profile profile = state.definitions.profile().orElseThrow();
        return amount(profile.dustMicros());
    }

    private BigInteger amount(final long micros) {
        return state.definitions.align(BigInteger.valueOf(micros), Numbers.RATE_DECIMALS);
    }
}
