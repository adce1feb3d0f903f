package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.InterestIndexes;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.function.LongFunction;

/** Interest indexes that rise and fall, to their bound and to where a unit stands on a boundary, and those that must be refused. */
final class InterestMoves {
    private static final int SOURCE = 1;

    private InterestMoves() {}

    static void write(final Script script, final InputRecords out, final long assetId, final InterestIndexes indexes) {
        InterestRecords.index(out, assetId, indexes.supply(), indexes.borrow(), SOURCE, script.next(SOURCE));
    }

    /** Both by a little, or one to its bound, or to next to nothing. */
    static void move(final Script script) {
        final Asset asset = script.asset(some -> some.terms().indexed());
        if (!asset.terms().indexed()) {
            return;
        }
        final InterestIndexes now = script.state().interest(asset.id());
        final InterestIndexes then = new InterestIndexes(
                moved(script.dice(), now.supply(), asset), moved(script.dice(), now.borrow(), asset));
        script.then(out -> write(script, out, asset.id(), then));
    }

    private static BigInteger moved(final Dice dice, final BigInteger index, final Asset asset) {
        final BigInteger moved = switch (dice.below(8)) {
            case 0 -> index;
            case 1 -> index.add(dice.signed(BigInteger.ONE));
            case 2, 3 -> dice.scaled(index, 999_990, 1_000_020);
            case 4, 5 -> dice.scaled(index, 980_000, 1_040_000);
            case 6 -> dice.scaled(most(asset), 0, 1_000_000);
            default -> dice.of(most(asset), InterestIndexes.ONE, BigInteger.ONE);
        };
        return moved.max(BigInteger.ONE).min(most(asset));
    }

    private static BigInteger most(final Asset asset) {
        return BigInteger.valueOf(asset.terms().maxIndexPpm()).multiply(Numbers.tenTo(21));
    }

    /** A unit that holds some of an indexed asset comes to a boundary by the index, and one beside it. */
    static void toBoundary(final Script script) {
        script.unit(Boundaries.isTarget(script).and(unit -> heldId(script, unit) != 0))
                .ifPresent(unit -> {
                    final State state = script.state();
                    final long id = heldId(script, unit);
                    final Asset asset = state.definitions().assets().get(id);
                    final InterestIndexes now = state.interest(id);
                    final InterestIndexes at = new InterestIndexes(
                            script.dice()
                                    .scaled(now.supply(), 990_000, 1_010_000)
                                    .min(most(asset))
                                    .max(BigInteger.ONE),
                            script.dice()
                                    .scaled(now.borrow(), 990_000, 1_010_000)
                                    .min(most(asset))
                                    .max(BigInteger.ONE));
                    final LongFunction<InterestIndexes> then = other -> other == id ? at : state.interest(other);
                    Boundaries.approach(
                            script,
                            unit,
                            script.dice().of(Level.MAINTENANCE, Level.WARNING, Level.NET_WORTH),
                            0,
                            () -> Valuer.of(state, then));
                    // An index that moves by this much moves an amount of 1 or more.
                    final BigInteger step = Numbers.ceilDiv(
                            InterestIndexes.ONE, unit.legs().balance(id).abs().max(BigInteger.ONE));
                    for (final InterestIndexes next :
                            List.of(beside(at, step, asset), at, beside(at, step.negate(), asset), at)) {
                        script.then(out -> write(script, out, id, next));
                    }
                });
    }

    private static InterestIndexes beside(final InterestIndexes at, final BigInteger step, final Asset asset) {
        return new InterestIndexes(
                at.supply().add(step).max(BigInteger.ONE).min(most(asset)),
                at.borrow().subtract(step).max(BigInteger.ONE).min(most(asset)));
    }

    // 0 where it holds none.
    private static long heldId(final Script script, final Unit unit) {
        return unit.legs().balances().keySet().stream()
                .filter(id ->
                        script.state().definitions().assets().get(id).terms().indexed())
                .findFirst()
                .orElse(0L);
    }

    static void refused(final Script script) {
        final Dice dice = script.dice();
        final boolean isIndexed = dice.oneIn(2);
        final Asset asset = script.asset(some -> some.terms().indexed() == isIndexed);
        final BigInteger beyond = dice.of(
                BigInteger.ZERO,
                BigInteger.ONE.negate(),
                most(asset).add(BigInteger.ONE),
                BigInteger.ONE.shiftLeft(126));
        final InterestIndexes indexes = dice.oneIn(2)
                ? new InterestIndexes(beyond, InterestIndexes.ONE)
                : new InterestIndexes(InterestIndexes.ONE, beyond);
        final boolean isUnknown = dice.oneIn(4);
        script.then(out -> write(script, out, isUnknown ? 99_999 : asset.id(), indexes));
    }

    /** A bound that rises stays; one that falls, or ends, or an index where there was none is a contradiction. */
    static void redefine(final Script script) {
        final Dice dice = script.dice();
        final AssetEdit edit = new AssetEdit(script.asset());
        final long most = edit.terms.maxIndexPpm();
        edit.terms = switch (dice.below(5)) {
            case 0 -> InterestWorlds.with(edit.terms, true, Math.max(1_000_000, most + dice.between(1, 1_000)));
            case 1 -> InterestWorlds.with(edit.terms, true, most - 1);
            case 2 -> InterestWorlds.with(edit.terms, false, most);
            case 3 -> InterestWorlds.with(edit.terms, false, 0);
            default -> InterestWorlds.with(edit.terms, true, dice.of(0L, 999_999L, 1_000_000_000_001L));
        };
        DefinitionChanges.play(script, List.of(edit.done()), 0);
    }

    /** Somebody owns or owes some, down to the last unit. */
    static void hold(final Script script) {
        final Asset asset = script.asset(some -> some.terms().indexed());
        script.unit(Unit::isTrader)
                .ifPresent(unit -> script.then(out -> {
                    final Dice dice = script.dice();
                    final BigInteger wanted =
                            dice.signed(dice.oneIn(4) ? BigInteger.ONE : dice.magnitude(asset.maxBalance()));
                    script.transfer(
                            out,
                            unit.accountId(),
                            asset.id(),
                            wanted.subtract(unit.legs().balance(asset.id())));
                }));
    }
}
