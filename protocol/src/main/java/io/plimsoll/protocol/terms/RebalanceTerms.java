package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.Rebalancing;
import java.util.function.LongUnaryOperator;

/**
 * How accounts that asked for it are reduced before they come to a liquidation.
 *
 * @param to whose requirement is covered again
 * @param seconds least time between two rebalancings of one account, of event time
 */
public record RebalanceTerms(Rebalancing to, int seconds) {
    /** Nothing is rebalanced. */
    public static final RebalanceTerms PLAIN = new RebalanceTerms(Rebalancing.NONE, 0);

    RebalanceTerms map(final LongUnaryOperator each) {
        return new RebalanceTerms(Rebalancing.get((short) each.applyAsLong(to.value())), Terms.number(each, seconds));
    }
}
