package io.plimsoll.daemon.stress;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What a scenario did to a book. Times are event times; values exact, in the valuation currency. Immutable.
 *
 * @param scenario its name
 * @param text what it was, in one line
 * @param zeroNs when it began
 * @param isRecorded whether times are those of real prices
 * @param accounts that are checked
 * @param liquidated accounts with at least one order
 * @param filled of the orders, in full
 * @param notional of the orders that close positions, at their marks
 * @param repaid value of the debts in the orders that seize collateral
 * @param inFlight the most orders in flight at once
 * @param bankruptBefore accounts with a negative net worth when it began
 * @param deficitBefore what they lacked
 * @param everBankrupt accounts whose net worth was negative at any time
 * @param bankrupt accounts with a negative net worth at the end
 * @param deficit what they lack
 * @param withheld how often an order was withheld, by reason
 * @param funds who paid for what bankrupt accounts owed; null where the profile asks nobody to
 * @param penalties what accounts were to pay for their liquidations; null where the profile does not say whose that is
 * @param moments equal pieces of its time, in order
 * @param pricesRefused by the engine, as those outside of a collar
 * @param stateHash of the engine at the end
 */
record StressResult(
        String scenario,
        String text,
        long zeroNs,
        boolean isRecorded,
        long accounts,
        long liquidated,
        long orders,
        long filled,
        long cancelled,
        BigDecimal notional,
        BigDecimal repaid,
        Peak inFlight,
        long bankruptBefore,
        BigDecimal deficitBefore,
        long everBankrupt,
        long bankrupt,
        BigDecimal deficit,
        Map<String, Long> withheld,
        FundUse funds,
        PenaltyUse penalties,
        List<Moment> moments,
        long pricesRefused,
        long stateHash) {
    /** The most orders in flight at once, and when they came to be that many first. */
    record Peak(long orders, long eventNs) {}

    /**
     * One piece of its time.
     *
     * @param fromNs its beginning
     * @param orders made in it
     * @param notional of those that close positions
     * @param repaid value of the debts in those that seize collateral
     * @param liquidated accounts that got their first order in it
     * @param bankrupt accounts with a negative net worth at its end
     * @param deficit what they lack
     */
    record Moment(
            long fromNs,
            long orders,
            BigDecimal notional,
            BigDecimal repaid,
            int liquidated,
            long bankrupt,
            BigDecimal deficit) {
        /** What was ordered, of either kind. */
        BigDecimal ordered() {
            return notional.add(repaid);
        }
    }

    /** The moments with the most ordered, the worst first; of equals the earlier. Without those that had none. */
    List<Moment> worst(final int most) {
        return moments.stream()
                .filter(moment -> moment.orders() > 0)
                .sorted(Comparator.comparing(Moment::ordered).reversed().thenComparing(Moment::fromNs))
                .limit(most)
                .toList();
    }

    /** The largest deficit at the end of any moment. */
    BigDecimal largestDeficit() {
        return moments.stream().map(Moment::deficit).reduce(deficit, BigDecimal::max);
    }
}
