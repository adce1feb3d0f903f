package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;

/** A draw on an insurance fund in flight, immutable; what remains of it is a positive mantissa of the asset. */
public record DrawInFlight(OrderId id, long fundId, long accountId, long assetId, BigInteger remaining) {
    DrawInFlight withRemaining(final BigInteger left) {
        return new DrawInFlight(id, fundId, accountId, assetId, left);
    }
}
