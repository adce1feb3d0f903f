package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.FavourableBound;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.Prices;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuer;
import io.plimsoll.protocol.codec.PriceState;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Predicate;

/** A unit exactly at its requirement at the bounds in its favour, and one smallest step to either side of it. */
final class BoundScenarios {
    private BoundScenarios() {}

    /** Once what is on the script has come to be. */
    static void inDoubt(final Script script) {
        script.then(out -> {
            out.marker(out.sequence());
            exact(script);
        });
    }

    static void exact(final Script script) {
        final State state = script.state();
        final Predicate<Unit> fits = unit -> isInDoubt(state, unit) && isSpared(state, unit);
        final Optional<Unit> free = script.unit(fits.and(unit -> GuardScenarios.isFree(state, unit)));
        final Optional<Unit> inDoubt = free.isPresent() ? free : script.unit(fits);
        if (inDoubt.isEmpty()) {
            return;
        }
        final Unit unit = inDoubt.get();
        GuardScenarios.makeRoom(script, free.isPresent());
        if (script.state().sources().isSuspect(unit)) {
            SnapshotScenarios.recover(script, unit);
        }
        final int offset = script.dice().of(-1, 0, 1, 1, 1);
        script.then(out -> {
            final Legs coarse = unit.legs().withBalance(World.FINE, BigInteger.ZERO);
            final BigInteger missing = missing(script.state(), coarse, offset);
            final BigInteger perUnit = worth(script, World.FINE).divide(Numbers.MILLION);
            final BigInteger fine = missing.mod(worth(script, World.CASH)).divide(perUnit);
            script.transfer(
                    out, unit.accountId(), World.FINE, fine.subtract(unit.legs().balance(World.FINE)));
        });
        script.then(out -> script.transfer(
                out,
                unit.accountId(),
                World.CASH,
                Numbers.floorDiv(missing(script.state(), unit.legs(), offset), worth(script, World.CASH))));
        for (int i = 0; i <= offset; i++) {
            script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE.negate()));
        }
    }

    /** Whether its prices' bounds are better for it than its prices. */
    static boolean isSpared(final State state, final Unit unit) {
        final Valuer valuer = Valuer.of(state);
        return valuer.isPriced(unit.legs())
                && FavourableBound.of(state)
                                .slack(unit)
                                .compareTo(valuer.value(unit.legs()).slack())
                        > 0;
    }

    private static boolean isInDoubt(final State state, final Unit unit) {
        final Valuer valuer = Valuer.of(state);
        final Prices prices = state.prices();
        return unit.isTrader()
                && !unit.legs().positions().isEmpty()
                && valuer.isPriced(unit.legs())
                && valuer.value(unit.legs()).byMargin().maintenanceMargin().signum() > 0
                && valuer.priceIds(unit.legs()).stream().noneMatch(id -> prices.stateOf(id) == PriceState.HALTED)
                && valuer.priceIds(unit.legs()).stream()
                        .anyMatch(id -> !prices.low(id).equals(prices.high(id)));
    }

    private static BigInteger missing(final State state, final Legs legs, final int offset) {
        return BigInteger.valueOf(offset).subtract(FavourableBound.of(state).slack(legs));
    }

    private static BigInteger worth(final Script script, final long assetId) {
        final Definitions definitions = script.state().definitions();
        final Asset asset = definitions.assets().get(assetId);
        return definitions.align(BigInteger.ONE, asset.decimals());
    }
}
