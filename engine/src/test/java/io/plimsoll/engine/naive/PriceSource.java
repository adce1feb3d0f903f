package io.plimsoll.engine.naive;

import java.math.BigInteger;
import java.util.Optional;

/** Prices to value with: those in force, or those of a question "what if". */
@FunctionalInterface
public interface PriceSource {
    /** Price mantissa of a price id, empty if it has never been set; 1 for price id 0. */
    Optional<BigInteger> of(long priceId);
}
