package io.plimsoll.daemon.report;

import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.RoundingTerms;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What an account with debts owes beside what secures it: exact values in the valuation currency, unweighted, and ratios rounded down.
 * Immutable.
 *
 * @param collateral value of the balances owned that count for maintenance margin
 * @param debt value of the balances owed
 * @param loanToValue debt / collateral; null without collateral
 */
record DebtReading(BigDecimal collateral, BigDecimal debt, BigDecimal loanToValue) {
    /** Decimals of a ratio. */
    static final int RATIO_DECIMALS = 18;

    /** The debts of a unit; null where it has none. The engine's thread. */
    static DebtReading of(final MarginView view, final int unit) {
        BigDecimal collateral = BigDecimal.ZERO;
        BigDecimal debt = BigDecimal.ZERO;
        for (final Balance balance : view.sheet(unit).balances()) {
            final BigDecimal value = value(balance);
            if (balance.held() < 0) {
                debt = debt.subtract(value);
            } else if (balance.maintenanceWeightPpm() > 0) {
                collateral = collateral.add(value);
            }
        }
        return debt.signum() == 0 ? null : new DebtReading(collateral, debt, ratio(debt, collateral));
    }

    /**
     * What is owned and counts for maintenance margin, each balance rounded as the profile has it.
     *
     * @param worth unweighted
     * @param initial by initial weights
     * @param maintenance by maintenance weights
     */
    record Side(BigDecimal worth, BigDecimal initial, BigDecimal maintenance) {}

    /** What is owned of a unit. The engine's thread. */
    static Side owned(final MarginView view, final int unit) {
        Side side = new Side(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        final RoundingTerms rounding = view.profile().terms().rounding();
        for (final Balance balance : view.sheet(unit).balances()) {
            if (balance.held() > 0 && balance.maintenanceWeightPpm() > 0) {
                final BigDecimal worth = rounded(value(balance), rounding.collateral(), rounding);
                side = new Side(
                        side.worth.add(worth),
                        side.initial.add(worth.multiply(rate(balance.initialWeightPpm()))),
                        side.maintenance.add(worth.multiply(rate(balance.maintenanceWeightPpm()))));
            }
        }
        return side;
    }

    /** What is owed of a unit, each debt rounded as the profile has it. The engine's thread. */
    static BigDecimal owed(final MarginView view, final int unit) {
        BigDecimal debt = BigDecimal.ZERO;
        final RoundingTerms rounding = view.profile().terms().rounding();
        for (final Balance balance : view.sheet(unit).balances()) {
            if (balance.held() < 0) {
                debt = debt.add(rounded(value(balance).negate(), rounding.debt(), rounding));
            }
        }
        return debt;
    }

    /** Down to the decimals that the profile rounds to, if any. */
    static BigDecimal floored(final BigDecimal value, final RoundingTerms rounding) {
        return rounded(value, Rounding.FLOOR, rounding);
    }

    private static BigDecimal rounded(final BigDecimal value, final Rounding mode, final RoundingTerms rounding) {
        if (rounding.decimals() == RoundingTerms.EXACT || mode == Rounding.NONE) {
            return value;
        }
        return value.setScale(rounding.decimals(), mode == Rounding.CEIL ? RoundingMode.CEILING : RoundingMode.FLOOR);
    }

    private static BigDecimal value(final Balance balance) {
        return balance.amount()
                .multiply(Decimals.toBigDecimal(
                        balance.price().value(), balance.price().decimals()));
    }

    private static BigDecimal rate(final int ppm) {
        return BigDecimal.valueOf(ppm, Rates.DECIMALS);
    }

    /** Rounded down; null where there is nothing to divide by. */
    static BigDecimal ratio(final BigDecimal numerator, final BigDecimal denominator) {
        return denominator.signum() == 0 ? null : numerator.divide(denominator, RATIO_DECIMALS, RoundingMode.FLOOR);
    }
}
