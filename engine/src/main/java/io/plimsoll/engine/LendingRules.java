package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.util.Set;

/**
 * What definitions must satisfy before debts are liquidated by them (docs/internals/lending.md, Definitions). Each answer is null, or one sentence
 * that names the rule. Stateless.
 */
final class LendingRules {
    private static final Set<Sizing> SIZINGS = Set.of(
            Sizing.STOP_MARGIN,
            Sizing.PORTION,
            Sizing.FULL,
            Sizing.CLOSE_FACTOR,
            Sizing.TARGET_HEALTH,
            Sizing.HEALTH_YIELD);

    private static final int MIN_TARGET_HEALTH = Rates.ONE;
    private static final int MAX_TARGET_HEALTH = 2 * Rates.ONE;
    /** A bonus or discount of at most so much keeps 1 / (1 - it) a 64-bit number at 10^18. */
    private static final int MAX_DISCOUNT = 900_000;

    private static final int MAX_SLOPE = 8 * Rates.ONE;
    private static final int NO_BOUND = BonusTerms.PLAIN.maxPpm();

    private LendingRules() {}

    static String defect(final ProfileTerms terms) {
        final String defect = planDefect(terms.plan());
        final String bonus =
                defect == null ? bonusDefect(terms.bonus(), terms.plan().sizing()) : defect;
        return bonus == null ? AuctionRules.defect(terms) : bonus;
    }

    /** Whether a sizing has debts repaid by taking collateral. */
    static boolean isSeizing(final Sizing sizing) {
        return switch (sizing) {
            case FULL, CLOSE_FACTOR, TARGET_HEALTH, HEALTH_YIELD -> true;
            default -> false;
        };
    }

    private static String planDefect(final PlanTerms plan) {
        if (!SIZINGS.contains(plan.sizing())) {
            return "its plan.sizing is not known to these rules";
        }
        if (plan.sizing() == Sizing.CLOSE_FACTOR && !isWithin(1, plan.closeFactorPpm(), Rates.ONE)) {
            return "the close factor must be above 0 and at most 1";
        }
        if (plan.sizing() == Sizing.TARGET_HEALTH
                && !isWithin(MIN_TARGET_HEALTH, plan.targetHealthPpm(), MAX_TARGET_HEALTH)) {
            return "the target health must be 1 to 2";
        }
        if (!isWithin(0, plan.storeFrontFactorPpm(), Rates.ONE)) {
            return "the store front factor must be 0 to 1";
        }
        return !isWithin(0, plan.fullBelowHealthPpm(), Rates.ONE)
                        || plan.fullBelowMicros() < 0
                        || plan.leftoverMicros() < 0
                ? "the health and the values below which everything is repaid must be 0 or more, the health at most 1"
                : null;
    }

    private static String bonusDefect(final BonusTerms bonus, final Sizing sizing) {
        switch (bonus.shape()) {
            case FIXED, BY_HEALTH, BY_TIME -> {
                // no bounds of their own
            }
            case BY_LLTV -> {
                if (bonus.slopePpm() >= MAX_DISCOUNT) {
                    return "the slope of a bonus by weight must be below 0.9";
                }
            }
            default -> {
                return "its bonus.shape is not known to these rules";
            }
        }
        if (sizing == Sizing.HEALTH_YIELD && bonus.maxPpm() >= MAX_DISCOUNT) {
            return "the greatest discount must be stated and below 0.9";
        }
        final boolean isBounded = bonus.maxPpm() != NO_BOUND;
        return isWithin(0, bonus.startPpm(), Rates.ONE)
                        && isWithin(0, bonus.slopePpm(), MAX_SLOPE)
                        && isWithin(0, bonus.minPpm(), Rates.ONE)
                        && (!isBounded || isWithin(bonus.minPpm(), bonus.maxPpm(), Rates.ONE))
                ? null
                : "bonuses must be 0 <= least <= greatest <= 1, the start at most 1, the slope at most 8";
    }

    static String defect(final Factor asset, final ProfileTerms profile) {
        final AssetTerms terms = asset.assetTerms;
        if (!isWithin(0, terms.bonusPpm(), Rates.ONE)
                || !isWithin(0, terms.protocolFeePpm(), Rates.ONE)
                || !isWithin(0, terms.liquidationFactorPpm(), Rates.ONE)) {
            return "bonus, protocol fee and liquidation factor must be 0 to 1";
        }
        if (profile.bonus().shape() == BonusShape.BY_TIME) {
            return AuctionRules.defect(asset, profile.auction()); // what is sold for a debt is no matter of the bonus
        }
        // else what is taken counts for more than the debt that it repays
        return asset.maintenanceWeightPpm * (Rates.ONE + (long) terms.bonusPpm()) > (long) Rates.ONE * Rates.ONE
                ? "the maintenance weight with the bonus on top must be at most 1"
                : null;
    }

    private static boolean isWithin(final int least, final int value, final int most) {
        return value >= least && value <= most;
    }
}
