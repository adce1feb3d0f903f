package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;
import java.util.function.LongUnaryOperator;

/**
 * How much one liquidation closes or repays, and at what limit. Amounts in millionths of the valuation currency.
 *
 * @param sizing which of these settings count
 * @param portionPpm the share of a position's notional that one liquidation closes
 * @param minNotionalMicros a portion is at least this
 * @param maxAccountNotionalMicros most that one record closes of an account
 * @param closeFactorPpm the share of all debt that one liquidation repays
 * @param fullBelowHealthPpm at this health ratio or below everything may be repaid
 * @param fullBelowMicros a position, or a debt or its collateral, that is worth less closes in full
 * @param leftoverMicros a remainder of debt or collateral worth less than this may not stay
 * @param targetHealthPpm the health ratio to reach
 * @param fillableBankruptcyAdjustmentPpm how fast the fillable spread grows with 1 - B/R
 * @param fillableSpreadPpm widest fillable spread as a multiple of the position's maintenance margin; 0: the limit spread holds
 * @param storeFrontFactorPpm the share of a liquidation factor's discount that the venue passes on to whoever buys what it seized
 */
public record PlanTerms(
        Sizing sizing,
        int portionPpm,
        long minNotionalMicros,
        long maxAccountNotionalMicros,
        int closeFactorPpm,
        int fullBelowHealthPpm,
        long fullBelowMicros,
        long leftoverMicros,
        int targetHealthPpm,
        int fillableBankruptcyAdjustmentPpm,
        int fillableSpreadPpm,
        int storeFrontFactorPpm) {
    /** The fewest steps that bring the balance up to the stop margin. */
    public static final PlanTerms PLAIN =
            new PlanTerms(Sizing.STOP_MARGIN, 0, 0, Terms.UNBOUNDED, 0, 0, 0, 0, 0, Rates.ONE, 0, 0);

    PlanTerms map(final LongUnaryOperator each) {
        return new PlanTerms(
                Sizing.get((short) each.applyAsLong(sizing.value())),
                Terms.number(each, portionPpm),
                each.applyAsLong(minNotionalMicros),
                each.applyAsLong(maxAccountNotionalMicros),
                Terms.number(each, closeFactorPpm),
                Terms.number(each, fullBelowHealthPpm),
                each.applyAsLong(fullBelowMicros),
                each.applyAsLong(leftoverMicros),
                Terms.number(each, targetHealthPpm),
                Terms.number(each, fillableBankruptcyAdjustmentPpm),
                Terms.number(each, fillableSpreadPpm),
                Terms.number(each, storeFrontFactorPpm));
    }
}
