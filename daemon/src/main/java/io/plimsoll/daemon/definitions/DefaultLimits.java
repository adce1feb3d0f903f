package io.plimsoll.daemon.definitions;

import io.plimsoll.engine.ProvenMultiple;
import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
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

    private final BigDecimal bound;
    private final int legs;
    private final ProfileTerms profile;

    /**
     * @param naturalDecimals largest units + price + settlement price decimals of any asset or instrument
     * @param factors assets and instruments together
     * @param profile what a leg may count at most hangs on it
     */
    public DefaultLimits(final int naturalDecimals, final int factors, final ProfileTerms profile) {
        this.bound = new BigDecimal(BigInteger.ONE.shiftLeft(BOUND_BITS), naturalDecimals + Rates.DECIMALS);
        this.legs = Math.min(MAX_LEGS, Math.max(1, factors));
        this.profile = profile;
    }

    /** Largest price mantissa, given the first price (null when unknown). */
    public static long maxPrice(final BigDecimal first, final int decimals, final boolean isSettlement) {
        final BigDecimal room = first == null || first.signum() <= 0
                ? UNKNOWN_PRICE
                : first.multiply(BigDecimal.valueOf(isSettlement ? SETTLEMENT_PRICE_ROOM : PRICE_ROOM));
        return mantissa(room, decimals);
    }

    /** Largest balance mantissa of an asset of such terms whose value at the price limit stays within a leg's budget. */
    public long maxBalance(final BigDecimal maxPrice, final int decimals, final AssetTerms terms) {
        final long multiple = Math.max(ProvenMultiple.INSTRUMENT, ProvenMultiple.ofAsset(terms, profile));
        final long maxAmount = maxUnits(multiple, maxPrice, decimals);
        return terms.indexed()
                ? Math.max(
                        1,
                        BigInteger.valueOf(maxAmount)
                                .multiply(BigInteger.valueOf(Rates.ONE))
                                .divide(BigInteger.valueOf(Math.max(Rates.ONE, terms.maxIndexPpm())))
                                .longValueExact())
                : maxAmount;
    }

    /** Largest quantity mantissa of an instrument that settles in an asset of such terms, whose value at the price limits stays within it. */
    public long maxQuantity(
            final BigDecimal maxPrice,
            final BigDecimal maxSettlementPrice,
            final int decimals,
            final AssetTerms settlement) {
        return maxUnits(
                ProvenMultiple.ofInstrument(settlement, profile), maxPrice.multiply(maxSettlementPrice), decimals);
    }

    private long maxUnits(final long multiple, final BigDecimal price, final int decimals) {
        final BigDecimal budget = bound.divide(BigDecimal.valueOf(multiple * legs), 0, RoundingMode.FLOOR);
        return mantissa(budget.divide(price, decimals, RoundingMode.FLOOR), decimals);
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
