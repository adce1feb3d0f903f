package io.plimsoll.daemon.whatif;

import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * What a run over a journal's inputs came to. Immutable.
 *
 * @param orders liquidation orders
 * @param filled of them, in full
 * @param liquidated accounts with an order: name by id
 * @param deficitAccounts accounts with a negative net worth at the end
 * @param deficit what they lack, in the valuation currency
 * @param snapshots balances and positions that authoritative snapshots restored after the first order, whatever the run had made of them
 */
public record Outcome(
        long orders,
        long filled,
        SortedMap<Long, String> liquidated,
        long deficitAccounts,
        BigDecimal deficit,
        long snapshots) {}
