package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import java.util.function.LongUnaryOperator;

/**
 * What an instrument's definition may say beyond the plain rules.
 *
 * @param marginTableId the table by which the rates rise with notional; 0: none
 * @param sizeFactor how the rates rise with the square root of a position in whole units, 10^-9 per root; 0: not
 * @param maintenanceOfInitialPpm maintenance margin as a share of initial margin, taken of the rounded amount; 0: a rate of its own
 * @param profitInitialWeightPpm share of an open position's profit that counts for initial margin; a loss counts in full
 * @param profitMaintenanceWeightPpm share of an open position's profit that counts for stop and maintenance margin
 * @param openInterestLowerMicros open interest from which the initial rate rises toward 1, millionths of the settlement asset
 * @param openInterestUpperMicros open interest at which the initial rate is 1; 0: it does not rise
 * @param penaltyPpm what the account pays for being liquidated, ppm of the notional closed
 * @param costPpm expected cost of closing beside the penalty, ppm of the notional closed
 * @param fundId the insurance fund that answers for it; 0: the shared one
 * @param maxLeverage L: the initial rate is 1/L and the maintenance rate 1/(2L); 0: the definition's rates
 * @param notRebalanced whether no rebalancing touches its positions
 * @param contractValue what one inverse contract stands for in the quote currency, price mantissa; 0: not inverse
 * @param worthDecimals decimals of the settlement asset that what one inverse contract is worth is rounded down to
 */
public record InstrumentTerms(
        int marginTableId,
        long sizeFactor,
        int maintenanceOfInitialPpm,
        int profitInitialWeightPpm,
        int profitMaintenanceWeightPpm,
        long openInterestLowerMicros,
        long openInterestUpperMicros,
        int penaltyPpm,
        int costPpm,
        int fundId,
        int maxLeverage,
        boolean notRebalanced,
        long contractValue,
        int worthDecimals) {
    /** Of a definition that says none of it. */
    public static final InstrumentTerms PLAIN =
            new InstrumentTerms(0, 0, 0, Rates.ONE, Rates.ONE, 0, 0, 0, 0, 0, 0, false, 0, 0);

    /** Of an instrument whose positions may be rebalanced. */
    public InstrumentTerms(
            final int marginTableId,
            final long sizeFactor,
            final int maintenanceOfInitialPpm,
            final int profitInitialWeightPpm,
            final int profitMaintenanceWeightPpm,
            final long openInterestLowerMicros,
            final long openInterestUpperMicros,
            final int penaltyPpm,
            final int costPpm,
            final int fundId,
            final int maxLeverage) {
        this(
                marginTableId,
                sizeFactor,
                maintenanceOfInitialPpm,
                profitInitialWeightPpm,
                profitMaintenanceWeightPpm,
                openInterestLowerMicros,
                openInterestUpperMicros,
                penaltyPpm,
                costPpm,
                fundId,
                maxLeverage,
                false,
                0,
                0);
    }

    /** These, of an instrument that no rebalancing touches. */
    public InstrumentTerms withoutRebalancing() {
        return new InstrumentTerms(
                marginTableId,
                sizeFactor,
                maintenanceOfInitialPpm,
                profitInitialWeightPpm,
                profitMaintenanceWeightPpm,
                openInterestLowerMicros,
                openInterestUpperMicros,
                penaltyPpm,
                costPpm,
                fundId,
                maxLeverage,
                true,
                contractValue,
                worthDecimals);
    }

    /** These, of an inverse contract. */
    public InstrumentTerms ofContract(final long newContractValue, final int newWorthDecimals) {
        return new InstrumentTerms(
                marginTableId,
                sizeFactor,
                maintenanceOfInitialPpm,
                profitInitialWeightPpm,
                profitMaintenanceWeightPpm,
                openInterestLowerMicros,
                openInterestUpperMicros,
                penaltyPpm,
                costPpm,
                fundId,
                maxLeverage,
                notRebalanced,
                newContractValue,
                newWorthDecimals);
    }

    /** These, of an instrument whose rates are its own at any size but for what that size factor adds. */
    public InstrumentTerms withRates(final long otherSizeFactor) {
        return new InstrumentTerms(
                marginTableId,
                otherSizeFactor,
                0,
                profitInitialWeightPpm,
                profitMaintenanceWeightPpm,
                openInterestLowerMicros,
                openInterestUpperMicros,
                penaltyPpm,
                costPpm,
                fundId,
                0,
                notRebalanced,
                contractValue,
                worthDecimals);
    }

    /** The same terms with each number as the function has it, in the order of the components. */
    public InstrumentTerms map(final LongUnaryOperator each) {
        return new InstrumentTerms(
                Terms.number(each, marginTableId),
                each.applyAsLong(sizeFactor),
                Terms.number(each, maintenanceOfInitialPpm),
                Terms.number(each, profitInitialWeightPpm),
                Terms.number(each, profitMaintenanceWeightPpm),
                each.applyAsLong(openInterestLowerMicros),
                each.applyAsLong(openInterestUpperMicros),
                Terms.number(each, penaltyPpm),
                Terms.number(each, costPpm),
                Terms.number(each, fundId),
                Terms.number(each, maxLeverage),
                Terms.flag(each, notRebalanced),
                each.applyAsLong(contractValue),
                Terms.number(each, worthDecimals));
    }
}
