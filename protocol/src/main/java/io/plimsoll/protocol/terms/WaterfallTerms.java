package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.Deleveraging;
import java.util.function.LongUnaryOperator;

/**
 * Who pays for what a bankrupt account owes, and who gets what one pays that is not.
 *
 * @param fundDraws whether insurance funds are drawn upon
 * @param maxDrawMicros most that one record draws for one account, millionths of the valuation currency
 * @param socialise whether what no fund covers is told with what its holders own together
 * @param deleverage by what ranking orders of bankrupt accounts are given counterparties
 * @param deleverageAfter expiries of an account's orders after which they are
 * @param penalty who gets what an account pays for being liquidated
 */
public record WaterfallTerms(
        boolean fundDraws,
        long maxDrawMicros,
        boolean socialise,
        Deleveraging deleverage,
        int deleverageAfter,
        PenaltyTerms penalty) {
    /** Nobody but the account. */
    public static final WaterfallTerms PLAIN = new WaterfallTerms(false, Terms.UNBOUNDED, false, Deleveraging.NONE, 1);

    /** With penalties that the engine says nothing of. */
    public WaterfallTerms(
            final boolean fundDraws,
            final long maxDrawMicros,
            final boolean socialise,
            final Deleveraging deleverage,
            final int deleverageAfter) {
        this(fundDraws, maxDrawMicros, socialise, deleverage, deleverageAfter, PenaltyTerms.NONE);
    }

    /** These with another split of penalties. */
    public WaterfallTerms withPenalty(final PenaltyTerms other) {
        return new WaterfallTerms(fundDraws, maxDrawMicros, socialise, deleverage, deleverageAfter, other);
    }

    WaterfallTerms map(final LongUnaryOperator each) {
        return new WaterfallTerms(
                Terms.flag(each, fundDraws),
                each.applyAsLong(maxDrawMicros),
                Terms.flag(each, socialise),
                Deleveraging.get((short) each.applyAsLong(deleverage.value())),
                Terms.number(each, deleverageAfter),
                penalty.map(each));
    }
}
