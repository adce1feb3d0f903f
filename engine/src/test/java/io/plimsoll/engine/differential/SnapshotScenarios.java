package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Position;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Authoritative snapshots: those that recover an account or give it a new life, and those that go wrong. */
final class SnapshotScenarios {
    private SnapshotScenarios() {}

    /** Says again what the engine already knows of a suspect account. */
    static void recover(final Script script) {
        script.unit(script.state().sources()::isSuspect).ifPresent(unit -> recover(script, unit));
    }

    /** Says again what the engine knows of an account by now. */
    static void recover(final Script script, final Unit unit) {
        SnapshotRecords.play(script, unit.accountId(), SnapshotRecords.of(unit.accountId(), unit.legs()), true, true);
    }

    /** Gives an account new legs, and as much cash as puts its equity at some ratio of its requirement. */
    static void renew(final Script script) {
        // in a large world the first accounts keep their many legs, most of the time
        final long keep = script.world().isLarge() && !script.dice().oneIn(10) ? 2 : 0;
        script.unit(unit -> unit.accountId() > keep).ifPresent(unit -> renew(script, unit));
    }

    static void renew(final Script script, final Unit unit) {
        final List<SnapshotRecords.Line> lines = SnapshotRecords.of(unit.accountId(), newLegs(script));
        SnapshotRecords.play(script, unit.accountId(), lines, true, true);
    }

    static Legs newLegs(final Script script) {
        final Dice dice = script.dice();
        Legs legs = Legs.NONE;
        final int positions = dice.of(0, 1, 1, 2, 2, 3);
        for (int i = 0; i < positions; i++) {
            final Instrument instrument = script.instrument();
            final BigInteger mark = script.mark(instrument);
            final BigInteger quantity = dice.signed(
                    dice.magnitude(instrument.maxQuantity().shiftRight(2).max(BigInteger.ONE)));
            final BigInteger cost = dice.scaled(quantity.multiply(mark), 900_000, 1_100_000);
            legs = legs.withPosition(instrument.id(), new Position(quantity, cost, BigInteger.ZERO));
        }
        if (dice.oneIn(2)) {
            final Asset asset = script.asset();
            if (asset.id() != World.FINE) {
                final BigInteger size =
                        dice.magnitude(asset.maxBalance().shiftRight(6).max(BigInteger.ONE));
                legs = legs.withBalance(asset.id(), dice.oneIn(5) ? size.negate() : size);
            }
        }
        final int ratioPpm = dice.oneIn(4) ? dice.between(200_000, 1_300_000) : dice.between(1_300_000, 6_000_000);
        return withCash(script, legs, ratioPpm);
    }

    /** The legs with as much cash as puts equity at that ratio of the maintenance requirement. */
    static Legs withCash(final Script script, final Legs legs, final int ratioPpm) {
        final Definitions definitions = script.state().definitions();
        final Asset cash = definitions.assets().get(World.CASH);
        final BigInteger most = cash.maxBalance();
        final Valuer valuer = Valuer.of(script.state());
        if (!valuer.isPriced(legs)) {
            return legs.withBalance(World.CASH, script.dice().magnitude(most));
        }
        final Legs settled = settled(script, legs);
        final Valuation valuation = valuer.value(settled);
        final BigInteger wanted = valuation
                .maintenanceMargin()
                .multiply(BigInteger.valueOf(ratioPpm))
                .divide(Numbers.MILLION);
        final BigInteger missing = wanted.subtract(valuation.equity());
        final BigInteger amount = legs.balance(World.CASH)
                .add(Numbers.floorDiv(missing, definitions.align(BigInteger.ONE, cash.decimals())));
        return legs.withBalance(World.CASH, amount.min(most).max(most.negate()));
    }

    private static Legs settled(final Script script, final Legs legs) {
        Legs settled = legs;
        for (final long id : legs.positions().keySet()) {
            final Position position = legs.position(id);
            final BigInteger index = script.state().fundingIndex(id);
            settled = settled.withPosition(id, new Position(position.quantity(), position.cost(), index));
        }
        return settled;
    }

