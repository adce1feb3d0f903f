package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * What an account's own open orders in one instrument come to.
 *
 * @param bids what is left of all bids, at Q
 * @param asks what is left of all asks, at Q
 * @param orders how many there are
 */
public record OpenOrder(BigInteger bids, BigInteger asks, int orders) {
    boolean isNone() {
        return bids.signum() == 0 && asks.signum() == 0 && orders == 0;
    }
}
