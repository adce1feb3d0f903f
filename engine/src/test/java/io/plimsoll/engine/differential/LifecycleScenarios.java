package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Orders whose time passes, once or several times, and units that hold their stop margin again while theirs are in flight. */
final class LifecycleScenarios {
    private static final long LONGEST_WAIT_NS = 200_000_000_000L;

    private LifecycleScenarios() {}

    /** A Timer at the end of an order's time, or just before, and perhaps again at that of the order that replaces it. */
    static void expire(final Script script) {
        script.unit(unit -> firstExpiry(script.state(), unit).isPresent()).ifPresent(unit -> {
            final int timers = script.dice().of(1, 1, 2, 4);
            for (int i = 0; i < timers; i++) {
                final long late = script.dice().of(-1L, 0L, 0L, 1L, 1_000_000_000L);
                script.then(out -> {
                    final long at = firstExpiry(script.state(), unit).orElse(out.eventNs()) + late;
                    if (at < out.eventNs() + LONGEST_WAIT_NS) {
                        out.eventNs(Math.max(out.eventNs(), at));
                    }
                    out.timer(out.eventNs());
                });
            }
        });
    }

    private static OptionalLong firstExpiry(final State state, final Unit unit) {
        return LongStream.concat(
                        state.orders().values().stream()
                                .filter(order -> order.accountId() == unit.accountId())
                                .flatMapToLong(order -> order.expiryNs().stream()),
                        state.seizures().values().stream()
                                .filter(order -> order.accountId() == unit.accountId())
                                .flatMapToLong(order -> order.expiryNs().stream()))
                .min();
    }

    /** Money for a unit with orders in flight: what brings it just to its stop margin, and a little to either side. */
    static void recover(final Script script) {
        final State state = script.state();
        final Valuer valuer = Valuer.of(state);
        script.unit(unit -> unit.isTrader()
                        && hasOrders(state, unit)
                        && !script.world().isLarge()
                        && valuer.isPriced(unit.legs()))
                .ifPresent(unit -> {
                    Boundaries.approach(script, unit, Level.STOP, script.dice().between(-1, 1), () -> Valuer.of(state));
                    script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE));
                });
    }

    private static boolean hasOrders(final State state, final Unit unit) {
        return Stream.concat(
                        state.orders().values().stream().map(InFlight::accountId),
                        state.seizures().values().stream().map(SeizeInFlight::accountId))
                .anyMatch(accountId -> accountId == unit.accountId());
    }

    /** Other rules about orders, while some are in flight. */
    static void change(final Script script) {
        script.state().definitions().profile().ifPresent(profile -> {
            final Profile other = LifecycleWorlds.drawn(profile, script.dice());
            DefinitionChanges.play(script, List.of(other), 0);
        });
    }
}
