package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.PriceState;
import io.plimsoll.protocol.codec.WithheldReason;
import java.util.Optional;
import java.util.SortedSet;

/** The page's section "Before an order": what its prices have against liquidating a unit. One use per record. */
final class PriceObstacles {
    private final State state;
    private final Rulebook rules;
    private final GuardFormulas formulas;
    private final long nowNs;

    PriceObstacles(final State state, final Rulebook rules, final long nowNs) {
        this.state = state;
        this.rules = rules;
        this.formulas = rules.guards();
        this.nowNs = nowNs;
    }

    /** Of a unit, whose legs' distinct price ids are given; the first that applies. */
    Optional<WithheldReason> of(final Unit unit, final SortedSet<Long> priceIds) {
        if (priceIds.stream().anyMatch(this::isHalted)) {
            return Optional.of(WithheldReason.PRICE_HALTED);
        }
        if (formulas.isOutOfGroup(state.groups.open())) {
            return Optional.of(WithheldReason.OUT_OF_GROUP);
        }
        if (priceIds.stream().anyMatch(id -> isDegraded(id) && guard(id).degraded() == DegradedAction.NEVER)) {
            return Optional.of(WithheldReason.PRICE_DEGRADED);
        }
        final boolean isInDoubt =
                priceIds.stream().anyMatch(id -> !state.prices.low(id).equals(state.prices.high(id)));
        // it is enough that something is asked for at the price
        final int safe = state.definitions.profileTerms().boundary() == Boundary.INCLUSIVE ? 1 : 0;
        if (isInDoubt && new FavourableBound(state, rules).slack(unit).signum() >= safe) {
            return Optional.of(
                    priceIds.stream().anyMatch(this::isDegraded)
                            ? WithheldReason.PRICE_DEGRADED
                            : WithheldReason.PRICE_DWELL);
        }
        return Optional.empty();
    }

    /** Whether no price is in any doubt. */
    boolean areSure(final SortedSet<Long> priceIds) {
        return priceIds.stream()
                        .noneMatch(id -> isHalted(id)
                                || isDegraded(id)
                                || !state.prices.low(id).equals(state.prices.high(id)))
                && !formulas.isOutOfGroup(state.groups.open());
    }

    private Guard guard(final long priceId) {
        return state.definitions.guards().get(priceId);
    }

    private boolean isHalted(final long priceId) {
        if (rules.sources().isHalted(state.prices.isOrphaned(priceId))) {
            return true;
        }
        return state.prices
                .guarded(priceId)
                .filter(unused -> !state.prices.isManual(priceId))
                .filter(known -> formulas.isHalted(
                        known.stand.state(),
                        !known.fresh(rules, nowNs, guard(priceId).maxAgeNs()).isEmpty()))
                .isPresent();
    }

    private boolean isDegraded(final long priceId) {
        return state.prices.stateOf(priceId) == PriceState.DEGRADED;
    }
}
