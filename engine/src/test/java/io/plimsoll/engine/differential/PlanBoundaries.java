package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Purpose;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;

/** A shortfall of whole steps to the last digit, and a dust limit that the remainder just reaches, or just does not. */
final class PlanBoundaries {
    private PlanBoundaries() {}

    static void wholeSteps(final Script script) {
        final State state = script.state();
        final Instrument instrument = script.instrument(some -> some.maintenancePpm() > 0 && !some.hasTable());
        if (script.world().isLarge()
                || instrument.maintenancePpm() == 0
                || state.prices().of(instrument.priceId()).isEmpty()) {
            return;
        }
        script.unit(unit -> unit.isTrader()
                        && state.orders().values().stream().noneMatch(order -> order.accountId() == unit.accountId()))
                .ifPresent(unit -> {
                    renew(script, unit, instrument);
                    script.then(out -> {
                        out.timer(out.eventNs()); // the rest is solved for with the snapshot in force
                        if (Valuer.of(state).isPriced(unit.legs())
                                && !unit.legs().position(instrument.id()).isFlat()) {
                            fall(script, unit, instrument);
                        }
                    });
                });
    }

    /** The account has some steps of the instrument from now on, and cash enough. */
    static void renew(final Script script, final Unit unit, final Instrument instrument) {
        final Legs legs = SnapshotScenarios.withCash(script, position(script, instrument), 1_500_000);
        SnapshotRecords.play(script, unit.accountId(), SnapshotRecords.of(unit.accountId(), legs), true, true);
    }

    private static Legs position(final Script script, final Instrument instrument) {
        final BigInteger steps = BigInteger.valueOf(script.dice().between(20, 2_000));
        final BigInteger quantity =
                script.dice().signed(steps.multiply(instrument.step()).min(instrument.maxQuantity()));
        final BigInteger mark = script.mark(instrument);
        return Legs.NONE.withPosition(
                instrument.id(), new Position(quantity, quantity.multiply(mark), BigInteger.ZERO));
    }

    private static void fall(final Script script, final Unit unit, final Instrument instrument) {
        final State state = script.state();
        final Valuer valuer = Valuer.of(state);
        final BigInteger goal = Level.WHOLE_STEPS.of(state, valuer, unit, valuer.value(unit));
        final BigInteger stop = Level.STOP.of(state, valuer, unit, valuer.value(unit));
        final BigInteger perStep = valuer.requirement(instrument, instrument.step(), Purpose.STOP)
                .subtract(TierBoundaries.cost(valuer, instrument, instrument.step()))
                .max(BigInteger.ONE);
        final BigInteger closed = stop.subtract(goal).divide(perStep).multiply(instrument.step());
        final BigInteger left =
                unit.legs().position(instrument.id()).quantity().abs().subtract(closed);
        if (left.signum() > 0) {
            dust(script, valuer.notional(instrument, left));
        }
        Boundaries.approach(script, unit, Level.WHOLE_STEPS, script.dice().of(0, 0, 1), () -> Valuer.of(state));
    }

    private static void dust(final Script script, final BigInteger worth) {
        final Definitions definitions = script.state().definitions();
        final BigInteger micro = definitions.align(BigInteger.ONE, Numbers.RATE_DECIMALS);
        final BigInteger micros =
                worth.divide(micro).add(BigInteger.valueOf(script.dice().between(0, 1)));
        if (micros.bitLength() < Long.SIZE) {
            final Profile old = definitions.profile().orElseThrow();
            DefinitionChanges.play(script, List.of(old.withDust(micros.longValueExact())), 0);
        }
    }
}
