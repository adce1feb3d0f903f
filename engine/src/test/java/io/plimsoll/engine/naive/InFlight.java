package io.plimsoll.engine.naive;

import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.Side;
import java.math.BigInteger;
import java.util.Comparator;

/** A liquidation order in flight, immutable; quantities are positive mantissas at Q. */
public record InFlight(
        OrderId id, long accountId, long instrumentId, Side side, BigInteger filled, BigInteger remaining) {
    /** Order of order ids: epoch, sequence, ordinal. */
    public static final Comparator<OrderId> BY_ID = Comparator.comparingLong(OrderId::epoch)
            .thenComparingLong(OrderId::sequence)
            .thenComparingLong(OrderId::ordinal);

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
                remaining.subtract(size).max(BigInteger.ZERO));
    }

    boolean isFilled() {
        return remaining.signum() == 0;
    }
}
