package io.plimsoll.daemon.explain;

import io.plimsoll.daemon.explain.HandValuation.BalanceLine;
import io.plimsoll.engine.UnitSheet;
import io.plimsoll.engine.UnitSheet.Balance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest deposit of one asset that would have kept a unit safe, all else as it was.
 *
 * @param amount rounded up to the asset's decimals
 */
record Rescue(String asset, BigDecimal amount) {
    private static final MathContext DIGITS = new MathContext(60, RoundingMode.CEILING);

    /** One for each asset held that has a price and counts at all. */
    static List<Rescue> deposits(final UnitSheet sheet, final HandValuation valuation) {
        final List<Rescue> rescues = new ArrayList<>();
        for (final BalanceLine line : valuation.balances()) {
            final Balance balance = line.source();
            if (balance.maintenanceWeightPpm() > 0 && line.price().signum() > 0) {
                rescues.add(new Rescue(balance.symbol(), deposit(line, valuation)));
            }
        }
        return rescues;
    }

    // What pays a debt back counts in full, what is above it at its weight.
    private static BigDecimal deposit(final BalanceLine line, final HandValuation valuation) {
        final BigDecimal weight = HandValuation.rate(line.source().maintenanceWeightPpm());
        final BigDecimal debt = line.amount().negate().max(BigDecimal.ZERO);
        final BigDecimal shortfall = valuation.shortfall().max(BigDecimal.ZERO).divide(line.price(), DIGITS);
        final BigDecimal forEquity = shortfall.compareTo(debt) <= 0
                ? shortfall
                : debt.add(shortfall.subtract(debt).divide(weight, DIGITS));
        final BigDecimal forNetWorth =
                valuation.netWorth().negate().max(BigDecimal.ZERO).divide(line.price(), DIGITS);
        return forEquity.max(forNetWorth).setScale(line.source().decimals(), RoundingMode.CEILING);
    }

    /** The unit as it would have been with this deposit less some smallest units of it. */
    UnitSheet applied(final UnitSheet sheet, final long less) {
        final List<Balance> balances = new ArrayList<>();
        for (final Balance balance : sheet.balances()) {
            final long deposit = balance.symbol().equals(asset)
                    ? amount.movePointRight(balance.decimals()).longValueExact() - less
                    : 0;
            balances.add(new Balance(
                    balance.symbol(),
                    Math.addExact(balance.amount(), deposit),
                    balance.decimals(),
                    balance.price(),
                    balance.initialWeightPpm(),
                    balance.maintenanceWeightPpm()));
        }
        return new UnitSheet(balances, sheet.positions(), sheet.orders());
    }
}
