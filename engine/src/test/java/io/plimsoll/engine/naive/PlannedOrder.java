package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/**
 * One line of a plan.
 *
 * @param quantity positive mantissa at Q
 * @param closesDust whether it was made larger because the remainder would have been dust
 */
public record PlannedOrder(Instrument instrument, BigInteger quantity, boolean closesDust) {}