    /** Without its first or its last record, or broken off by the next account's. */
    static void incomplete(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines = SnapshotRecords.of(unit.accountId(), newLegs(script));
            switch (script.dice().below(3)) {
                case 0 -> SnapshotRecords.play(script, unit.accountId(), lines, false, true);
                case 1 -> SnapshotRecords.play(script, unit.accountId(), lines, true, false);
                default -> {
                    SnapshotRecords.play(script, unit.accountId(), lines, true, false);
                    renew(script);
                }
            }
        });
    }

    /** With a record that says something impossible, or says one thing twice, which is allowed. */
    static void spoiled(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines =
                    new ArrayList<>(SnapshotRecords.of(unit.accountId(), newLegs(script)));
            lines.add(script.dice().below(lines.size() + 1), odd(script, unit.accountId()));
            SnapshotRecords.play(script, unit.accountId(), lines, true, true);
        });
    }

    /** With a zero that takes back what one of its records said. */
    static void takenBack(final Script script) {
        script.unit(unit -> true).ifPresent(unit -> {
            final long accountId = unit.accountId();
            final Legs legs = newLegs(script);
            final List<SnapshotRecords.Line> zeros = new ArrayList<>();
            legs.balances().keySet().forEach(id -> zeros.add(SnapshotRecords.balance(accountId, id, BigInteger.ZERO)));
            legs.positions()
                    .keySet()
                    .forEach(id -> zeros.add(SnapshotRecords.position(accountId, id, BigInteger.ZERO, BigInteger.ONE)));
            final List<SnapshotRecords.Line> lines = new ArrayList<>(SnapshotRecords.of(accountId, legs));
            if (!zeros.isEmpty()) {
                lines.add(script.dice().between(1, lines.size()), script.dice().pick(zeros));
            }
            SnapshotRecords.play(script, accountId, lines, true, true);
        });
    }

    /** A bankrupt whose positions require no maintenance margin at all, but can be closed. */
    static void withoutRequirement(final Script script) {
        final Instrument found = script.instrument(SnapshotScenarios::requiresNothing);
        if (!requiresNothing(found) && script.dice().oneIn(3)) {
            final InstrumentEdit edit = new InstrumentEdit(found);
            edit.maintenancePpm = 0;
            edit.stopPpm = Math.max(edit.stopPpm, 1_000);
            edit.initialPpm = Math.max(edit.initialPpm, edit.stopPpm);
            DefinitionChanges.play(script, TierTables.with(script, edit.done()), 0);
        }
        final BigInteger mark = script.mark(found);
        final BigInteger most = found.maxQuantity().shiftRight(3).max(BigInteger.ONE);
        final BigInteger quantity = script.dice().signed(script.dice().magnitude(most));
        final Legs legs =
                Legs.NONE.withPosition(found.id(), new Position(quantity, quantity.multiply(mark), BigInteger.ZERO));
        script.unit(Unit::isTrader).ifPresent(unit -> {
            final List<SnapshotRecords.Line> lines = new ArrayList<>(SnapshotRecords.of(unit.accountId(), legs));
            lines.add(SnapshotRecords.balance(
                    unit.accountId(),
                    World.CASH,
                    BigInteger.valueOf(script.dice().between(-100L, -1L))));
            SnapshotRecords.play(script, unit.accountId(), lines, true, true);
        });
    }

    private static boolean requiresNothing(final Instrument instrument) {
        return instrument.maintenancePpm() == 0 && instrument.stopPpm() > 0;
    }

    private static SnapshotRecords.Line odd(final Script script, final long accountId) {
        final Dice dice = script.dice();
        final Instrument instrument = script.instrument();
        final Asset asset = script.asset();
        final BigInteger one = BigInteger.ONE;
        return switch (dice.below(7)) {
            case 0 -> SnapshotRecords.balance(accountId, 55_555, one);
            case 1 -> SnapshotRecords.position(accountId, 55_555, one, one);
            case 2 ->
                SnapshotRecords.balance(
                        accountId, asset.id(), dice.signed(asset.maxBalance().add(one)));
            case 3 ->
                SnapshotRecords.position(
                        accountId,
                        instrument.id(),
                        dice.signed(instrument.maxQuantity().add(one)),
                        one);
            case 4 ->
                SnapshotRecords.position(
                        accountId,
                        instrument.id(),
                        one,
                        dice.signed(instrument.maxCost().add(one)));
            case 5 -> SnapshotRecords.position(accountId, instrument.id(), dice.signed(BigInteger.TEN), one);
            default -> SnapshotRecords.balance(accountId, World.CASH, dice.of(BigInteger.ZERO, one));
        };
    }
}
