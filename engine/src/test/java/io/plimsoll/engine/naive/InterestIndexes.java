package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * What a ledger unit of an indexed asset is worth in amounts, at 27 decimals.
 *
 * @param supply of what is owned
 * @param borrow of what is owed
 */
public record InterestIndexes(BigInteger supply, BigInteger borrow) {
    /** 1 at their scale. */
    public static final BigInteger ONE = Numbers.tenTo(27);

    /** Before any was said. */
    public static final InterestIndexes NONE = new InterestIndexes(ONE, ONE);
}
