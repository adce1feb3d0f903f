package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.Deleveraging;
import java.util.function.LongUnaryOperator;

/**
 * Who pays for what a bankrupt account owes.
 *
 * @param fundDraws whether insurance funds are drawn upon
 * @param maxDrawMicros most that one record draws for one account, millionths of the valuation currency
 * @param socialise whether what no fund covers is told with what its holders own together
 * @param deleverage by what ranking orders of bankrupt accounts are given counterparties
 * @param deleverageAfter expiries of an account's orders after which they are
 */
public record WaterfallTerms(
        boolean fundDraws, long maxDrawMicros, boolean socialise, Deleveraging deleverage, int deleverageAfter) {
    /** Nobody but the account. */
    public static final WaterfallTerms PLAIN = new WaterfallTerms(false, Terms.UNBOUNDED, false, Deleveraging.NONE, 1);

    WaterfallTerms map(final LongUnaryOperator each) {
        return new WaterfallTerms(
                Terms.flag(each, fundDraws),
                each.applyAsLong(maxDrawMicros),
                Terms.flag(each, socialise),
                Deleveraging.get((short) each.applyAsLong(deleverage.value())),
                Terms.number(each, deleverageAfter));
    }
}
