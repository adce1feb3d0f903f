package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Definitions at the very bound of what is allowed, and one beyond it, with everything else about them allowed. */
final class DefinitionEdges {
    /** The largest limit, tick or step. */
    static final BigInteger LARGEST_LIMIT = BigInteger.ONE.shiftLeft(59).subtract(BigInteger.ONE);

    private static final BigInteger ONE = BigInteger.ONE;
    private static final int MOST_DECIMALS = 18;
    private static final long COUNTING_ID = 402;
    private static final long FINE_ID = 403;
    private static final long REFUSED_ID = 404;

    private DefinitionEdges() {}

    static void play(final Script script) {
        switch (script.dice().below(6)) {
            case 0 -> limit(script);
            case 1, 2 -> tickOrStep(script);
            case 3 -> warningRatio(script);
            case 4 -> decimals(script);
            default -> alignment(script);
        }
    }

    /** The largest dust limit that fits 125 bits, and one more, where V is so fine that a long can say as much. */
    static void dust(final Script script) {
        final Definitions definitions = script.state().stated();
        final BigInteger most = ONE.shiftLeft(125).subtract(ONE).divide(definitions.align(ONE, Numbers.RATE_DECIMALS));
        if (most.bitLength() < Long.SIZE - 1) {
            final Profile old = definitions.profile().orElseThrow();
            for (final long micros : List.of(most.longValueExact(), most.longValueExact() + 1)) {
                DefinitionChanges.play(script, List.of(old.withDust(micros)), 0);
                PriceMoves.gap(script);
            }
            DefinitionChanges.play(script, List.of(old), 0);
        }
    }

    private static void limit(final Script script) {
        final BigInteger beyond = LARGEST_LIMIT.add(ONE);
        final int finest = script.state().stated().valueDecimals() - Numbers.RATE_DECIMALS;
        final InstrumentEdit coin = new InstrumentEdit(counting(REFUSED_ID, 0, Math.min(finest, MOST_DECIMALS)));
        final AssetEdit cash = new AssetEdit(script.state().stated().assets().get(World.CASH));
        final InstrumentEdit known = new InstrumentEdit(script.instrument());
        switch (script.dice().below(5)) {
            case 0 -> coin.maxQuantity = beyond;
            case 1 -> coin.maxPrice = beyond;
            case 2 -> cash.maxBalance = beyond;
            case 3 -> known.tick = beyond;
            default -> known.step = beyond;
        }
        DefinitionChanges.play(script, List.of(coin.done(), cash.done(), known.done()), 0);
    }

    /** One tick in all of the price, or one step in all of the quantity, for a while. */
    private static void tickOrStep(final Script script) {
        final InstrumentEdit edit = new InstrumentEdit(script.instrument());
        final Instrument before = edit.done();
        final BigInteger beyond = BigInteger.valueOf(script.dice().between(0, 1));
        if (script.dice().oneIn(2)) {
            edit.tick = edit.maxPrice.add(beyond);
        } else {
            edit.step = edit.maxQuantity.add(beyond);
        }
        DefinitionChanges.play(script, List.of(edit.done()), 0);
        PriceMoves.gap(script);
        PriceMoves.drift(script);
        DefinitionChanges.play(script, List.of(before), 0);
    }

    private static void warningRatio(final Script script) {
        final Profile old = script.state().stated().profile().orElseThrow();
        final int ratioPpm = script.dice().of(999_999, 2_000_001, 2_000_000, 1_000_000);
        DefinitionChanges.play(script, List.of(old.withWarningRatio(ratioPpm)), 0);
    }

    private static void decimals(final Script script) {
        final Dice dice = script.dice();
        switch (dice.below(4)) {
            case 0 -> DefinitionChanges.play(script, List.of(finest(REFUSED_ID, MOST_DECIMALS + 1, 0)), 0);
            case 1 -> DefinitionChanges.play(script, List.of(finest(REFUSED_ID, 0, MOST_DECIMALS + 1)), 0);
            case 2 -> {
                final int priceDecimals = dice.between(1, MOST_DECIMALS);
                final int quantityDecimals = MOST_DECIMALS + 1 - priceDecimals;
                DefinitionChanges.play(script, List.of(counting(REFUSED_ID, priceDecimals, quantityDecimals)), 0);
            }
            default -> {
                final int priceDecimals = dice.between(0, MOST_DECIMALS);
                if (script.world().isLarge()) { // in a small one V, and with it every boundary, would change
                    DefinitionChanges.play(
                            script, List.of(counting(COUNTING_ID, priceDecimals, MOST_DECIMALS - priceDecimals)), 0);
                }
            }
        }
    }

    /** So fine an asset that all else must be brought to its scale by 10^19; rarely, since it stays, by 10^18. */
    private static void alignment(final Script script) {
        final Definitions definitions = script.state().stated();
        final int coarsest = Stream.concat(
                        definitions.assets().values().stream().map(asset -> asset.decimals() + asset.priceDecimals()),
                        definitions.instruments().values().stream().map(definitions::worthDecimals))
                .flatMapToInt(IntStream::of)
                .min()
                .orElseThrow();
        final int allowed = coarsest + MOST_DECIMALS;
        DefinitionChanges.play(script, List.of(finest(REFUSED_ID, allowed + 1)), 0);
        if (script.dice().oneIn(20)) {
            DefinitionChanges.play(script, List.of(finest(FINE_ID, allowed)), 0);
        }
    }

    private static Asset finest(final long id, final int scale) {
        final int decimals = Math.min(scale, MOST_DECIMALS);
        return finest(id, decimals, Math.min(scale - decimals, MOST_DECIMALS));
    }

    private static Asset finest(final long id, final int decimals, final int priceDecimals) {
        return new Asset(id, id, decimals, priceDecimals, 0, 0, ONE, ONE, "FINEST-" + id);
    }

    private static Instrument counting(final long id, final int priceDecimals, final int quantityDecimals) {
        return new Instrument(
                id,
                id,
                World.CASH,
                World.CASH,
                InstrumentKind.PERPETUAL,
                priceDecimals,
                quantityDecimals,
                0,
                0,
                0,
                ONE,
                ONE,
                ONE,
                ONE,
                "COUNTING-" + id);
    }
}
