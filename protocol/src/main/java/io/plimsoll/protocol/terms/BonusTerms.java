package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.BonusShape;
import java.util.function.LongUnaryOperator;

/**
 * What a liquidator gets for repaying a debt. All in ppm of what is repaid.
 *
 * @param shape what the bonus depends on
 * @param startPpm the bonus at a health ratio of 1
 * @param slopePpm how the bonus grows
 * @param minPpm the least bonus
 * @param maxPpm the greatest bonus or discount
 */
public record BonusTerms(BonusShape shape, int startPpm, int slopePpm, int minPpm, int maxPpm) {
    /** Each asset's own. */
    public static final BonusTerms PLAIN = new BonusTerms(BonusShape.FIXED, 0, 0, 0, Integer.MAX_VALUE);

    BonusTerms map(final LongUnaryOperator each) {
        return new BonusTerms(
                BonusShape.get((short) each.applyAsLong(shape.value())),
                Terms.number(each, startPpm),
                Terms.number(each, slopePpm),
                Terms.number(each, minPpm),
                Terms.number(each, maxPpm));
    }
}
