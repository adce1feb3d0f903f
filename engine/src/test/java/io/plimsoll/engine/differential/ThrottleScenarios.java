package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.WithheldReason;
import io.plimsoll.protocol.terms.ThrottleTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Bounds on orders and notional that plans come close to, and seconds and hours that end. */
final class ThrottleScenarios {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * SECOND_NS;

    private ThrottleScenarios() {}

    /** A bound that is just what some position is worth, or a part or a multiple of it; then prices that few can bear. */
    static void aim(final Script script) {
        final Valuer valuer = Valuer.of(script.state());
        script.unit(unit -> unit.isTrader() && unit.legs().count() > 0 && valuer.isPriced(unit.legs()))
                .ifPresent(unit -> aim(script, unit, valuer));
    }

    private static void aim(final Script script, final Unit unit, final Valuer valuer) {
        final Dice dice = script.dice();
        final Definitions definitions = script.state().definitions();
        final BigInteger micro = definitions.align(BigInteger.ONE, Numbers.RATE_DECIMALS);
        final List<BigInteger> worths = unit.legs().positions().entrySet().stream()
                .map(leg -> valuer.notional(
                        definitions.instruments().get(leg.getKey()),
                        leg.getValue().quantity()))
                .map(worth -> Numbers.ceilDiv(worth, micro))
                .toList();
        final BigInteger micros;
        if (worths.isEmpty()) {
            micros = valuer.value(unit.legs()).netWorth().abs().divide(micro);
        } else {
            micros = dice.oneIn(2) ? dice.pick(worths) : worths.stream().reduce(BigInteger.ZERO, BigInteger::add);
        }
        final BigInteger part =
                dice.of(micros, micros, dice.scaled(micros, 0, 1_000_000), dice.scaled(micros, 0, 5_000_000));
        final long bound = part.add(BigInteger.valueOf(dice.between(-1, 1)))
                .max(BigInteger.ONE)
                .min(BigInteger.ONE.shiftLeft(dice.oneIn(20) ? 62 : 61))
                .longValueExact();
        final int which = dice.below(5);
        final ThrottleTerms terms = new ThrottleTerms(
                which == 0 ? dice.between(1, 3) : 0,
                which == 1 ? bound : 0,
                which == 2 ? bound : 0,
                which == 3 ? bound : 0,
                which == 4 ? bound : 0);
        final Profile profile = definitions.profile().orElseThrow();
        final Profile bounded = dice.oneIn(3) ? profile.withMaxLiquidationsPerRecord(dice.of(0, 1, 2, 5)) : profile;
        script.then(out -> out.kill("operator", "no orders in flight leave room for others"));
        OperatorScenarios.heal(script);
        DefinitionChanges.play(script, List.of(ThrottleWorlds.with(bounded, terms)), 0);
        for (int i = dice.between(1, 3); i > 0; i--) {
            PriceMoves.gap(script);
        }
        wait(script);
    }

    /** Time for those that wait: a Timer of the same second, of the next, or of the next hour. */
    static void wait(final Script script) {
        for (int i = script.dice().between(1, 4); i > 0; i--) {
            final long later = script.dice().of(0L, 0L, SECOND_NS / 2, SECOND_NS, SECOND_NS, HOUR_NS);
            script.then(out -> {
                out.eventNs(out.eventNs() + later);
                out.timer(out.eventNs());
            });
        }
    }

    /** One that waits is rescued, loses more, or loses its standing. */
    static void waiting(final Script script) {
        script.unit(unit -> unit.withheld().equals(Optional.of(WithheldReason.THROTTLED)))
                .ifPresent(unit -> QueueScenarios.happen(script, unit));
    }

    /** Other bounds, or none, while some wait. */
    static void change(final Script script) {
        final ThrottleTerms terms = script.dice().oneIn(3) ? ThrottleTerms.PLAIN : ThrottleWorlds.drawn(script.dice());
        script.state()
                .definitions()
                .profile()
                .ifPresent(profile -> DefinitionChanges.play(script, List.of(ThrottleWorlds.with(profile, terms)), 0));
    }
}
