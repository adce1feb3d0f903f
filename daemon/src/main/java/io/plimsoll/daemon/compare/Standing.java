package io.plimsoll.daemon.compare;

import java.math.BigDecimal;
import java.util.Map;

/**
 * An account by the journal at one moment. Values in the valuation currency; null where it is unknown or has no price yet. Immutable.
 *
 * @param sequence of the last input behind it
 * @param verdict of the engine; "unknown" for an account that the journal does not know, "unpriced" while a leg has no price, "not checked"
 *     for a liquidator
 * @param equity B for maintenance
 * @param requirement R for maintenance
 * @param withheld why the engine orders nothing for it, or null
 * @param position quantity of the instrument in question that it holds, 0 where it holds none
 * @param prices in force of what it holds, by symbol
 */
public record Standing(
        long sequence,
        String verdict,
        BigDecimal equity,
        BigDecimal requirement,
        BigDecimal netWorth,
        String withheld,
        BigDecimal position,
        Map<String, BigDecimal> prices) {
    static final String UNKNOWN = "unknown";
    static final String UNPRICED = "unpriced";
    static final String NOT_CHECKED = "not checked";

    /** Equity over the requirement, negative for a shortfall; null where either is. */
    public BigDecimal surplus() {
        return equity == null ? null : equity.subtract(requirement);
    }
}
