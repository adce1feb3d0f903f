package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A position that an order closes some of, as the order's prices see it.
 *
 * @param isLong whether it is sold
 * @param price p, at P
 * @param isLinear whether what it is asked for is a plain share of its notional
 * @param margin R(maintenance) of all of it, orders in flight not counted, at V
 * @param worthOfOne what it gains or loses when p, or what an inverse contract is worth, moves by 1, at V
 */
public record Closing(
        Instrument instrument,
        boolean isLong,
        BigInteger price,
        boolean isLinear,
        BigInteger margin,
        BigInteger worthOfOne) {
    /** Whether the linear position that it is reckoned as is long: the other side of an inverse one. */
    boolean isLongInMark() {
        return isLong != instrument.isInverse();
    }

    /** The price of that: p, or what an inverse contract is worth. */
    BigInteger mark() {
        return instrument.mark(price).abs();
    }

    /** Its price as a price of the instrument, rounded for the account; empty where no price comes to it, or every one does. */
    Optional<BigInteger> price(final BigInteger mark) {
        if (!instrument.isInverse()) {
            return Optional.of(mark);
        }
        if (isLong) {
            return mark.compareTo(instrument.maxMark()) >= 0 ? Optional.empty() : Optional.of(first(mark));
        }
        return Optional.of(first(mark.subtract(BigInteger.ONE)).subtract(BigInteger.ONE))
                .filter(last -> mark.signum() > 0 && last.signum() > 0);
    }

    // The least price at which a contract is worth so much at most; halving, since it is worth less the higher that is.
    private BigInteger first(final BigInteger worth) {
        BigInteger low = BigInteger.ONE;
        BigInteger high = instrument.maxMark().add(BigInteger.ONE);
        while (low.compareTo(high) < 0) {
            final BigInteger middle = low.add(high).shiftRight(1);
            if (instrument.mark(middle).abs().compareTo(worth) <= 0) {
                high = middle;
            } else {
                low = middle.add(BigInteger.ONE);
            }
        }
        return low;
    }
}
