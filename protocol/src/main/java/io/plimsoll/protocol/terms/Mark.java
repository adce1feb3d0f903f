package io.plimsoll.protocol.terms;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What stands in place of an instrument's price wherever a value is made of it (docs/internals/inverse.md): the price itself, or, negative, what
 * one inverse contract is worth in the settlement asset. For texts and reports: allocates. Stateless.
 */
public final class Mark {
    private Mark() {}

    /** Decimals of a mark, as of a funding index; with those of a quantity they are a cost's. */
    public static int decimals(final InstrumentTerms terms, final int priceDecimals) {
        return isInverse(terms) ? terms.worthDecimals() : priceDecimals;
    }

    /**
     * The mark at a price.
     *
     * @param price above 0 where the contract is inverse; 0 is 0 else
     */
    public static BigDecimal of(final InstrumentTerms terms, final BigDecimal price, final int priceDecimals) {
        return isInverse(terms)
                ? BigDecimal.valueOf(terms.contractValue(), priceDecimals)
                        .divide(price, terms.worthDecimals(), RoundingMode.FLOOR)
                        .negate()
                : price;
    }

    /** Whether the terms are those of an inverse contract. */
    public static boolean isInverse(final InstrumentTerms terms) {
        return terms.contractValue() != 0;
    }
}
