package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.util.Map;

/**
 * Gives most assets of two thirds of the worlds that may have them weights that get worse with the root of a balance. The choices come from dice of their own, so
 * that the others stay as they were.
 */
final class SizeWeightWorlds {
    private static final long OTHER_STREAM = 0x1B87_3593_CC9E_2D51L;

    private SizeWeightWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (dice.oneIn(3)) {
            return world;
        }
        final ProfileTerms terms = world.profile().terms();
        final World varied = new World(
                world.isLarge(),
                world.assets().stream()
                        .map(asset -> mayBe(asset) && !dice.oneIn(4) ? sized(asset, dice) : asset)
                        .toList(),
                world.instruments(),
                world.tables(),
                world.profile().withTerms(SizeWorlds.with(terms, precise(terms.requirement(), dice))),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    private static boolean mayBe(final Asset asset) {
        return CollateralWorlds.mayBe(asset)
                && !asset.terms().indexed()
                && asset.terms().weightTableId() == 0;
    }

    /** Whether its weights get worse with what is held. */
    static boolean isSized(final Asset asset) {
        return asset.terms().sizeFactor() != 0;
    }

    /** The asset with another factor. */
    static Asset sized(final Asset asset, final Dice dice) {
        final AssetEdit edit = new AssetEdit(asset);
        final long factor = dice.of(1_000L, 100_000L, 1_000_000L, 10_000_000L, 1_000_000_000L, 1_000_000_000_000L);
        edit.terms = CollateralWorlds.with(asset.terms(), Map.of("sizeFactor", factor));
        return edit.done();
    }

    // Where rates of instruments go by sizes too, what they are rounded to stays.
    private static RequirementTerms precise(final RequirementTerms before, final Dice dice) {
        return before.ratePrecisionPpm() != 1 || before.sizeShapePpm() != Rates.ONE
                ? before
                : new RequirementTerms(
                        before.profitIn(),
                        before.profitCapMicros(),
                        before.openOrderFeeMicros(),
                        before.openOrdersInMaintenance(),
                        before.cancelSeconds(),
                        dice.of(Rates.ONE, 800_000, 800_000, 333_333, 0),
                        dice.of(1, 100, 100, 7, 100_000));
    }
}
