package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.GuardedPrice.Tick;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalInt;

/** The page's section "Accepting": ticks of guarded price ids; and the Timers that look at all of them again. */
final class GuardedTicks {
    private final State state;
    private final Rulebook rules;
    private final GuardFormulas formulas;

    GuardedTicks(final State state, final Rulebook rules) {
        this.state = state;
        this.rules = rules;
        this.formulas = rules.guards();
    }

    /** Why a tick is refused that is positive and within its limit. */
    Optional<FlagReason> refusal(final PriceTickDecoder tick, final long nowNs) {
        final Guard guard = state.definitions.guards().get(tick.priceId());
        final GuardedPrice known = state.prices.guarded(tick.priceId()).orElseThrow();
        if (formulas.isFuture(tick.publishNs(), nowNs)) {
            return Optional.of(FlagReason.PRICE_FUTURE);
        }
        final Tick last = known.ticks.get(tick.source());
        if (last != null && formulas.isOlder(last, tick.publishNs(), tick.sourceSequence())) {
            return Optional.of(FlagReason.PRICE_OLDER);
        }
        if (guard.collarPpm().isPresent() && formulas.hasCollar(known.stand.state(), guard.degraded())) {
            final BigInteger lastTick =
                    state.prices.lastAccepted(tick.priceId()).orElseThrow().value();
            final BigInteger centre = formulas.collarCentre(known.stand.price().orElseThrow(), lastTick);
            if (formulas.isBeyond(
                    BigInteger.valueOf(tick.value()), centre, guard.collarPpm().getAsInt())) {
                return Optional.of(FlagReason.PRICE_OUTSIDE_COLLAR);
            }
        }
        return last == null
                        && formulas.isFullOfSources(known.ticks.size())
                        && known.fresh(rules, nowNs, guard.maxAgeNs()).size() == known.ticks.size()
                ? Optional.of(FlagReason.PRICE_TOO_MANY_SOURCES)
                : Optional.empty();
    }

    /** Takes an accepted tick over. */
    void accept(final PriceTickDecoder tick, final Event event) {
        final GuardedPrice known = state.prices.guarded(tick.priceId()).orElseThrow();
        final long nowNs = event.cause().eventNs();
        final Guard guard = state.definitions.guards().get(tick.priceId());
        final boolean wasFresh = !known.fresh(rules, nowNs, guard.maxAgeNs()).isEmpty();
        if (!known.ticks.containsKey(tick.source()) && formulas.isFullOfSources(known.ticks.size())) {
            known.forgetOne(rules.sources());
        }
        final boolean hasConfidence = tick.confidence() != PriceTickDecoder.confidenceNullValue();
        known.ticks.put(
                tick.source(),
                new Tick(
                        BigInteger.valueOf(tick.value()),
                        BigInteger.valueOf(hasConfidence ? tick.confidence() : 0)
                                .max(BigInteger.ZERO),
                        tick.publishNs(),
                        tick.sourceSequence()));
        known.lastRefusal.remove(tick.source());
        if (rules.sources().isBackByTick()) {
            known.down.remove(tick.source());
        }
        new Aggregation(state, rules, event, tick.priceId(), OptionalInt.of(tick.source())).run();
        if (formulas.isFeltAfterSilence(wasFresh) && known.stand.price().isPresent()) {
            state.touchUsers(tick.priceId(), event);
        }
    }

    void timer(final Event event) {
        state.prices.guarded().forEach((priceId, known) -> {
            if (!known.ticks.isEmpty() && !state.prices.isManual(priceId)) {
                new Aggregation(state, rules, event, priceId, OptionalInt.empty()).run();
            }
        });
    }
}
