package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Snapshots of accounts that nobody doubts: they say what the engine knows, or otherwise in one leg, in any order of legs. */
final class ScheduledSnapshots {
    private ScheduledSnapshots() {}

    static void play(final Script script) {
        script.unit(unit -> !script.state().sources().isSuspect(unit)
                        && !unit.legs().positions().isEmpty())
                .ifPresent(unit -> play(script, unit));
    }

    private static void play(final Script script, final Unit unit) {
        final Legs legs = changed(script, settled(script, unit.legs()));
        final List<SnapshotRecords.Line> lines = new ArrayList<>(SnapshotRecords.of(unit.accountId(), legs));
        if (script.dice().oneIn(2)) {
            Collections.reverse(lines);
        }
        SnapshotRecords.play(script, unit.accountId(), lines, true, true);
    }

    private static Legs settled(final Script script, final Legs legs) {
        Legs settled = legs;
        for (final long id : legs.positions().keySet()) {
            final Position position = legs.position(id);
            final BigInteger moved = script.state().fundingIndex(id).subtract(position.fundingIndex());
            final BigInteger cost = position.cost().add(moved.multiply(position.quantity()));
            settled = settled.withPosition(id, new Position(position.quantity(), cost, BigInteger.ZERO));
        }
        return settled;
    }

    private static Legs changed(final Script script, final Legs legs) {
        final Dice dice = script.dice();
        final long id = dice.pick(List.copyOf(legs.positions().keySet()));
        final Position position = legs.position(id);
        final BigInteger little = dice.of(BigInteger.ONE, BigInteger.ONE.negate());
        return switch (dice.below(4)) {
            case 0 -> legs;
            case 1 -> legs.withBalance(World.CASH, legs.balance(World.CASH).add(little));
            case 2 ->
                legs.withPosition(
                        id, new Position(position.quantity(), position.cost().add(little), BigInteger.ZERO));
            default ->
                legs.withPosition(
                        id,
                        dice.oneIn(2)
                                ? Position.FLAT
                                : new Position(position.quantity().add(little), position.cost(), BigInteger.ZERO));
        };
    }
}
