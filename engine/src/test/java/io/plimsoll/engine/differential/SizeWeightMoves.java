package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Balances so large that their weights are worse, owned and owed, on a boundary, and factors that change. */
final class SizeWeightMoves {
    private SizeWeightMoves() {}

    /** Somebody owns or owes a large amount. */
    static void hold(final Script script) {
        final Asset asset = script.asset(SizeWeightWorlds::isSized);
        if (SizeWeightWorlds.isSized(asset)) {
            script.unit(Unit::isTrader).ifPresent(unit -> {
                final BigInteger amount = script.dice().signed(script.dice().magnitude(asset.maxBalance()));
                script.then(out -> script.transfer(
                        out,
                        unit.accountId(),
                        asset.id(),
                        amount.subtract(unit.legs().balance(asset.id()))));
            });
        }
    }

    /** A unit that holds one comes to a boundary, and the price of the asset moves it across. */
    static void edge(final Script script) {
        script.unit(Boundaries.isTarget(script).and(unit -> held(script, unit).isPresent()))
                .ifPresent(unit -> {
                    final Asset asset = held(script, unit).orElseThrow();
                    final Level level = script.dice().of(Level.MAINTENANCE, Level.MAINTENANCE, Level.WARNING);
                    Boundaries.approach(
                            script, unit, level, script.dice().between(-1, 1), () -> Valuer.of(script.state()));
                    final BigInteger price =
                            script.state().prices().of(asset.priceId()).orElseThrow();
                    final BigInteger step = script.dice().signed(BigInteger.ONE);
                    for (final BigInteger value : List.of(price.add(step), price, price.subtract(step), price)) {
                        script.then(out -> script.tick(
                                out, asset.priceId(), value.max(BigInteger.ONE).min(asset.maxPrice())));
                    }
                });
    }

    private static Optional<Asset> held(final Script script, final Unit unit) {
        return unit.legs().balances().keySet().stream()
                .map(id -> script.state().definitions().assets().get(id))
                .filter(SizeWeightWorlds::isSized)
                .findFirst();
    }

    /** Another factor, or none. */
    static void redefine(final Script script) {
        final Asset asset = script.asset(SizeWeightWorlds::isSized);
        if (SizeWeightWorlds.isSized(asset)) {
            final Definition changed = script.dice().oneIn(4)
                    ? with(asset, Map.of("sizeFactor", 0L))
                    : SizeWeightWorlds.sized(asset, script.dice());
            DefinitionChanges.play(script, List.of(changed), 0);
        }
    }

    /** What is refused, and beside it something that would not be. */
    static void invalid(final Script script) {
        final Asset asset = script.asset(SizeWeightWorlds::isSized);
        if (SizeWeightWorlds.isSized(asset)) {
            final long factor = script.dice().of(-1L, 1_000_000_000_001L);
            DefinitionChanges.play(script, List.of(asset, with(asset, Map.of("sizeFactor", factor))), 0);
        }
    }

    private static Asset with(final Asset asset, final Map<String, Long> terms) {
        final AssetEdit edit = new AssetEdit(asset);
        edit.terms = CollateralWorlds.with(asset.terms(), terms);
        return edit.done();
    }
}
