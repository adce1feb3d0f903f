package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * The formulas of the page about auctions, each by itself, so that a test can plant a mistake in one of them. Prices are mantissas of the
 * collateral, amounts balance mantissas, times seconds.
 */
public class AuctionFormulas {
    /** 1 at 10^27. */
    protected static final BigInteger RAY = Numbers.tenTo(27);

    private static final long FARTHEST = 1L << 30;

    /** Whether the profile auctions. */
    protected boolean auctions(final ProfileTerms profile) {
        return profile.bonus().shape() == BonusShape.BY_TIME;
    }

    /** top, of a collateral at its price. */
    protected BigInteger startPrice(final BigInteger price, final int startPpm) {
        return Numbers.floorDiv(price.multiply(BigInteger.valueOf(startPpm)), Numbers.MILLION)
                .max(BigInteger.ONE);
    }

    /** What of the collateral may be sold, so much of a debt being to be repaid. */
    protected BigInteger sold(final BigInteger collateral, final BigInteger repay, final BigInteger debt) {
        return Numbers.floorDiv(collateral.multiply(repay), debt);
    }

    /** price(t). */
    public BigInteger price(final AuctionTerms terms, final BigInteger top, final long seconds) {
        return Numbers.floorDiv(top.multiply(left(terms, seconds)), RAY);
    }

    // what is left of the starting price, at 10^27
    private BigInteger left(final AuctionTerms terms, final long seconds) {
        return switch (terms.curve()) {
            case LINEAR ->
                Numbers.floorDiv(
                        BigInteger.valueOf(Math.max(0, terms.tauSeconds() - seconds))
                                .multiply(RAY),
                        BigInteger.valueOf(terms.tauSeconds()));
            case STAIR_STEP -> power(cut(terms), seconds / terms.stepSeconds());
            case EXPONENTIAL -> power(cut(terms), seconds);
            default -> RAY;
        };
    }

    private static BigInteger cut(final AuctionTerms terms) {
        return BigInteger.valueOf(terms.cut()).multiply(Numbers.tenTo(9));
    }

    /** The second at which an auction must start again; empty: none. */
    public OptionalLong reset(final AuctionTerms terms, final BigInteger top) {
        final long last = terms.tailSeconds() == 0 ? FARTHEST : terms.tailSeconds() + 1L;
        return isOver(terms, top, last) ? OptionalLong.of(firstOver(terms, top, 0, last)) : OptionalLong.empty();
    }

    // of the seconds after one at which it is not over and up to one at which it is
    private long firstOver(final AuctionTerms terms, final BigInteger top, final long on, final long over) {
        final long middle = (on + over) / 2;
        if (middle == on) {
            return over;
        }
        return isOver(terms, top, middle) ? firstOver(terms, top, on, middle) : firstOver(terms, top, middle, over);
    }

    private boolean isOver(final AuctionTerms terms, final BigInteger top, final long seconds) {
        return (terms.tailSeconds() > 0 && isAfter(terms.tailSeconds(), seconds))
                || isBelowCusp(price(terms, top, seconds), top, terms.cuspPpm());
    }

    /** t > tail. */
    protected boolean isAfter(final long tailSeconds, final long seconds) {
        return seconds > tailSeconds;
    }

    /** floor(price * RAY / top) &lt; cusp. */
    protected boolean isBelowCusp(final BigInteger price, final BigInteger top, final int cuspPpm) {
        final BigInteger cusp = BigInteger.valueOf(cuspPpm).multiply(Numbers.tenTo(21));
        return Numbers.floorDiv(price.multiply(RAY), top).compareTo(cusp) < 0;
    }

    /** x^n at 10^27: the squares of x that n is made of, from the least up, all of it rounded half up. */
    protected BigInteger power(final BigInteger x, final long n) {
        final BigInteger exponent = BigInteger.valueOf(n);
        BigInteger power = RAY;
        BigInteger square = x;
        for (int bit = 0; bit < exponent.bitLength(); bit++) {
            power = exponent.testBit(bit) ? product(power, square) : power;
            square = product(square, square);
        }
        return power;
    }

    /** A product at 10^27, rounded half up. */
    protected BigInteger product(final BigInteger a, final BigInteger b) {
        return Numbers.floorDiv(a.multiply(b).add(RAY.shiftRight(1)), RAY);
    }
}
