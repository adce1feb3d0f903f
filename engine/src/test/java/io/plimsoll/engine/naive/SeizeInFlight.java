package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;

/** A seize order in flight, immutable; amounts are balance mantissas of the debt asset and of the collateral. */
public record SeizeInFlight(
        OrderId id,
        long accountId,
        long debtAssetId,
        long collateralAssetId,
        BigInteger repaid,
        BigInteger repayRemaining,
        BigInteger seized,
        BigInteger seizeRemaining) {

    /** Once nothing is left to be repaid, or nothing to be seized. */
    boolean isFilled() {
        return repayRemaining.signum() == 0 || seizeRemaining.signum() == 0;
    }
}
