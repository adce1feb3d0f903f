package io.plimsoll.daemon.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * What a bidder gets and pays who takes all that an auction has at a price (docs/internals/auctions.md). The scale of an amount is its asset's
 * decimals. Immutable.
 *
 * @param sold collateral
 * @param paid of the debt asset
 */
public record AuctionSale(BigDecimal sold, BigDecimal paid) {
    /** Decimals of a bonus. */
    private static final int BONUS_DECIMALS = 18;

    /**
     * As much of the collateral as raises what is to be raised, or all of it for what that is worth, the payment rounded up.
     *
     * @param lot what may be sold at most
     * @param price of the collateral, and that of the debt, in the valuation currency
     */
    public static AuctionSale of(
            final BigDecimal toRaise, final BigDecimal lot, final BigDecimal price, final BigDecimal debtPrice) {
        final BigDecimal wanted = toRaise.multiply(debtPrice);
        final BigDecimal most = lot.multiply(price);
        return wanted.compareTo(most) < 0
                ? new AuctionSale(wanted.divide(price, lot.scale(), RoundingMode.FLOOR), toRaise)
                : new AuctionSale(lot, most.divide(debtPrice, toRaise.scale(), RoundingMode.CEILING));
    }

    /** What is to be raised in place of a debt, with the bonus in 10^-18 of it, rounded up. */
    public static BigDecimal toRaise(final BigDecimal repay, final long bonus) {
        final BigDecimal share = new BigDecimal(BigInteger.valueOf(bonus), BONUS_DECIMALS);
        return repay.add(repay.multiply(share).setScale(repay.scale(), RoundingMode.CEILING));
    }
}
