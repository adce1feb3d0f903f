package io.plimsoll.engine.naive;

import io.plimsoll.protocol.Rates;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What the rates of all instruments are multiplied by.
 *
 * @param ppm of the rates as they are defined
 * @param changedNs event time of the last change, or of the first statement; empty before any
 */
public record Scale(int ppm, Optional<BigInteger> changedNs) {
    /** Before any is stated. */
    public static final Scale NONE = new Scale(Rates.ONE, Optional.empty());
}
