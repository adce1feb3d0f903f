package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A liquidation order in flight, immutable; quantities are positive mantissas at Q.
 *
 * @param expiryNs event time from which it is void; empty: it does not expire
 * @param penalty what its fills cost; empty: nothing
 */
public record InFlight(
        OrderId id,
        long accountId,
        long instrumentId,
        Side side,
        BigInteger filled,
        BigInteger remaining,
        OptionalLong expiryNs,
        Optional<Penalty> penalty) {
    /** As the order told it: ppm of the notional, and the bankruptcy price if it has one. */
    public record Penalty(int ppm, Optional<BigInteger> bankruptcyPrice) {}

    /** What an order is for: of two for the same thing one may replace the other. */
    record Aim(long accountId, long instrumentId, long debtAssetId, long collateralAssetId) {
        static final Comparator<Aim> BY_IDS = Comparator.comparingLong(Aim::accountId)
                .thenComparingLong(Aim::instrumentId)
                .thenComparingLong(Aim::debtAssetId)
                .thenComparingLong(Aim::collateralAssetId);
    }

    /** Order of order ids: epoch, sequence, ordinal. */
    public static final Comparator<OrderId> BY_ID = Comparator.comparingLong(OrderId::epoch)
            .thenComparingLong(OrderId::sequence)
            .thenComparingLong(OrderId::ordinal);

    /** One that does not expire. */
    public InFlight(
            final OrderId id,
            final long accountId,
            final long instrumentId,
            final Side side,
            final BigInteger filled,
            final BigInteger remaining) {
        this(id, accountId, instrumentId, side, filled, remaining, OptionalLong.empty(), Optional.empty());
    }

    Aim aim() {
        return new Aim(accountId, instrumentId, 0, 0);
    }

    /** What the position changes by when the rest fills. */
    public BigInteger signedRemaining() {
        return side == Side.BUY ? remaining : remaining.negate();
    }

    /** Whether a signed quantity is on the order's side. */
    public boolean isOnSide(final BigInteger signed) {
        return signed.signum() == (side == Side.BUY ? 1 : -1);
    }

    InFlight filledBy(final BigInteger size) {
        return new InFlight(
                id,
                accountId,
                instrumentId,
                side,
                filled.add(size),
                remaining.subtract(size).max(BigInteger.ZERO),
                expiryNs,
                penalty);
    }

    boolean isFilled() {
        return remaining.signum() == 0;
    }
}
