package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.OverflowProof;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Worlds whose limits are as large as the overflow proof allows, and with more than 64 things to hold. */
final class LargeWorlds {
    private static final BigInteger VALUE_LIMIT = BigInteger.ONE.shiftLeft(125);
    private static final int ASSETS = 42;
    private static final int INSTRUMENTS = 30;

    /** Decimals that everything has more of in a fine world: there some are brought to V by 10^18. */
    private static final int FINER = 8;

    private LargeWorlds() {}

    static World random(final Dice dice) {
        final int finer = dice.oneIn(3) ? 0 : FINER;
        final List<Asset> assets = new ArrayList<>();
        for (long id = 1; id <= ASSETS; id++) {
            final boolean isValuation = id == World.CASH;
            final boolean isFinest = id == ASSETS && finer > 0;
            assets.add(new Asset(
                    id,
                    isValuation ? 0 : id,
                    isFinest ? Decimals.MAX_DECIMALS : finer + dice.between(0, 8),
                    isValuation ? 0 : isFinest ? FINER : dice.between(0, 2),
                    0,
                    dice.of(1, 500_000, 1_000_000),
                    BigInteger.ONE,
                    isValuation ? BigInteger.ONE : dice.magnitude(BigInteger.valueOf(1_000_000)),
                    "ASSET-" + id));
        }
        final List<Instrument> instruments = new ArrayList<>();
        for (long id = World.INSTRUMENT_IDS; id < World.INSTRUMENT_IDS + INSTRUMENTS; id++) {
            instruments.add(instrument(id, finer, dice));
        }
        final World unlimited = new World(
                true, assets, instruments, List.of(), SmallWorlds.profile(dice), List.of(), dice.between(5, 6), 1, 500);
        return widest(unlimited);
    }

    private static Instrument instrument(final long id, final int finer, final Dice dice) {
        final int maintenancePpm = dice.between(0, 300_000);
        final int stopPpm = dice.between(maintenancePpm, 500_000);
        return new Instrument(
                id,
                id,
                World.CASH,
                dice.between(1, 4),
                dice.oneIn(4) ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL,
                dice.between(0, 3),
                finer + dice.between(0, 3),
                dice.between(stopPpm, 1_000_000),
                stopPpm,
                maintenancePpm,
                dice.magnitude(BigInteger.valueOf(10)),
                dice.magnitude(BigInteger.valueOf(100)),
                BigInteger.ONE,
                dice.magnitude(dice.oneIn(3) ? DefinitionEdges.LARGEST_LIMIT : BigInteger.valueOf(1_000_000_000)),
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
        final OverflowProof proof = new OverflowProof(Definitions.none().replacedBy(world.definitions()));
        final List<Asset> assets = new ArrayList<>();
        for (final Asset asset : world.assets()) {
            final AssetEdit edit = new AssetEdit(asset);
            edit.maxBalance = BigInteger.ONE;
            edit.maxBalance = part.divide(proof.leg(edit.done())).min(DefinitionEdges.LARGEST_LIMIT);
            assets.add(edit.done());
        }
        final List<Instrument> instruments = new ArrayList<>();
        for (final Instrument instrument : world.instruments()) {
            final InstrumentEdit edit = new InstrumentEdit(instrument);
            edit.maxQuantity = BigInteger.ONE;
            edit.maxPrice = BigInteger.ONE;
            final BigInteger least = proof.leg(edit.done());
            edit.maxPrice = instrument.maxPrice().min(VALUE_LIMIT.shiftRight(7).divide(least));
            edit.maxQuantity = part.divide(least.multiply(edit.maxPrice)).min(DefinitionEdges.LARGEST_LIMIT);
            edit.tick = instrument.tick().min(edit.maxPrice);
            edit.step = instrument.step().min(edit.maxQuantity);
            instruments.add(edit.done());
        }
        return new World(
                true,
                assets,
                instruments,
                world.tables(),
                world.profile(),
                List.of(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
    }
}
