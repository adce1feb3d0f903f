package io.plimsoll.daemon.report;

import io.plimsoll.daemon.report.DebtReading.Side;
import io.plimsoll.engine.MarginView;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a venue that seizes tells of an account by average rates, which it rounds down to its {@code ratePrecision} before it multiplies:
 * Aave's {@code calculateUserAccountData} and {@code calculateAvailableBorrows} (docs/operating/margin.md). Immutable.
 *
 * @param ltv what all collateral counts for initial margin, a share of its worth
 * @param threshold the same for maintenance margin
 * @param maxBorrow what may still be owed
 * @param health what counts for maintenance over what is owed, at 18 decimals; null without a debt
 */
record AverageReading(BigDecimal ltv, BigDecimal threshold, BigDecimal maxBorrow, BigDecimal health) {
    /** The venue divides to a half at 22 decimals, and cuts four. */
    private static final int DIVIDED_DECIMALS = DebtReading.RATIO_DECIMALS + 4;

    /** Those of a unit; null where the profile has none. The engine's thread. */
    static AverageReading of(final MarginView view, final int unit) {
        final ProfileTerms terms = view.profile().terms();
        if (!areTold(terms)) {
            return null;
        }
        final Side owned = DebtReading.owned(view, unit);
        final BigDecimal debt = DebtReading.owed(view, unit);
        final BigDecimal precision = BigDecimal.valueOf(terms.requirement().ratePrecisionPpm(), Rates.DECIMALS);
        final BigDecimal ltv = average(owned.initial(), owned.worth(), precision);
        return new AverageReading(
                ltv,
                average(owned.maintenance(), owned.worth(), precision),
                DebtReading.floored(owned.worth().multiply(ltv), terms.rounding())
                        .subtract(debt)
                        .max(BigDecimal.ZERO),
                debt.signum() == 0
                        ? null
                        : owned.maintenance()
                                .divide(debt, DIVIDED_DECIMALS, RoundingMode.HALF_UP)
                                .setScale(DebtReading.RATIO_DECIMALS, RoundingMode.FLOOR));
    }

    private static boolean areTold(final ProfileTerms terms) {
        final Sizing sizing = terms.plan().sizing();
        return sizing != Sizing.STOP_MARGIN
                && sizing != Sizing.PORTION
                && terms.requirement().ratePrecisionPpm() != RequirementTerms.PLAIN.ratePrecisionPpm();
    }

    private static BigDecimal average(final BigDecimal counted, final BigDecimal worth, final BigDecimal precision) {
        return worth.signum() == 0
                ? BigDecimal.ZERO
                : counted.divideToIntegralValue(worth.multiply(precision)).multiply(precision);
    }
}
