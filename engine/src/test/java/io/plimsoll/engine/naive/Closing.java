package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/**
 * A position that an order closes some of, as the order's prices see it.
 *
 * @param isLong whether it is sold
 * @param price p, at P
 * @param isLinear whether what it is asked for is a plain share of its notional
 * @param margin R(maintenance) of all of it, orders in flight not counted, at V
 * @param worthOfOne what it gains or loses when p moves by 1, at V
 */
public record Closing(
        Instrument instrument,
        boolean isLong,
        BigInteger price,
        boolean isLinear,
        BigInteger margin,
        BigInteger worthOfOne) {}
