package io.plimsoll.daemon.backtest;

import io.plimsoll.daemon.report.AuctionSale;
import io.plimsoll.engine.AuctionCurve;
import io.plimsoll.protocol.codec.SeizeOrderDecoder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/**
 * When a bidder on paper takes an auction, and how much collateral it gets for all that is to be raised (docs/internals/auctions.md, Fills).
 * Immutable.
 *
 * @param delayNs event time from the auction's cause
 * @param sold balance mantissa of the collateral
 */
record PaperBid(long delayNs, long sold) {
    private static final long NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_SECONDS = 1L << 30;
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);

    /** On an order that auctions; null if its price never falls so low that the bidder wants it. */
    static PaperBid of(final SeizeOrderDecoder order, final PaperTerms terms) {
        final AuctionCurve curve =
                new AuctionCurve().set(order.curve(), order.startPrice(), order.curveSeconds(), order.cut());
        final long good = BigDecimal.valueOf(order.collateralPrice())
                .multiply(BPS.subtract(BigDecimal.valueOf(terms.slipBps())))
                .divide(BPS, 0, RoundingMode.FLOOR)
                .longValueExact();
        if (curve.price(LONGEST_SECONDS) > good) {
            return null;
        }
        final long delayNs = Math.max(terms.delayNs(), NS * first(curve, good));
        return new PaperBid(delayNs, sold(order, curve.price(delayNs / NS)));
    }

    // The first second at which the price is as low: it never rises.
    private static long first(final AuctionCurve curve, final long good) {
        long above = -1;
        long at = LONGEST_SECONDS;
        while (at - above > 1) {
            final long middle = (above + at) / 2;
            if (curve.price(middle) > good) {
                above = middle;
            } else {
                at = middle;
            }
        }
        return at;
    }

    private static long sold(final SeizeOrderDecoder order, final long price) {
        return AuctionSale.of(
                        AuctionSale.toRaise(BigDecimal.valueOf(order.repay(), order.debtDecimals()), order.bonus()),
                        BigDecimal.valueOf(order.seize(), order.collateralDecimals()),
                        BigDecimal.valueOf(price, order.collateralPriceDecimals()),
                        BigDecimal.valueOf(order.debtPrice(), order.debtPriceDecimals()))
                .sold()
                .unscaledValue()
                .longValueExact();
    }
}
