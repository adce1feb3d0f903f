package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import java.util.function.LongUnaryOperator;

/**
 * What a profile may say beyond the plain rules.
 *
 * @param boundary what "below the requirement" means
 * @param requirePositive whether below the requirement also asks for a requirement above 0
 * @param debtIn where a debt counts
 * @param requirement what is asked of positions, and what their profit counts
 * @param rounding how terms are rounded
 * @param plan how much one liquidation closes or repays
 * @param bonus what a liquidator gets for repaying a debt
 * @param auction how an auction's price falls
 * @param waterfall who pays for what a bankrupt account owes
 */
public record ProfileTerms(
        Boundary boundary,
        boolean requirePositive,
        DebtPlace debtIn,
        RequirementTerms requirement,
        RoundingTerms rounding,
        PlanTerms plan,
        BonusTerms bonus,
        AuctionTerms auction,
        WaterfallTerms waterfall) {
    /** Of a profile that says none of it. */
    public static final ProfileTerms PLAIN = new ProfileTerms(
            Boundary.STRICT,
            false,
            DebtPlace.NETTED,
            RequirementTerms.PLAIN,
            RoundingTerms.PLAIN,
            PlanTerms.PLAIN,
            BonusTerms.PLAIN,
            AuctionTerms.PLAIN,
            WaterfallTerms.PLAIN);

    /** These with another boundary. */
    public ProfileTerms withBoundary(final Boundary other) {
        return new ProfileTerms(other, requirePositive, debtIn, requirement, rounding, plan, bonus, auction, waterfall);
    }

    /** The same terms with each number as the function has it, in the order of the components; an enum's is its value. */
    public ProfileTerms map(final LongUnaryOperator each) {
        return new ProfileTerms(
                Boundary.get((short) each.applyAsLong(boundary.value())),
                Terms.flag(each, requirePositive),
                DebtPlace.get((short) each.applyAsLong(debtIn.value())),
                requirement.map(each),
                rounding.map(each),
                plan.map(each),
                bonus.map(each),
                auction.map(each),
                waterfall.map(each));
    }
}
