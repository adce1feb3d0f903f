package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Legs;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.engine.naive.PriceSource;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import io.plimsoll.engine.naive.Valuation;
import io.plimsoll.engine.naive.Valuer;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Puts a unit exactly on a boundary and one smallest step to either side of it. What is missing is solved for and paid
 * in: first the last digits in {@link World#FINE}, whose one unit is worth one unit of equity, then the rest in {@link
 * World#CASH}, so that it arrives from afar in one record. By a price or a funding index the same is done for a value
 * still to come, which then comes.
 */
final class Boundaries {
    private static final BigInteger HUNDRED = BigInteger.valueOf(100);

    private Boundaries() {}

    static void byTransfer(final Script script) {
        target(script).ifPresent(unit -> {
            approach(script, unit, level(script), script.dice().between(-1, 1), () -> Valuer.of(script.state()));
            final int first = script.dice().of(-1, 1);
            for (final int step : new int[] {first, -first, -first, first}) {
                script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.valueOf(step)));
            }
        });
    }

    static void byPrice(final Script script) {
        target(script).ifPresent(unit -> {
            final State state = script.state();
            final Instrument instrument = heldInstrument(script, unit);
            final long priceId = instrument.priceId();
            final BigInteger price = script.dice()
                    .scaled(state.prices().of(priceId).orElseThrow(), 950_000, 1_050_000)
                    .max(BigInteger.TWO)
                    .min(instrument.maxPrice().subtract(BigInteger.ONE));
            if (price.signum() <= 0) {
                return;
            }
            final PriceSource then =
                    id -> id == priceId ? Optional.of(price) : state.prices().of(id);
            approach(script, unit, level(script), 0, () -> Valuer.of(state, then, state::fundingIndex));
            final BigInteger step = script.dice().signed(BigInteger.ONE);
            for (final BigInteger value : List.of(price.add(step), price, price.subtract(step), price)) {
                script.then(out -> script.tick(out, priceId, value));
            }
        });
    }

    static void byFunding(final Script script) {
        target(script).ifPresent(unit -> {
            final State state = script.state();
            final Instrument instrument = heldInstrument(script, unit);
            if (!instrument.hasFunding()) {
                return;
            }
            final long id = instrument.id();
            final BigInteger index = state.fundingIndex(id).add(script.dice().signed(HUNDRED));
            final LongFunction<BigInteger> then = other -> other == id ? index : state.fundingIndex(other);
            approach(script, unit, level(script), 0, () -> Valuer.of(state, state.prices(), then));
            final BigInteger step = script.dice().signed(BigInteger.ONE);
            for (final BigInteger value : List.of(index.add(step), index, index.subtract(step))) {
                script.then(out -> FundingMoves.write(script, out, id, value));
            }
        });
    }

    /** Orders in flight that are just enough, or just not. */
    static void covered(final Script script) {
        script.unit(isTarget(script)
                        .and(unit -> script.state().orders().values().stream()
                                .anyMatch(order -> order.accountId() == unit.accountId())))
                .ifPresent(unit -> {
                    final int offset = script.dice().between(-1, 1);
                    approach(script, unit, Level.COVERED, offset, () -> Valuer.of(script.state()));
                    script.then(out -> script.transfer(out, unit.accountId(), World.FINE, BigInteger.ONE.negate()));
                });
    }

    private static Level level(final Script script) {
        return script.dice().of(Level.MAINTENANCE, Level.MAINTENANCE, Level.WARNING, Level.WARNING, Level.NET_WORTH);
    }

    private static Optional<Unit> target(final Script script) {
        return script.unit(isTarget(script));
    }

    // only small worlds have the fine units to solve with
    static Predicate<Unit> isTarget(final Script script) {
        final Valuer valuer = Valuer.of(script.state());
        return unit -> !script.world().isLarge()
                && unit.isTrader()
                && !unit.legs().positions().isEmpty()
                && valuer.isPriced(unit.legs())
                && valuer.value(unit).byMargin().maintenanceMargin().signum() > 0;
    }

    private static Instrument heldInstrument(final Script script, final Unit unit) {
        final long id = script.dice().pick(List.copyOf(unit.legs().positions().keySet()));
        return script.state().definitions().instruments().get(id);
    }

    /** Two transfers that bring the unit to the level, {@code offset} units of value beside it. */
    static void approach(
            final Script script, final Unit unit, final Goal goal, final int offset, final Supplier<Valuer> whatIf) {
        script.then(out -> {
            final Legs coarse = unit.legs().withBalance(World.FINE, BigInteger.ZERO);
            final BigInteger missing =
                    missing(script, unit, coarse, goal, whatIf.get()).add(BigInteger.valueOf(offset));
            final BigInteger fineUnit = worth(script, World.FINE);
            final BigInteger perUnit = goal == Level.NET_WORTH ? fineUnit : fineUnit.divide(Numbers.MILLION);
            final BigInteger fine = missing.mod(worth(script, World.CASH)).divide(perUnit);
            script.transfer(
                    out, unit.accountId(), World.FINE, fine.subtract(unit.legs().balance(World.FINE)));
        });
        script.then(out -> {
            final BigInteger missing =
                    missing(script, unit, unit.legs(), goal, whatIf.get()).add(BigInteger.valueOf(offset));
            script.transfer(out, unit.accountId(), World.CASH, Numbers.floorDiv(missing, worth(script, World.CASH)));
        });
    }

    /** What the unit lacks to stand on the boundary, at V. */
    private static BigInteger missing(
            final Script script, final Unit unit, final Legs legs, final Goal goal, final Valuer valuer) {
        final Valuation valuation = valuer.value(unit, legs);
        return goal.of(script.state(), valuer, unit, valuation).subtract(goal.measure(valuation));
    }

    /** One unit of an asset in the valuation currency, at V. */
    private static BigInteger worth(final Script script, final long assetId) {
        final Definitions definitions = script.state().definitions();
        final Asset asset = definitions.assets().get(assetId);
        return definitions.align(BigInteger.ONE, asset.decimals());
    }
}
