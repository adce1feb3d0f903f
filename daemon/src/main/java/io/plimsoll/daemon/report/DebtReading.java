package io.plimsoll.daemon.report;

import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.UnitSheet.Balance;
import io.plimsoll.protocol.Decimals;
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
            final BigDecimal value = balance.amount()
                    .multiply(Decimals.toBigDecimal(
                            balance.price().value(), balance.price().decimals()));
            if (balance.held() < 0) {
                debt = debt.subtract(value);
            } else if (balance.maintenanceWeightPpm() > 0) {
                collateral = collateral.add(value);
            }
        }
        return debt.signum() == 0 ? null : new DebtReading(collateral, debt, ratio(debt, collateral));
    }

    /** Rounded down; null where there is nothing to divide by. */
    static BigDecimal ratio(final BigDecimal numerator, final BigDecimal denominator) {
        return denominator.signum() == 0 ? null : numerator.divide(denominator, RATIO_DECIMALS, RoundingMode.FLOOR);
    }
}
