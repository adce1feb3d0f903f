package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Worlds whose limits are as large as the overflow proof allows, and with more than 64 things to hold. */
final class LargeWorlds {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LARGEST_QUANTITY = BigInteger.ONE.shiftLeft(62);
    private static final BigInteger VALUE_LIMIT = BigInteger.ONE.shiftLeft(125);
    private static final int ASSETS = 42;
    private static final int INSTRUMENTS = 30;

    private LargeWorlds() {}

    static World random(final Dice dice) {
        final List<Asset> assets = new ArrayList<>();
        for (long id = 1; id <= ASSETS; id++) {
            final boolean isValuation = id == World.CASH;
            assets.add(new Asset(
                    id,
                    isValuation ? 0 : id,
                    dice.between(0, 8),
                    isValuation ? 0 : dice.between(0, 2),
                    0,
                    dice.of(1, 500_000, 1_000_000),
                    BigInteger.ONE,
                    isValuation ? BigInteger.ONE : dice.magnitude(BigInteger.valueOf(1_000_000)),
                    "ASSET-" + id));
        }
        final List<Instrument> instruments = new ArrayList<>();
        for (long id = World.INSTRUMENT_IDS; id < World.INSTRUMENT_IDS + INSTRUMENTS; id++) {
            instruments.add(instrument(id, dice));
        }
        final World unlimited =
                new World(true, assets, instruments, SmallWorlds.profile(dice), dice.between(5, 6), 1, 500);
        return widest(unlimited);
    }

    private static Instrument instrument(final long id, final Dice dice) {
        final int maintenancePpm = dice.between(0, 300_000);
        final int stopPpm = dice.between(maintenancePpm, 500_000);
        return new Instrument(
                id,
                id,
                World.CASH,
                dice.between(1, 4),
                dice.oneIn(4) ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL,
                dice.between(0, 3),
                dice.between(0, 3),
                dice.between(stopPpm, 1_000_000),
                stopPpm,
                maintenancePpm,
                dice.magnitude(BigInteger.valueOf(10)),
                dice.magnitude(BigInteger.valueOf(100)),
                BigInteger.ONE,
                dice.magnitude(dice.oneIn(3) ? LONG_MAX : BigInteger.valueOf(1_000_000_000)),
                "INSTRUMENT-" + id);
    }

    /** Gives every leg the same part of what the proof allows, and the largest part that holds, to the last digit. */
    private static World widest(final World world) {
        BigInteger holds = VALUE_LIMIT.shiftRight(6).subtract(BigInteger.ONE);
        BigInteger fails = VALUE_LIMIT;
        while (fails.subtract(holds).compareTo(BigInteger.ONE) > 0) {
            final BigInteger middle = holds.add(fails).shiftRight(1);
            if (isValid(widen(world, middle))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return widen(world, holds);
    }

    private static boolean isValid(final World world) {
        final Definitions result = Definitions.none().replacedBy(world.definitions());
        return new DefinitionsCheck(Definitions.none(), result).holds();
    }

    private static World widen(final World world, final BigInteger part) {
        final Definitions definitions = Definitions.none().replacedBy(world.definitions());
        final List<Asset> assets = new ArrayList<>();
        for (final Asset asset : world.assets()) {
            final AssetEdit edit = new AssetEdit(asset);
            edit.maxBalance = part.divide(definitions.align(asset.maxPrice(), asset.decimals() + asset.priceDecimals()))
                    .min(LONG_MAX);
            assets.add(edit.done());
        }
        final List<Instrument> instruments = new ArrayList<>();
        for (final Instrument instrument : world.instruments()) {
            final InstrumentEdit edit = new InstrumentEdit(instrument);
            final BigInteger perNotional = definitions.align(
                    definitions.settlement(instrument).maxPrice().multiply(BigInteger.valueOf(3)),
                    definitions.worthDecimals(instrument));
            edit.maxPrice = instrument.maxPrice().min(VALUE_LIMIT.shiftRight(7).divide(perNotional));
            edit.maxQuantity = part.divide(perNotional.multiply(edit.maxPrice)).min(LARGEST_QUANTITY);
            edit.tick = instrument.tick().min(edit.maxPrice);
            edit.step = instrument.step().min(edit.maxQuantity);
            instruments.add(edit.done());
        }
        return new World(
                true,
                assets,
                instruments,
                world.profile(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
    }
}
