package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/**
 * A leg that a plan may close.
 *
 * @param projected the position once its orders in flight have filled, signed
 * @param margin A(S), R(stop) of all of it, at V
 * @param cost what closing all of it costs the account, at V
 */
public record PlanLeg(Instrument instrument, BigInteger projected, BigInteger margin, BigInteger cost) {
    /** S. */
    BigInteger size() {
        return projected.abs();
    }
}
