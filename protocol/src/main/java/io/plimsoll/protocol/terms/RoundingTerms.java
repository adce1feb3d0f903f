package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.Rounding;
import java.util.function.LongUnaryOperator;

/**
 * How the terms of balance and requirement are brought to a number of decimals.
 *
 * @param decimals decimals of the valuation currency that rounded terms are brought to; {@link #EXACT}: no term is rounded
 * @param collateral value of a balance owned, before its weight
 * @param weighted value of a balance owned, after its weight
 * @param debt value of a balance owed
 * @param notional quantity times price of a position, with its sign
 * @param requirement each product of a notional with a rate
 */
public record RoundingTerms(
        int decimals, Rounding collateral, Rounding weighted, Rounding debt, Rounding notional, Rounding requirement) {
    /** No decimals to round to. */
    public static final int EXACT = -1;

    /** Nothing is rounded. */
    public static final RoundingTerms PLAIN =
            new RoundingTerms(EXACT, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE);

    RoundingTerms map(final LongUnaryOperator each) {
        return new RoundingTerms(
                Terms.number(each, decimals),
                mode(each, collateral),
                mode(each, weighted),
                mode(each, debt),
                mode(each, notional),
                mode(each, requirement));
    }

    private static Rounding mode(final LongUnaryOperator each, final Rounding rounding) {
        return Rounding.get((short) each.applyAsLong(rounding.value()));
    }
}
