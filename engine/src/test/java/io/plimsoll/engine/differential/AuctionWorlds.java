package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/** Gives some of the profiles that seize an auction in place of a bonus. The choices come from dice of their own. */
final class AuctionWorlds {
    private static final long ONE = 1_000_000_000_000_000_000L;

    private AuctionWorlds() {}

    /** A third of the profiles that may auction do. */
    static Profile auctioning(final Profile profile, final Dice dice) {
        final Sizing sizing = profile.terms().plan().sizing();
        final boolean mayAuction =
                sizing == Sizing.FULL || sizing == Sizing.CLOSE_FACTOR || sizing == Sizing.TARGET_HEALTH;
        return mayAuction && dice.oneIn(3) ? profile.withTerms(with(profile.terms(), terms(dice))) : profile;
    }

    static ProfileTerms with(final ProfileTerms terms, final AuctionTerms auction) {
        final BonusTerms plain = BonusTerms.PLAIN;
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                terms.requirement(),
                terms.rounding(),
                terms.plan(),
                new BonusTerms(BonusShape.BY_TIME, plain.startPpm(), plain.slopePpm(), plain.minPpm(), plain.maxPpm()),
                auction,
                terms.waterfall(),
                terms.orders(),
                terms.throttle(),
                terms.rebalance(),
                terms.scale());
    }

    /** Whether auctions of the profile may end by themselves. */
    static boolean mayStartAgain(final ProfileTerms terms) {
        return terms.auction().tailSeconds() > 0 || terms.auction().cuspPpm() > 0;
    }

    private static AuctionTerms terms(final Dice dice) {
        final int start = dice.of(1_000_000, 1_200_000, 1_000_001, 1, 10_000_000);
        final long cut = dice.of(ONE - 1, 999_000_000_000_000_000L, 900_000_000_000_000_000L, ONE / 2, 1L);
        final int tail = dice.of(0, 0, 1, 5, 30, 1_000_000_000);
        final int cusp = dice.of(0, 1, 300_000, 800_000, 999_999);
        return switch (dice.below(3)) {
            case 0 ->
                new AuctionTerms(PriceCurve.LINEAR, start, dice.of(1, 20, 3_600, 1_000_000_000), 0, 0, tail, cusp);
            case 1 ->
                new AuctionTerms(PriceCurve.STAIR_STEP, start, 0, cut, dice.of(1, 4, 90, 1_000_000_000), tail, cusp);
            default -> new AuctionTerms(PriceCurve.EXPONENTIAL, start, 0, cut, 0, tail, cusp);
        };
    }
}
