package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.Numbers;
import io.plimsoll.protocol.codec.InstrumentKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Worlds of 2 to 6 instruments and 5 to 60 accounts, most of them small: every account is valued after every record.
 */
final class SmallWorlds {
    private static final long TETHER = 3;
    private static final long COIN = 4;
    private static final long OTHER = 5;

    private SmallWorlds() {}

    static World random(final Dice dice) {
        while (true) {
            final World world = candidate(dice);
            final Definitions definitions = Definitions.none().replacedBy(world.definitions());
            if (new DefinitionsCheck(Definitions.none(), definitions).holds()) {
                return world;
            }
        }
    }

    private static World candidate(final Dice dice) {
        final List<Asset> assets = new ArrayList<>();
        assets.add(valuation(World.CASH, dice.of(2, 6, 8), 1_000_000));
        assets.add(priced(TETHER, TETHER, dice.between(0, 8), dice.between(2, 5), BigInteger.valueOf(3), dice));
        assets.add(priced(OTHER, OTHER, dice.between(0, 8), dice.between(0, 4), BigInteger.valueOf(40_000), dice));
        final List<Instrument> instruments = new ArrayList<>();
        final int count = dice.between(2, 6);
        for (int i = 0; i < count; i++) {
            instruments.add(instrument(World.INSTRUMENT_IDS + i, instruments, dice));
        }
        // a collateral valued by the price of an instrument
        final Instrument model = dice.pick(instruments);
        assets.add(new Asset(
                COIN,
                model.priceId(),
                dice.between(0, 8),
                model.priceDecimals(),
                dice.between(0, 700_000),
                dice.between(700_000, 1_000_000),
                BigInteger.valueOf(dice.between(1_000_000_000L, 1_000_000_000_000L)),
                model.maxPrice(),
                "COIN"));
        // mostly fine enough that nothing else decides V; then at times not, so that something else does
        final int scale = valueScale(assets, instruments) - (dice.oneIn(4) ? dice.between(1, 3) : 0);
        assets.add(valuation(World.FINE, Math.max(0, Math.min(scale, 18)), 1));
        return new World(
                false,
                assets,
                instruments,
                List.of(),
                profile(dice),
                List.of(),
                accounts(dice),
                dice.between(1, 3),
                dice.oneIn(3) ? dice.between(1, 6) : dice.between(30, 200));
    }

    private static int accounts(final Dice dice) {
        final int most = dice.of(6, 8, 10, 12, 16, 24, 60);
        return dice.between(5, most);
    }

    private static Asset valuation(final long id, final int decimals, final int weightPpm) {
        final BigInteger maxBalance = id == World.FINE ? Numbers.tenTo(17) : Numbers.tenTo(decimals + 9);
        return new Asset(
                id, 0, decimals, 0, weightPpm, weightPpm, maxBalance, BigInteger.ONE, id == 2 ? "FINE" : "USD");
    }

    private static Asset priced(
            final long id,
            final long priceId,
            final int decimals,
            final int priceDecimals,
            final BigInteger maxPrice,
            final Dice dice) {
        final int weight = dice.of(0, 500_000, 900_000, 999_999, 1_000_000);
        return new Asset(
                id,
                priceId,
                decimals,
                priceDecimals,
                dice.between(0, weight),
                weight,
                Numbers.tenTo(decimals + dice.between(4, 8)),
                Numbers.tenTo(priceDecimals).multiply(maxPrice),
                "ASSET-" + id);
    }

    private static Instrument instrument(final long id, final List<Instrument> others, final Dice dice) {
        // two instruments on one price: a spot and a perpetual of the same thing
        final boolean shares = !others.isEmpty() && dice.oneIn(4);
        final Instrument shared = shares ? dice.pick(others) : null;
        final int priceDecimals = shares ? shared.priceDecimals() : dice.of(0, 1, 2, 2, 4);
        final int quantityDecimals = dice.of(0, 0, 1, 2, 3, 5);
        final BigInteger maxPrice = shares
                ? shared.maxPrice()
                : Numbers.tenTo(priceDecimals).multiply(BigInteger.valueOf(dice.between(20, 90_000)));
        final int maintenancePpm = dice.oneIn(12) ? 0 : 1_000 * dice.between(4, 100);
        final int stopPpm = maintenancePpm + (dice.oneIn(4) ? 0 : 1_000 * dice.between(1, 50));
        return new Instrument(
                id,
                shares ? shared.priceId() : id,
                dice.of(TETHER, OTHER, World.CASH),
                dice.of(World.CASH, World.CASH, TETHER, TETHER, OTHER),
                dice.oneIn(3) ? InstrumentKind.SPOT : InstrumentKind.PERPETUAL,
                priceDecimals,
                quantityDecimals,
                stopPpm + 1_000 * dice.between(0, 100),
                stopPpm,
                maintenancePpm,
                BigInteger.valueOf(dice.of(1, 1, 5, 10, 25)),
                BigInteger.valueOf(dice.of(1, 1, 5, 10, 100)),
                Numbers.tenTo(quantityDecimals).multiply(BigInteger.valueOf(dice.between(100, 100_000))),
                maxPrice,
                "INSTRUMENT-" + id);
    }

    static Profile profile(final Dice dice) {
        return new Profile(
                dice.between(1, 1_000),
                dice.of(1_000_000, 1_100_000, 1_250_000, 1_000_001, 2_000_000),
                dice.of(0, 500_000, 1_000_000, 3_000_000, 10_000_000),
                dice.of(0L, 1_000_000L, 100_000_000L, 10_000_000_000L),
                dice.of(0, 0, 1, 2, 5),
                "profile");
    }

    private static int valueScale(final List<Asset> assets, final List<Instrument> instruments) {
        int max = 0;
        for (final Asset asset : assets) {
            max = Math.max(max, asset.decimals() + asset.priceDecimals());
        }
        for (final Instrument instrument : instruments) {
            for (final Asset asset : assets) {
                if (asset.id() == instrument.settlementAssetId()) {
                    max = Math.max(max, instrument.costDecimals() + asset.priceDecimals());
                }
            }
        }
        return max;
    }
}
