package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.util.List;

/**
 * Gives half of the small worlds debts that weigh, stop weights, and a profile that has debts in R or a boundary that is inclusive. The
 * choices come from dice of their own, so that the other half stays as it was.
 */
final class WorthWorlds {
    private static final long OTHER_STREAM = 0x5851_F42D_4C95_7F2DL;

    private WorthWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (world.isLarge() || dice.oneIn(2)) {
            return world;
        }
        final List<Asset> assets =
                world.assets().stream().map(asset -> varied(asset, dice)).toList();
        final ProfileTerms terms = terms(
                dice.of(Boundary.STRICT, Boundary.INCLUSIVE),
                dice.oneIn(3),
                dice.of(place(0), place(1)),
                ProfileTerms.PLAIN);
        final World varied = new World(
                false,
                assets,
                world.instruments(),
                world.tables(),
                world.profile().withTerms(terms),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** A profile that comes later in a world: where the one before said something, it says the same or the opposite. */
    static Profile next(final Profile profile, final ProfileTerms before) {
        if (before.equals(ProfileTerms.PLAIN)) {
            return profile;
        }
        final boolean isInclusive = (before.boundary() == Boundary.INCLUSIVE) ^ (profile.version() % 2 == 0);
        final boolean isNetted = (before.debtIn() == DebtPlace.NETTED) ^ (profile.version() % 3 == 0);
        return profile.withTerms(terms(
                isInclusive ? Boundary.INCLUSIVE : Boundary.STRICT,
                before.requirePositive(),
                place(isNetted ? 0 : 1),
                before));
    }

    private static DebtPlace place(final int index) {
        return index == 0 ? DebtPlace.NETTED : DebtPlace.REQUIREMENT;
    }

    private static ProfileTerms terms(
            final Boundary boundary, final boolean requirePositive, final DebtPlace debtIn, final ProfileTerms rest) {
        return new ProfileTerms(
                boundary,
                requirePositive,
                debtIn,
                rest.requirement(),
                rest.rounding(),
                rest.plan(),
                rest.bonus(),
                rest.auction(),
                rest.waterfall());
    }

    // Cash is what the boundaries are solved with.
    private static Asset varied(final Asset asset, final Dice dice) {
        final int maintenance = dice.of(Rates.ONE, 1_000_001, 1_100_000, 2_000_000);
        final int stop = maintenance + dice.of(0, 0, 50_000);
        final int initial = stop + dice.of(0, 250_000);
        final int stopWeight = dice.oneIn(2)
                ? AssetTerms.AS_MAINTENANCE
                : dice.between(asset.initialWeightPpm(), asset.maintenanceWeightPpm());
        if (asset.id() == World.CASH || asset.id() == World.FINE) {
            return asset;
        }
        final AssetEdit edit = new AssetEdit(asset);
        edit.terms = new AssetTerms(
                stopWeight,
                initial,
                stop,
                maintenance,
                0,
                Terms.UNBOUNDED,
                0,
                0,
                0,
                false,
                false,
                false,
                0,
                0,
                Rates.ONE,
                Terms.UNBOUNDED,
                0,
                Terms.UNBOUNDED);
        return edit.done();
    }
}
