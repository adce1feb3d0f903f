package io.plimsoll.engine.naive;

import java.math.BigInteger;

/** The page's formulas about what is asked of a position, each by itself. */
public class RequirementFormulas {
    /** |q| * p * s * r. */
    protected BigInteger ofPosition(
            final BigInteger quantity, final BigInteger price, final BigInteger settlementPrice, final int ratePpm) {
        return quantity.abs().multiply(price).multiply(settlementPrice).multiply(BigInteger.valueOf(ratePpm));
    }
}
