package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * Who may take the other side of a bankrupt unit's order.
 *
 * @param value of its position, at V
 * @param score what it is ranked by, 0 without a profit
 * @param left of its position, not assigned yet
 */
public record Winner(Unit unit, BigInteger value, BigInteger score, BigInteger left) {
    /** Its account id. */
    public long accountId() {
        return unit.accountId();
    }
}
