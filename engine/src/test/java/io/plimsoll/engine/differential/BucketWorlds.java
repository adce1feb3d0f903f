package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Buckets;
import io.plimsoll.engine.naive.Definition;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RebalanceTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import io.plimsoll.protocol.terms.ScaleTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.util.List;

/**
 * Has a sixth of the worlds count profits in the buckets of settlement assets, with all taken from them that does not go with it. The
 * choices come from dice of their own, so that the others stay as they were.
 */
final class BucketWorlds {
    private static final long OTHER_STREAM = 0x428A_2F98_D728_AE22L;

    private BucketWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (!dice.oneIn(6)) {
            return world;
        }
        final World varied = new World(
                world.isLarge(),
                world.isLarge()
                        ? world.assets()
                        : world.assets().stream()
                                .map(asset -> weighed(asset, dice))
                                .toList(),
                world.instruments().stream()
                        .map(instrument -> weighed(instrument, dice))
                        .toList(),
                List.of(),
                with(world.profile()),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    /** Whether profits count in buckets, at least with the world's first profile. */
    static boolean isOneOf(final World world) {
        return Buckets.areInForce(Definitions.none().replacedBy(List.of(world.profile())));
    }

    /** What comes later in such a world: profiles have buckets too, mostly without what does not go with them, or do without. */
    static Definition next(final Script script, final Definition staged) {
        if (!isOneOf(script.world())
                || !(staged instanceof Profile profile)
                || profile.version() == script.world().profile().version()) {
            return staged;
        }
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        return switch (dice.below(8)) {
            case 0 -> profile.withTerms(with(profile.terms(), RequirementTerms.PLAIN));
            case 1 -> profile.withTerms(with(profile.terms(), inBuckets()));
            default -> profile.warningRatioPpm() < Rates.ONE ? profile : with(profile);
        };
    }

    private static Profile with(final Profile profile) {
        final ProfileTerms before = profile.terms();
        return profile.withWarningRatio(Rates.ONE)
                .withTerms(new ProfileTerms(
                        Boundary.STRICT,
                        false,
                        DebtPlace.NETTED,
                        inBuckets(),
                        RoundingTerms.PLAIN,
                        PlanTerms.PLAIN,
                        BonusTerms.PLAIN,
                        AuctionTerms.PLAIN,
                        ranked(before.waterfall()),
                        before.orders(),
                        before.throttle(),
                        RebalanceTerms.PLAIN,
                        ScaleTerms.PLAIN));
    }

    private static RequirementTerms inBuckets() {
        final RequirementTerms plain = RequirementTerms.PLAIN;
        return new RequirementTerms(
                ProfitPlace.SETTLEMENT_ASSET,
                plain.profitCapMicros(),
                plain.openOrderFeeMicros(),
                plain.openOrdersInMaintenance(),
                plain.cancelSeconds(),
                plain.sizeShapePpm(),
                plain.ratePrecisionPpm());
    }

    private static ProfileTerms with(final ProfileTerms terms, final RequirementTerms requirement) {
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                requirement,
                terms.rounding(),
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall(),
                terms.orders(),
                terms.throttle(),
                terms.rebalance(),
                terms.scale());
    }

    private static WaterfallTerms ranked(final WaterfallTerms before) {
        return new WaterfallTerms(
                before.fundDraws(),
                before.maxDrawMicros(),
                before.socialise(),
                before.deleverage() == Deleveraging.LEVERAGE_TIMES_RATIO
                        ? Deleveraging.PROFIT_BY_EQUITY
                        : before.deleverage(),
                before.deleverageAfter(),
                before.penalty());
    }

    private static Instrument weighed(final Instrument instrument, final Dice dice) {
        final int maintenance = dice.of(Rates.ONE, Rates.ONE, 0, 500_000, 999_999);
        final int initial = dice.oneIn(2) ? maintenance : dice.between(0, maintenance);
        final InstrumentTerms before = instrument.terms();
        final InstrumentEdit edit = new InstrumentEdit(instrument);
        edit.stopPpm = Math.max(1, edit.stopPpm);
        edit.initialPpm = Math.max(edit.stopPpm, edit.initialPpm);
        edit.terms = new InstrumentTerms(
                0,
                0,
                0,
                initial,
                maintenance,
                before.openInterestLowerMicros(),
                before.openInterestUpperMicros(),
                before.penaltyPpm(),
                before.costPpm(),
                before.fundId(),
                0);
        return edit.done();
    }

    // What boundaries are solved with keeps its weights, and no asset those of an auction or a seizure.
    private static Asset weighed(final Asset asset, final Dice dice) {
        final AssetEdit edit = new AssetEdit(asset);
        final boolean isSolvedWith = asset.id() == World.CASH || asset.id() == World.FINE;
        final int maintenance = isSolvedWith ? Rates.ONE : dice.of(Rates.ONE, 1_000_001, 1_100_000, 3_000_000);
        final int stop = isSolvedWith ? maintenance : maintenance + dice.of(0, 0, 50_000);
        final int initial = isSolvedWith ? stop : stop + dice.of(0, 250_000);
        edit.terms = new AssetTerms(
                isSolvedWith || dice.oneIn(2)
                        ? AssetTerms.AS_MAINTENANCE
                        : dice.between(asset.initialWeightPpm(), asset.maintenanceWeightPpm()),
                initial,
                stop,
                maintenance,
                0,
                AssetTerms.PLAIN.valueCapMicros(),
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
                AssetTerms.PLAIN.domainCapMicros());
        return edit.done();
    }
}
