package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * What definitions must satisfy before collateral is auctioned by them (docs/internals/auctions.md, Which profile auctions). Each answer is
 * null, or one sentence that names the rule. Stateless.
 */
final class AuctionRules {
    private static final int MAX_START = 10 * Rates.ONE;
    private static final int MAX_SECONDS = 1_000_000_000;
    private static final Int128 PRICES_TO = new Int128().setProduct(1L << 59, Rates.ONE);

    private AuctionRules() {}

    static String defect(final ProfileTerms terms) {
        final AuctionTerms auction = terms.auction();
        if (terms.bonus().shape() != BonusShape.BY_TIME) {
            return auction.equals(AuctionTerms.PLAIN) ? null : "an auction needs a bonus.shape by time";
        }
        if (terms.plan().sizing() != Sizing.FULL
                && terms.plan().sizing() != Sizing.CLOSE_FACTOR
                && terms.plan().sizing() != Sizing.TARGET_HEALTH) {
            return "an auction's plan.sizing must be full, by a close factor or to a target health";
        }
        final PriceCurve curve = auction.curve();
        if (curve != PriceCurve.LINEAR && curve != PriceCurve.STAIR_STEP && curve != PriceCurve.EXPONENTIAL) {
            return "an auction's curve must be linear, stair step or exponential";
        }
        if (auction.startPpm() < 1 || auction.startPpm() > MAX_START) {
            return "an auction must start above 0 and at most at 10 times the price";
        }
        if (auction.tailSeconds() < 0
                || auction.tailSeconds() > MAX_SECONDS
                || auction.cuspPpm() < 0
                || auction.cuspPpm() >= Rates.ONE) {
            return "an auction must start again after at most 10^9 seconds, or below a part of its start that is less than 1";
        }
        final boolean isCut = curve != PriceCurve.LINEAR;
        return isSeconds(auction.tauSeconds(), curve == PriceCurve.LINEAR)
                        && isSeconds(auction.stepSeconds(), curve == PriceCurve.STAIR_STEP)
                        && (isCut ? auction.cut() > 0 && auction.cut() < UnitDebts.ONE : auction.cut() == 0)
                ? null
                : "an auction must state what its curve goes by and nothing else: 1 to 10^9 seconds, a cut between 0 and 1";
    }

    private static boolean isSeconds(final int seconds, final boolean isStated) {
        return isStated ? seconds > 0 && seconds <= MAX_SECONDS : seconds == 0;
    }

    static String defect(final Factor asset, final AuctionTerms auction) {
        return new Int128().setProduct(asset.maxPrice, auction.startPpm()).compareTo(PRICES_TO) > 0
                ? "an auction could start at a price that no limit allows"
                : null;
    }
}
