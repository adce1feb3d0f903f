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
 * @param orders what ends an order but a fill
 * @param throttle how much may be ordered in a second or an hour
 * @param rebalance how accounts are reduced before they come to a liquidation
 * @param scale how far the rates of all instruments may be scaled
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
        WaterfallTerms waterfall,
        OrderTerms orders,
        ThrottleTerms throttle,
        RebalanceTerms rebalance,
        ScaleTerms scale) {
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
            WaterfallTerms.PLAIN,
            OrderTerms.PLAIN,
            ThrottleTerms.PLAIN,
            RebalanceTerms.PLAIN,
            ScaleTerms.PLAIN);

    /** With orders that end by fills only, as many as are wanted. */
    public ProfileTerms(
            final Boundary boundary,
            final boolean requirePositive,
            final DebtPlace debtIn,
            final RequirementTerms requirement,
            final RoundingTerms rounding,
            final PlanTerms plan,
            final BonusTerms bonus,
            final AuctionTerms auction,
            final WaterfallTerms waterfall) {
        this(
                boundary,
                requirePositive,
                debtIn,
                requirement,
                rounding,
                plan,
                bonus,
                auction,
                waterfall,
                OrderTerms.PLAIN,
                ThrottleTerms.PLAIN,
                RebalanceTerms.PLAIN,
                ScaleTerms.PLAIN);
    }

    /** These with another boundary. */
    public ProfileTerms withBoundary(final Boundary other) {
        return with(other, this);
    }

    /** These with others of what is asked of positions. */
    public ProfileTerms withRequirement(final RequirementTerms others) {
        return with(boundary, others);
    }

    /** These with others about who pays. */
    public ProfileTerms withWaterfall(final WaterfallTerms others) {
        return with(boundary, others);
    }

    /** These with other terms of orders. */
    public ProfileTerms withOrders(final OrderTerms others) {
        return with(boundary, others);
    }

    /** These with other throttles. */
    public ProfileTerms withThrottle(final ThrottleTerms other) {
        return with(boundary, other);
    }

    /** These with another rebalancing. */
    public ProfileTerms withRebalance(final RebalanceTerms other) {
        return with(boundary, other);
    }

    /** These with other bounds of the margin scale. */
    public ProfileTerms withScale(final ScaleTerms others) {
        return with(boundary, others);
    }

    // The group takes the place of the one of its kind, where there is one.
    private ProfileTerms with(final Boundary newBoundary, final Record group) {
        return new ProfileTerms(
                newBoundary,
                requirePositive,
                debtIn,
                group instanceof RequirementTerms others ? others : requirement,
                rounding,
                plan,
                bonus,
                auction,
                group instanceof WaterfallTerms others ? others : waterfall,
                group instanceof OrderTerms others ? others : orders,
                group instanceof ThrottleTerms other ? other : throttle,
                group instanceof RebalanceTerms other ? other : rebalance,
                group instanceof ScaleTerms others ? others : scale);
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
                waterfall.map(each),
                orders.map(each),
                throttle.map(each),
                rebalance.map(each),
                scale.map(each));
    }
}
