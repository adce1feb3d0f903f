package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.GuardedPrice.Dwell;
import io.plimsoll.engine.naive.GuardedPrice.Slow;
import io.plimsoll.engine.naive.GuardedPrice.Stand;
import io.plimsoll.engine.naive.GuardedPrice.Tick;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.Disposition;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.PriceState;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page's section "Aggregating", step by step, of one price id. One use. */
final class Aggregation {
    private final State state;
    private final Rulebook rules;
    private final GuardFormulas formulas;
    private final Event event;
    private final long nowNs;
    private final long priceId;
    private final Guard guard;
    private final GuardedPrice known;
    private final OptionalInt source;

    /** {@code source} is whose tick it was, empty at a Timer or when a source goes down. */
    Aggregation(
            final State state, final Rulebook rules, final Event event, final long priceId, final OptionalInt source) {
        this.state = state;
        this.rules = rules;
        this.formulas = rules.guards();
        this.event = event;
        this.priceId = priceId;
        this.source = source;
        nowNs = event.cause().eventNs();
        guard = state.definitions.guards().get(priceId);
        known = state.prices.guarded(priceId).orElseThrow();
    }

    void run() {
        final Stand before = known.stand;
        final SortedMap<Integer, Tick> fresh = known.fresh(rules, nowNs, guard.maxAgeNs());
        final SortedSet<Integer> outliers = outliers(fresh);
        flag(outliers);
        final SortedMap<Integer, Tick> kept = new TreeMap<>(fresh);
        kept.keySet().removeAll(outliers);
        if (kept.isEmpty()) {
            known.agreeing = 0;
            known.stand = before.halted();
        } else {
            final BigInteger candidate = formulas.median(formulas.counted(values(kept), values(fresh)));
            final BigInteger confidence = confidence(kept);
            moveSlow(candidate);
            final PriceState now = next(target(candidate, confidence, kept.size(), fresh.size()));
            known.stand = now == PriceState.HALTED ? before.halted() : priced(now, candidate, confidence, kept);
        }
        tell(before, fresh.size(), kept.size());
    }

    private static List<BigInteger> values(final SortedMap<Integer, Tick> ticks) {
        return ticks.values().stream().map(Tick::value).toList();
    }

    // Step 2
    private SortedSet<Integer> outliers(final SortedMap<Integer, Tick> fresh) {
        final SortedSet<Integer> outliers = new TreeSet<>();
        if (guard.outlierMads().isEmpty() || !formulas.areJudged(fresh.size())) {
            return outliers;
        }
        final BigInteger middle = formulas.median(values(fresh));
        final BigInteger deviation = formulas.median(values(fresh).stream()
                .map(value -> value.subtract(middle).abs())
                .toList());
        final BigInteger distance =
                formulas.outlierDistance(middle, deviation, guard.outlierMads().getAsInt(), guard.outlierFloorPpm());
        fresh.forEach((id, tick) -> {
            if (tick.value().subtract(middle).abs().compareTo(distance) > 0) {
                outliers.add(id);
            }
        });
        return outliers;
    }

    private void flag(final SortedSet<Integer> outliers) {
        for (final int outlier : outliers) {
            if (!known.outliers.contains(outlier)) {
                event.emit(new Output.InputFlagged(
                        event.cause(),
                        OptionalLong.empty(),
                        OptionalLong.of(priceId),
                        OptionalInt.of(outlier),
                        Disposition.APPLIED_SUSPECT,
                        FlagReason.PRICE_OUTLIER));
            }
        }
        known.outliers.clear();
        known.outliers.addAll(outliers);
    }

    // Step 4
    private BigInteger confidence(final SortedMap<Integer, Tick> kept) {
        return formulas.median(kept.values().stream().map(Tick::confidence).toList())
                .max(formulas.halfOfMiddleHalf(values(kept)));
    }

    // Step 5
    private void moveSlow(final BigInteger candidate) {
        if (guard.haltFactor().isPresent()) {
            if (known.slow.isEmpty()) {
                known.slow = Optional.of(new Slow(candidate, nowNs));
            } else {
                final Slow slow = known.slow.get();
                final long elapsedNs = nowNs - slow.atNs();
                if (formulas.isSlowDue(elapsedNs, guard.slowNs())) {
                    final BigInteger followed = formulas.followed(
                            slow.value(), known.candidate.orElseThrow(), candidate, elapsedNs, guard.slowNs());
                    known.slow = Optional.of(new Slow(followed, nowNs));
                }
            }
        }
        known.candidate = Optional.of(candidate);
    }

