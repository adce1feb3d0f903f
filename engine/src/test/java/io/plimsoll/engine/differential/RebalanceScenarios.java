package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rebalancing;
import java.math.BigInteger;
import java.util.List;

/** Units that asked for it come into warning: below what a rebalancing covers, just there, and again before the next one is due. */
final class RebalanceScenarios {
    private static final long SECOND_NS = 1_000_000_000;

    private RebalanceScenarios() {}

    static void warn(final Script script) {
        script.unit(Boundaries.isTarget(script).and(Unit::isRebalanced)).ifPresent(unit -> {
            final int part = script.dice().between(0, 10);
            Boundaries.approach(
                    script,
                    unit,
                    (state, valuer, of, valuation) -> between(state, valuation, part),
                    script.dice().between(-1, 1),
                    () -> Valuer.of(script.state()));
            later(script);
            script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE.negate()));
        });
    }

    /** Just what is to be covered again, and one unit of value to either side. */
    static void covered(final Script script) {
        script.unit(Boundaries.isTarget(script).and(Unit::isRebalanced)).ifPresent(unit -> {
            Boundaries.approach(
                    script,
                    unit,
                    (state, valuer, of, valuation) -> covering(state, valuer, of, valuation),
                    script.dice().between(-1, 1),
                    () -> Valuer.of(script.state()));
            script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE.negate()));
        });
    }

    /** Another target or time between two, or none of it. */
    static void change(final Script script) {
        script.state().definitions().profile().ifPresent(profile -> {
            final Profile other = RebalanceWorlds.drawn(profile, script.dice());
            DefinitionChanges.play(script, List.of(other), 0);
        });
    }

    private static void later(final Script script) {
        if (script.dice().oneIn(2)) {
            final long wait = script.dice().of(1L, SECOND_NS - 1, SECOND_NS, 5 * SECOND_NS, 61 * SECOND_NS);
            script.then(out -> {
                out.eventNs(out.eventNs() + wait);
                out.timer(out.eventNs());
            });
        }
    }

    // In tenths of the way from the maintenance margin to the warning level.
    private static BigInteger between(final State state, final Valuation valuation, final int tenths) {
        final int ratioPpm = state.definitions().profile().orElseThrow().warningRatioPpm();
        final BigInteger maintenance = valuation.maintenanceMargin();
        return maintenance.add(maintenance
                .multiply(BigInteger.valueOf((long) (ratioPpm - Rates.ONE) * tenths))
                .divide(BigInteger.valueOf(10L * Rates.ONE)));
    }

    // Where only the maintenance balance is solved for: what the other purpose counts is as far from its requirement as
    // from there.
    private static BigInteger covering(
            final State state, final Valuer valuer, final Unit unit, final Valuation valuation) {
        final boolean isInitial = state.definitions().profileTerms().rebalance().to() == Rebalancing.INITIAL;
        final Purpose purpose = isInitial ? Purpose.INITIAL : Purpose.STOP;
        return valuer.requirement(unit, purpose)
                .subtract(valuer.balance(unit.legs(), purpose))
                .add(valuation.equity());
    }
}
