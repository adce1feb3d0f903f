package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.util.List;

/**
 * Gives half of the small worlds a profile that seizes collateral for debts, and assets with bonuses, fees and factors. The choices come
 * from dice of their own, so that the other half stays as it was.
 */
final class LendingWorlds {
    private static final long OTHER_STREAM = 0x2545_F491_4F6C_DD1DL;
    private static final long MILLION_MICROS = 1_000_000;

    private LendingWorlds() {}

    static World varied(final World world, final long seed) {
        final Dice dice = new Dice(seed ^ OTHER_STREAM);
        if (world.isLarge() || dice.oneIn(2)) {
            return world;
        }
        final List<Asset> assets =
                world.assets().stream().map(asset -> varied(asset, dice)).toList();
        final World varied = new World(
                false,
                assets,
                world.instruments(),
                world.tables(),
                AuctionWorlds.auctioning(seizing(world.profile(), dice), new Dice(~seed ^ OTHER_STREAM)),
                world.guards(),
                world.accounts(),
                world.sources(),
                world.maxOrdersInFlight());
        final Definitions definitions = Definitions.none().replacedBy(varied.definitions());
        return new DefinitionsCheck(Definitions.none(), definitions).holds() ? varied : world;
    }

    static boolean seizes(final ProfileTerms profile) {
        return profile.plan().sizing() != Sizing.STOP_MARGIN && profile.plan().sizing() != Sizing.PORTION;
    }

    /** A profile that comes later in a world whose first one seizes: most of them do so too. */
    static Profile next(final Profile profile) {
        final Dice dice = new Dice(profile.version() ^ OTHER_STREAM);
        return dice.oneIn(12) ? profile : seizingOrAuctioning(profile, dice);
    }

    /** The profile with another plan, and another bonus or an auction. */
    static Profile seizingOrAuctioning(final Profile profile, final Dice dice) {
        final Profile seizing = seizing(profile, dice);
        final PlanTerms plan = seizing.terms().plan();
        final long drawn = profile.version() + plan.leftoverMicros() + plan.closeFactorPpm() + plan.targetHealthPpm();
        return AuctionWorlds.auctioning(seizing, new Dice(drawn ^ ~OTHER_STREAM));
    }

    // An auction goes with its bonus.
    private static Profile seizing(final Profile profile, final Dice dice) {
        final Sizing sizing = dice.of(
                Sizing.CLOSE_FACTOR,
                Sizing.TARGET_HEALTH,
                Sizing.TARGET_HEALTH,
                Sizing.HEALTH_YIELD,
                Sizing.HEALTH_YIELD,
                Sizing.FULL,
                Sizing.FULL);
        return profile.withTerms(with(profile.terms(), plan(sizing, dice), bonus(sizing, dice), AuctionTerms.PLAIN));
    }

    static ProfileTerms with(
            final ProfileTerms terms, final PlanTerms plan, final BonusTerms bonus, final AuctionTerms auction) {
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                terms.requirement(),
                terms.rounding(),
                plan,
                bonus,
                auction,
                terms.waterfall());
    }

    private static PlanTerms plan(final Sizing sizing, final Dice dice) {
        final boolean isCloseFactor = sizing == Sizing.CLOSE_FACTOR;
        return plan(
                sizing,
                isCloseFactor ? dice.of(1, 100_000, 500_000, 500_000, 900_000, Rates.ONE) : 0,
                dice.of(0, 500_000, 900_000, 950_000),
                isCloseFactor ? dice.of(0L, 1L, 1_000L, 100_000L) * MILLION_MICROS : 0,
                dice.of(0L, 1L, 1_000L, 1_000L, 1_000_000L) * MILLION_MICROS,
                sizing == Sizing.TARGET_HEALTH ? dice.of(Rates.ONE, Rates.ONE, 1_200_000, 2 * Rates.ONE) : 0);
    }

    static PlanTerms plan(
            final Sizing sizing,
            final int closeFactorPpm,
            final int fullBelowHealthPpm,
            final long fullBelowMicros,
            final long leftoverMicros,
            final int targetHealthPpm) {
        return new PlanTerms(
                sizing,
                0,
                0,
                Terms.UNBOUNDED,
                closeFactorPpm,
                fullBelowHealthPpm,
                fullBelowMicros,
                leftoverMicros,
                targetHealthPpm,
                Rates.ONE,
                0,
                0);
    }

    private static BonusTerms bonus(final Sizing sizing, final Dice dice) {
        if (sizing == Sizing.HEALTH_YIELD) {
            return new BonusTerms(BonusShape.FIXED, 0, 0, 0, dice.of(0, 50_000, 150_000, 899_999));
        }
        final int least = dice.of(0, 0, 20_000);
        final int most = dice.of(50_000, 150_000, Rates.ONE, BonusTerms.PLAIN.maxPpm());
        return switch (dice.below(6)) {
            case 0, 1, 2 -> BonusTerms.PLAIN;
            case 3 ->
                new BonusTerms(
                        BonusShape.BY_HEALTH,
                        dice.of(0, 10_000, 50_000),
                        dice.of(0, 500_000, 2_000_000, 8_000_000),
                        least,
                        most);
            default -> new BonusTerms(BonusShape.BY_LLTV, 0, dice.of(0, 300_000, 899_999), least, most);
        };
    }

    private static Asset varied(final Asset asset, final Dice dice) {
        final AssetEdit edit = new AssetEdit(asset);
        final int bonus = dice.of(0, 50_000, 100_000, 250_000);
        final int fee = dice.of(0, 100_000, 333_333, Rates.ONE);
        final int factor = dice.of(Rates.ONE, 930_000, 500_000, 0);
        if (asset.priceId() == 0) { // its weight is what boundaries are solved with
            edit.terms = shares(edit.terms, 0, fee, factor);
        } else {
            edit.terms = shares(edit.terms, bonus, fee, factor);
            weigh(edit, asset.maintenanceWeightPpm() == 0 ? 800_000 : asset.maintenanceWeightPpm());
        }
        return edit.done();
    }

    /** Sets the maintenance weight, and lowers whatever the bonus and the new weight do not allow. */
    static void weigh(final AssetEdit edit, final int maintenanceWeightPpm) {
        final long most = (long) Rates.ONE * Rates.ONE / (Rates.ONE + edit.terms.bonusPpm());
        edit.maintenanceWeightPpm = (int) Math.min(maintenanceWeightPpm, most);
        edit.initialWeightPpm = Math.min(edit.initialWeightPpm, edit.maintenanceWeightPpm);
        if (edit.terms.stopWeightPpm() > edit.maintenanceWeightPpm) {
            final int[] next = {0};
            edit.terms = edit.terms.map(value -> next[0]++ == 0 ? AssetTerms.AS_MAINTENANCE : value);
        }
    }

    private static AssetTerms shares(final AssetTerms terms, final int bonus, final int fee, final int factor) {
        return new AssetTerms(
                terms.stopWeightPpm(),
                terms.initialLiabilityWeightPpm(),
                terms.stopLiabilityWeightPpm(),
                terms.maintenanceLiabilityWeightPpm(),
                terms.sizeFactor(),
                terms.valueCapMicros(),
                terms.domainId(),
                bonus,
                fee,
                terms.notCollateral(),
                terms.cancelsRisk(),
                terms.indexed(),
                terms.debtOf(),
                terms.weightTableId(),
                factor,
                Terms.UNBOUNDED,
                terms.maxIndexPpm(),
                terms.domainCapMicros());
    }
}
