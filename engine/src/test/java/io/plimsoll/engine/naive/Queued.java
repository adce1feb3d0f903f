package io.plimsoll.engine.naive;

import java.math.BigInteger;

/**
 * A unit's place among those that are to be liquidated.
 *
 * @param shortfall maintenance margin less equity when it was queued, at V
 * @param since input sequence of the record that queued it; no rule reads it
 */
public record Queued(long accountId, BigInteger shortfall, long since) {}
