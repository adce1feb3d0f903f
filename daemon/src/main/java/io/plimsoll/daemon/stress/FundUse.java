package io.plimsoll.daemon.stress;

import java.math.BigDecimal;

/**
 * Who paid for what bankrupt accounts owed. Values exact, in the valuation currency, at the prices of the decision. Immutable.
 *
 * @param draws asked of insurance funds
 * @param drawn what they come to
 * @param uncoveredAccounts that owed what no fund covered, at any time
 * @param uncovered the largest amounts told of each account and asset, together
 * @param deleverages parts of orders that were assigned to counterparties
 * @param counterparties accounts that they were assigned to
 * @param deleveraged notional of those parts, at the price that they were assigned at
 * @param wasBlocked whether more was owed than all funds held, at any time
 */
record FundUse(
        long draws,
        BigDecimal drawn,
        long uncoveredAccounts,
        BigDecimal uncovered,
        long deleverages,
        long counterparties,
        BigDecimal deleveraged,
        boolean wasBlocked) {}
