package io.plimsoll.daemon.explain;

import io.plimsoll.engine.UnitSheet;
import io.plimsoll.engine.UnitSheet.Balance;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The smallest deposit of one asset that would have kept a unit safe, all else as it was. */
record Rescue(String asset, BigDecimal amount) {
    private static final long MOST = 1L << 60;

    /** One for each asset held of which any amount would do. The more is owned, the less a unit lacks, so halving finds it. */
    static List<Rescue> deposits(final UnitSheet sheet, final HandRules rules) {
        final List<Rescue> rescues = new ArrayList<>();
        for (final Balance balance : sheet.balances()) {
            long enough = 1;
            while (enough < MOST && !isSafe(sheet, balance, enough, rules)) {
                enough *= 2;
            }
            if (enough < MOST) {
                final Balance saved = balance.with(least(sheet, balance, enough, rules));
                rescues.add(new Rescue(balance.symbol(), saved.amount().subtract(balance.amount())));
            }
        }
        return rescues;
    }

    private static long least(final UnitSheet sheet, final Balance balance, final long enough, final HandRules rules) {
        long tooLittle = enough / 2;
        long least = enough;
        while (least - tooLittle > 1) {
            final long middle = (least + tooLittle) >>> 1;
            if (isSafe(sheet, balance, middle, rules)) {
                least = middle;
            } else {
                tooLittle = middle;
            }
        }
        return least;
    }

    private static boolean isSafe(
            final UnitSheet sheet, final Balance balance, final long deposit, final HandRules rules) {
        final List<Balance> balances = new ArrayList<>(sheet.balances());
        balances.set(balances.indexOf(balance), balance.with(deposit));
        return HandValuation.of(new UnitSheet(balances, sheet.positions(), sheet.orders(), sheet.open()), rules)
                .isSafe();
    }
}
