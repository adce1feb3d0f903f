package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * A seize order in flight, immutable; amounts are balance mantissas of the debt asset and of the collateral.
 *
 * @param expiryNs event time from which it is void; empty: it does not expire
 */
public record SeizeInFlight(
        OrderId id,
        long accountId,
        long debtAssetId,
        long collateralAssetId,
        BigInteger repaid,
        BigInteger repayRemaining,
        BigInteger seized,
        BigInteger seizeRemaining,
        OptionalLong expiryNs) {
    /** One that does not expire. */
    public SeizeInFlight(
            final OrderId id,
            final long accountId,
            final long debtAssetId,
            final long collateralAssetId,
            final BigInteger repaid,
            final BigInteger repayRemaining,
            final BigInteger seized,
            final BigInteger seizeRemaining) {
        this(
                id,
                accountId,
                debtAssetId,
                collateralAssetId,
                repaid,
                repayRemaining,
                seized,
                seizeRemaining,
                OptionalLong.empty());
    }

    InFlight.Aim aim() {
        return new InFlight.Aim(accountId, 0, debtAssetId, collateralAssetId);
    }

    /** Once nothing is left to be repaid, or nothing to be seized. */
    boolean isFilled() {
        return repayRemaining.signum() == 0 || seizeRemaining.signum() == 0;
    }
}
