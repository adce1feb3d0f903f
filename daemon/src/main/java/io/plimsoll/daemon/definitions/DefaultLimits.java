package io.plimsoll.daemon.definitions;

import io.plimsoll.engine.ProvenMultiple;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Limits for a book that states none: as wide as the overflow proof allows every leg at once, with prices up to a multiple of
 * where they start. A daemon's config always states its own.
 */
public final class DefaultLimits {
    /** A price may rise to this multiple of its first value. */
    public static final int PRICE_ROOM = 20;
    /** The price of an asset that instruments settle in, which multiplies every position. */
    public static final int SETTLEMENT_PRICE_ROOM = 4;

    private static final BigDecimal UNKNOWN_PRICE = new BigDecimal("1000000");
    private static final int BOUND_BITS = 124;
    private static final int MAX_LEGS = 64;
    private static final long LARGEST = (1L << 59) - 1;

    private final BigDecimal legBudget;

    /**
     * @param naturalDecimals largest units + price + settlement price decimals of any asset or instrument
     * @param factors assets and instruments together
     */
    public DefaultLimits(final int naturalDecimals, final int factors) {
        legBudget = new BigDecimal(BigInteger.ONE.shiftLeft(BOUND_BITS), naturalDecimals + Rates.DECIMALS)
                .divide(
                        BigDecimal.valueOf(ProvenMultiple.INSTRUMENT * Math.min(MAX_LEGS, Math.max(1, factors))),
                        0,
                        RoundingMode.FLOOR);
    }

    /** Largest price mantissa, given the first price (null when unknown). */
    public static long maxPrice(final BigDecimal first, final int decimals, final boolean isSettlement) {
        final BigDecimal room = first == null || first.signum() <= 0
                ? UNKNOWN_PRICE
                : first.multiply(BigDecimal.valueOf(isSettlement ? SETTLEMENT_PRICE_ROOM : PRICE_ROOM));
        return mantissa(room, decimals);
    }

    /** Largest balance or quantity mantissa whose value at the price limits stays within a leg's budget. */
    public long maxUnits(final BigDecimal maxPrice, final BigDecimal maxSettlementPrice, final int unitDecimals) {
        final BigDecimal price = maxPrice.multiply(maxSettlementPrice);
        return mantissa(legBudget.divide(price, unitDecimals, RoundingMode.FLOOR), unitDecimals);
    }

    /** A price mantissa's value. */
    public static BigDecimal price(final long mantissa, final int decimals) {
        return Decimals.toBigDecimal(mantissa, decimals);
    }

    private static long mantissa(final BigDecimal value, final int decimals) {
        final BigInteger unscaled = value.setScale(decimals, RoundingMode.FLOOR).unscaledValue();
        return unscaled.min(BigInteger.valueOf(LARGEST)).max(BigInteger.ONE).longValueExact();
    }
}
