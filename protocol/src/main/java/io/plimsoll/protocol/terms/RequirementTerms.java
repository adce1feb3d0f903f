package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.ProfitPlace;
import java.util.function.LongUnaryOperator;

/**
 * What is asked of positions, and what their profit counts.
 *
 * @param profitIn where the profit or loss of an open position counts
 * @param profitCapMicros most that the profit of one position counts for initial margin, millionths of the valuation currency
 * @param openOrderFeeMicros what each open order adds to the requirement, millionths of the valuation currency
 * @param openOrdersInMaintenance whether open orders count for stop and maintenance margin as for initial margin
 * @param cancelSeconds how long a unit's own open orders that count for maintenance may stand after it was told to cancel them, seconds of event
 *     time; 0: they do not count
 * @param sizeShapePpm the share of a base rate or weight that a size factor's root is added to
 * @param ratePrecisionPpm rates and weights that follow from a size are rounded down to a multiple of this
 * @param initialOfWhole whether initial margin by a margin table is of all of a notional at the rate of the last tier that it reaches
 * @param stopOnTop whether what stop margin is above maintenance margin is added to a rate or weight by size, in place of having a size's itself
 */
public record RequirementTerms(
        ProfitPlace profitIn,
        long profitCapMicros,
        long openOrderFeeMicros,
        boolean openOrdersInMaintenance,
        int cancelSeconds,
        int sizeShapePpm,
        int ratePrecisionPpm,
        boolean initialOfWhole,
        boolean stopOnTop) {
    /** Of a profile that says none of it. */
    public static final RequirementTerms PLAIN =
            new RequirementTerms(ProfitPlace.EQUITY, Terms.UNBOUNDED, 0, false, 0, Rates.ONE, 1);

    /** Of a profile that asks initially for each part of a notional at the rate of its own tier, and that has each rate rise with a size by itself. */
    public RequirementTerms(
            final ProfitPlace profitIn,
            final long profitCapMicros,
            final long openOrderFeeMicros,
            final boolean openOrdersInMaintenance,
            final int cancelSeconds,
            final int sizeShapePpm,
            final int ratePrecisionPpm) {
        this(
                profitIn,
                profitCapMicros,
                openOrderFeeMicros,
                openOrdersInMaintenance,
                cancelSeconds,
                sizeShapePpm,
                ratePrecisionPpm,
                false,
                false);
    }

    /** These with others of the two that the short constructor has not. */
    public RequirementTerms with(final boolean isInitialOfWhole, final boolean isStopOnTop) {
        return new RequirementTerms(
                profitIn,
                profitCapMicros,
                openOrderFeeMicros,
                openOrdersInMaintenance,
                cancelSeconds,
                sizeShapePpm,
                ratePrecisionPpm,
                isInitialOfWhole,
                isStopOnTop);
    }

    RequirementTerms map(final LongUnaryOperator each) {
        return new RequirementTerms(
                ProfitPlace.get((short) each.applyAsLong(profitIn.value())),
                each.applyAsLong(profitCapMicros),
                each.applyAsLong(openOrderFeeMicros),
                Terms.flag(each, openOrdersInMaintenance),
                Terms.number(each, cancelSeconds),
                Terms.number(each, sizeShapePpm),
                Terms.number(each, ratePrecisionPpm),
                Terms.flag(each, initialOfWhole),
                Terms.flag(each, stopOnTop));
    }
}