    private PriceState target(
            final BigInteger candidate, final BigInteger confidence, final int kept, final int fresh) {
        if (guard.haltFactor().isPresent()
                && formulas.isOutOfProportion(
                        candidate, known.slow.orElseThrow(), guard.haltFactor().getAsInt())) {
            return PriceState.HALTED;
        }
        final boolean isUnsure = guard.maxConfidencePpm().isPresent()
                && formulas.isUnsure(
                        confidence, candidate, guard.maxConfidencePpm().getAsInt());
        return formulas.forQuorum(kept, fresh, known.ticks.size()) < guard.quorum() || isUnsure
                ? PriceState.DEGRADED
                : PriceState.VALID;
    }

    // Step 6
    private PriceState next(final PriceState target) {
        if (target == PriceState.HALTED) {
            known.agreeing = 0;
            return PriceState.HALTED;
        }
        if (known.stand.state() != PriceState.HALTED) {
            return target;
        }
        final boolean isFirst = known.lastValid.isEmpty();
        if ((isFirst && target == PriceState.DEGRADED) || !formulas.isAgreement(source.isEmpty())) {
            return PriceState.HALTED;
        }
        known.agreeing++;
        if (!formulas.isAgreed(known.agreeing, guard.resumeTicks())) {
            return PriceState.HALTED;
        }
        known.agreeing = 0;
        return target;
    }

    // Step 7
    private Stand priced(
            final PriceState now,
            final BigInteger candidate,
            final BigInteger confidence,
            final SortedMap<Integer, Tick> kept) {
        final Optional<Dwell> dwell = dwell(candidate);
        if (formulas.isGood(now)) {
            known.lastValid = Optional.of(candidate);
        }
        known.publishNs =
                kept.values().stream().mapToLong(Tick::publishNs).max().orElseThrow();
        BigInteger low = candidate;
        BigInteger high = candidate;
        if (now == PriceState.DEGRADED && guard.degraded() == DegradedAction.AT_BOUND) {
            final BigInteger lastValid = known.lastValid.orElseThrow();
            low = candidate.subtract(confidence).min(lastValid);
            high = candidate.add(confidence).max(lastValid);
        }
        if (dwell.isPresent()) {
            low = low.min(dwell.get().from());
            high = high.max(dwell.get().from());
        }
        return new Stand(
                now,
                Optional.of(candidate),
                low.max(BigInteger.ONE),
                high.min(state.definitions.maxPrice(priceId).orElseThrow()),
                dwell);
    }

    private Optional<Dwell> dwell(final BigInteger candidate) {
        final Optional<BigInteger> price = known.stand.price();
        if (guard.dwellPpm().isEmpty() || price.isEmpty()) {
            return Optional.empty();
        }
        final int ppm = guard.dwellPpm().getAsInt();
        final Optional<Dwell> before = known.stand.dwell();
        final Optional<Dwell> open =
                before.filter(dwell -> !formulas.isDwellOver(dwell, nowNs, candidate, price.get(), ppm));
        final boolean isBack = before.isPresent()
                && open.isEmpty()
                && !formulas.isBeyond(candidate, before.get().from(), ppm);
        if (open.isEmpty() && !isBack && formulas.isBeyond(candidate, price.get(), ppm)) {
            return Optional.of(new Dwell(price.get(), nowNs + guard.dwellNs()));
        }
        return open;
    }

    // Steps 8 and 9
    private void tell(final Stand before, final int fresh, final int kept) {
        tell(state, event, priceId, before, source, fresh, kept);
    }

    static void tell(
            final State state,
            final Event event,
            final long priceId,
            final Stand before,
            final OptionalInt source,
            final int fresh,
            final int kept) {
        final Stand now = state.prices.guarded(priceId).orElseThrow().stand;
        if (now.isToldAfter(before)) {
            event.emit(new Output.PriceStateChange(
                    event.cause(),
                    priceId,
                    now.price().orElse(BigInteger.ZERO).longValueExact(),
                    now.low().longValueExact(),
                    now.high().longValueExact(),
                    before.state(),
                    now.state(),
                    fresh,
                    kept,
                    source,
                    now.dwell().isPresent(),
                    state.definitions.priceDecimals(priceId)));
        }
        if (now.price().isPresent() && now.isFeltAfter(before)) {
            state.touchUsers(priceId, event);
        }
    }
}
