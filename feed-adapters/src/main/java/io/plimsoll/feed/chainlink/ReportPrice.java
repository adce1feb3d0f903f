package io.plimsoll.feed.chainlink;

import io.plimsoll.feed.live.MalformedFrameException;
import java.math.BigInteger;

/** Prices of 18 decimals as mantissas at those of a price id, by whole numbers alone. Stateless, any thread. */
final class ReportPrice {
    private static final int DECIMALS = 18;

    private ReportPrice() {}

    /**
     * The nearest mantissa, halves away from zero.
     *
     * @throws MalformedFrameException where it does not fit in 64 bits
     */
    static long nearest(final BigInteger price, final int decimals) {
        final BigInteger unit = BigInteger.TEN.pow(DECIMALS - decimals);
        final BigInteger size = price.abs().shiftLeft(1).add(unit).divide(unit.shiftLeft(1));
        return mantissa(price.signum() < 0 ? size.negate() : size, price);
    }

    /** Half of the distance between bid and ask, rounded up; of a crossed pair as of one that is not, since it is no surer. */
    static long halfWidth(final BigInteger bid, final BigInteger ask, final int decimals) {
        final BigInteger width = ask.subtract(bid).abs();
        final BigInteger unit = BigInteger.TEN.pow(DECIMALS - decimals).shiftLeft(1);
        return mantissa(width.add(unit).subtract(BigInteger.ONE).divide(unit), width);
    }

    private static long mantissa(final BigInteger value, final BigInteger of) {
        if (value.bitLength() >= Long.SIZE) {
            throw new MalformedFrameException(of + "e-18", "a number that fits in 64 bits at its decimals");
        }
        return value.longValue();
    }
}
