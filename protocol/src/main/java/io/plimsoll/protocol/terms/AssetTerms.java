package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import java.util.function.LongUnaryOperator;

/**
 * What an asset's definition may say beyond the plain rules.
 *
 * @param stopWeightPpm share of a positive balance that counts for stop margin; {@link #AS_MAINTENANCE}: the maintenance weight
 * @param initialLiabilityWeightPpm what a debt counts for initial margin, ppm of its value
 * @param stopLiabilityWeightPpm what a debt counts for stop margin, ppm of its value
 * @param maintenanceLiabilityWeightPpm what a debt counts for maintenance margin, ppm of its value
 * @param sizeFactor how the weights get worse with the square root of a balance in whole units, 10^-9 per root; 0: not
 * @param valueCapMicros most that a positive balance counts before its weights, millionths of the valuation currency
 * @param domainId the group of assets that the cap bounds together; 0: none
 * @param bonusPpm what a liquidator gets on top of what the seized asset repays, ppm of it
 * @param protocolFeePpm the share of the bonus that the protocol keeps
 * @param notCollateral whether a positive balance counts nothing for any margin, only for net worth
 * @param cancelsRisk whether a positive balance counts only against requirements of its own underlying
 * @param indexed whether balances are in units of the ledger, which an interest index turns into amounts
 * @param debtOf the asset that this one is the debt side of; 0: none
 * @param weightTableId the table by which the weights fall as the worth of a balance grows, its rates being 1 - weight; 0: none
 * @param liquidationFactorPpm the share of a seized balance's value that is credited against the debt where everything is seized
 * @param depositCapMicros worth of all deposits beyond which the initial weight shrinks in proportion, millionths of the valuation currency
 * @param maxIndexPpm the most that an interest index of it may be, ppm; 0: it has none
 * @param domainCapMicros most that all positive balances of one account in the domain count together, weighted, for each purpose, millionths
 *     of the valuation currency
 */
public record AssetTerms(
        int stopWeightPpm,
        int initialLiabilityWeightPpm,
        int stopLiabilityWeightPpm,
        int maintenanceLiabilityWeightPpm,
        long sizeFactor,
        long valueCapMicros,
        int domainId,
        int bonusPpm,
        int protocolFeePpm,
        boolean notCollateral,
        boolean cancelsRisk,
        boolean indexed,
        int debtOf,
        int weightTableId,
        int liquidationFactorPpm,
        long depositCapMicros,
        long maxIndexPpm,
        long domainCapMicros) {
    /** A stop weight that is the maintenance weight, whatever that is. */
    public static final int AS_MAINTENANCE = -1;

    /** Of a definition that says none of it. */
    public static final AssetTerms PLAIN = new AssetTerms(
            AS_MAINTENANCE,
            Rates.ONE,
            Rates.ONE,
            Rates.ONE,
            0,
            Terms.UNBOUNDED,
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
            Terms.UNBOUNDED);

    /** The same terms with each number as the function has it, in the order of the components. */
    public AssetTerms map(final LongUnaryOperator each) {
        return new AssetTerms(
                Terms.number(each, stopWeightPpm),
                Terms.number(each, initialLiabilityWeightPpm),
                Terms.number(each, stopLiabilityWeightPpm),
                Terms.number(each, maintenanceLiabilityWeightPpm),
                each.applyAsLong(sizeFactor),
                each.applyAsLong(valueCapMicros),
                Terms.number(each, domainId),
                Terms.number(each, bonusPpm),
                Terms.number(each, protocolFeePpm),
                Terms.flag(each, notCollateral),
                Terms.flag(each, cancelsRisk),
                Terms.flag(each, indexed),
                Terms.number(each, debtOf),
                Terms.number(each, weightTableId),
                Terms.number(each, liquidationFactorPpm),
                each.applyAsLong(depositCapMicros),
                each.applyAsLong(maxIndexPpm),
                each.applyAsLong(domainCapMicros));
    }
}
