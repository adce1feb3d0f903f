package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Guard;
import io.plimsoll.engine.naive.GuardedPrice;
import io.plimsoll.engine.naive.State;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** A guarded price id, and ticks of it. */
record GuardPick(Script script, long priceId) {
    static boolean isPossible(final Script script) {
        return !script.state().definitions().guards().isEmpty();
    }

    static GuardPick of(final Script script) {
        return of(script, any -> true);
    }

    /** One whose guard fits, if one does; any otherwise. */
    static GuardPick of(final Script script, final Predicate<Guard> condition) {
        final List<Guard> all =
                List.copyOf(script.state().definitions().guards().values());
        final List<Guard> fitting = all.stream().filter(condition).toList();
        return new GuardPick(
                script, script.dice().pick(fitting.isEmpty() ? all : fitting).priceId());
    }

    private State state() {
        return script.state();
    }

    Guard guard() {
        return state().definitions().guards().get(priceId);
    }

    GuardedPrice known() {
        return state().prices().guarded(priceId).orElseThrow();
    }

    BigInteger limit() {
        return state().definitions().maxPrice(priceId).orElseThrow();
    }

    BigInteger price() {
        return script.price(priceId, limit());
    }

    BigInteger within(final BigInteger value) {
        return value.max(BigInteger.ONE).min(limit());
    }

    /** Within some ppm of a price. */
    BigInteger near(final BigInteger price, final int ppm) {
        return within(script.dice().scaled(price, 1_000_000 - ppm, 1_000_000 + ppm));
    }

    /** So many sources that the quorum is there, and so many ticks that HALTED ends. */
    int enough() {
        return Math.max(guard().quorum(), guard().resumeTicks()) + script.dice().below(2);
    }

    void tick(final InputRecords out, final BigInteger value, final int source) {
        tick(out, value, source, true);
    }

    void tick(final InputRecords out, final BigInteger value, final int source, final boolean isEnd) {
        tick(out, value, source, isEnd, confidence(value));
    }

    /** Published just now, or as late as its last one. */
    void tick(
            final InputRecords out,
            final BigInteger value,
            final int source,
            final boolean isEnd,
            final OptionalLong confidence) {
        final GuardedPrice.Tick last = known().ticks().get(source);
        final long publishNs = Math.max(
                last == null ? Long.MIN_VALUE : last.publishNs(),
                out.eventNs() - script.dice().of(0L, 0L, 1_000_000L, 500_000_000L, -2_000_000_000L));
        script.tick(out, priceId, value, confidence, publishNs, source, isEnd);
    }

    private OptionalLong confidence(final BigInteger value) {
        final Dice dice = script.dice();
        return switch (dice.below(12)) {
            case 0, 1 -> OptionalLong.of(dice.scaled(value, 0, 200_000).longValueExact());
            case 2 -> OptionalLong.of(dice.of(0L, -7L, Long.MAX_VALUE));
            case 3, 4, 5 -> OptionalLong.of(dice.scaled(value, 0, 2_000).longValueExact());
            default -> OptionalLong.empty();
        };
    }
}
