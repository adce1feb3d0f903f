package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Instrument;
import java.math.BigInteger;

/**
 * A position that an order closes some of, as the order's prices see it.
 *
 * @param isLong whether it is sold
 * @param price p, at P
 * @param margin where it has a margin table its R(maintenance), not rounded and without orders in flight, at V; else 0
 * @param worthOfOne what it gains or loses when p moves by 1, at V
 */
public record Closing(
        Instrument instrument, boolean isLong, BigInteger price, BigInteger margin, BigInteger worthOfOne) {}
