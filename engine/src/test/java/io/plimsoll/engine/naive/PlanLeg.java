package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * A leg that a plan may close.
 *
 * @param projected the position once its orders in flight have filled, signed
 * @param margin A(S), R(stop) of all of it, at V
 * @param cost what closing all of it costs the account, at V
 * @param asked A(x) of a signed part of it, at V
 * @param isLinear whether that is a plain share, to the last digit
 * @param isRounded whether it is not quite convex
 */
public record PlanLeg(
        Instrument instrument,
        BigInteger projected,
        BigInteger margin,
        BigInteger cost,
        UnaryOperator<BigInteger> asked,
        boolean isLinear,
        boolean isRounded) {
    /** S. */
    BigInteger size() {
        return projected.abs();
    }
}
