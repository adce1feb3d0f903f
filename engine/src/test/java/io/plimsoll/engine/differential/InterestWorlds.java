package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;

/**
 * Has the worlds of odd seeds, where they may, keep balances of some assets in units of a ledger that interest indexes turn into amounts. The choices
 * come from dice of their own, so that the others stay as they were.
 */
final class InterestWorlds {
    private static final long OTHER_STREAM = 0x510E_527F_ADE6_82D1L;

    private InterestWorlds() {}

    static World varied(final World world, final long seed) {
        if (seed % 2 == 0) {
            return world;
        }
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        final World varied = new World(
                world.isLarge(),
                world.assets().stream()
                        .map(asset -> mayBe(asset, world) ? indexed(asset, dice) : asset)
                        .toList(),
                world.instruments(),
                world.tables(),
                world.profile(),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    static boolean isOneOf(final World world) {
        return world.assets().stream().anyMatch(asset -> asset.terms().indexed());
    }

    // What boundaries are solved with stays as it is.
    private static boolean mayBe(final Asset asset, final World world) {
        return asset.id() != World.CASH
                && asset.id() != World.FINE
                && world.instruments().stream().noneMatch(instrument -> instrument.settlementAssetId() == asset.id());
    }

    private static Asset indexed(final Asset asset, final Dice dice) {
        if (dice.oneIn(4)) {
            return asset;
        }
        final AssetEdit edit = new AssetEdit(asset);
        edit.terms = with(
                asset.terms(),
                true,
                dice.of(Rates.ONE, Rates.ONE + 1, 2 * Rates.ONE, dice.between(Rates.ONE, 9_000_000)));
        return edit.done();
    }

    static AssetTerms with(final AssetTerms terms, final boolean isIndexed, final long maxIndexPpm) {
        final int[] next = {0};
        return terms.map(value -> switch (next[0]++) {
            case 11 -> isIndexed ? 1 : 0;
            case 16 -> maxIndexPpm;
            default -> value;
        });
    }
}
