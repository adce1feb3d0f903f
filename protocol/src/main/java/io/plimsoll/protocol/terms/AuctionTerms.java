package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.PriceCurve;
import java.util.function.LongUnaryOperator;

/**
 * How an auction's price falls. Times in seconds, 0 where there is none.
 *
 * @param curve how the price moves with time
 * @param startPpm the price at its start, ppm of the collateral's price
 * @param tauSeconds until a linear price is 0
 * @param cut what is left of the price after a step or a second, 10^-18
 * @param stepSeconds length of a step
 * @param tailSeconds after which the auction must start again; 0: never
 * @param cuspPpm part of the starting price below which the auction must start again
 */
public record AuctionTerms(
        PriceCurve curve, int startPpm, int tauSeconds, long cut, int stepSeconds, int tailSeconds, int cuspPpm) {
    /** No auction. */
    public static final AuctionTerms PLAIN = new AuctionTerms(PriceCurve.FIXED, Rates.ONE, 0, 0, 0, 0, 0);

    AuctionTerms map(final LongUnaryOperator each) {
        return new AuctionTerms(
                PriceCurve.get((short) each.applyAsLong(curve.value())),
                Terms.number(each, startPpm),
                Terms.number(each, tauSeconds),
                each.applyAsLong(cut),
                Terms.number(each, stepSeconds),
                Terms.number(each, tailSeconds),
                Terms.number(each, cuspPpm));
    }
}
