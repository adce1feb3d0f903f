package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * A position: (quantity q, signed cost C, funding index I0 at its last settlement).
 *
 * @param quantity mantissa at Q, negative: short
 * @param cost mantissa at P + Q, or W + Q of an inverse contract
 * @param fundingIndex mantissa at P, or W
 */
public record Position(BigInteger quantity, BigInteger cost, BigInteger fundingIndex) {
    /** No position: what a leg that does not exist counts as. */
    public static final Position FLAT = new Position(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

    /** Whether there is no position. */
    public boolean isFlat() {
        return quantity.signum() == 0;
    }
}
