package io.plimsoll.daemon.definitions;

import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.Mark;
import java.math.BigInteger;
import java.util.List;

/**
 * An instrument as a book or config file states it, symbols resolved to ids. Mantissas and ppm as in the schema.
 *
 * @param origin file:line, for messages
 * @param id the venue's id
 * @param symbol the venue's name
 * @param price symbol of the price that values it
 * @param kind what a position is worth
 * @param underlyingId asset id
 * @param settlementId asset id
 * @param priceDecimals decimals of its price
 * @param quantityDecimals decimals of a quantity
 * @param initialPpm initial margin
 * @param stopPpm stop margin
 * @param maintenancePpm maintenance margin
 * @param tick price mantissa
 * @param step quantity mantissa
 * @param maxQuantity limit, quantity mantissa
 * @param maxPrice limit, price mantissa
 * @param terms what it says beyond the plain rules
 * @param tiers the margin table that the terms name, the first with the rates above; empty where those hold at any size
 */
public record InstrumentSpec(
        String origin,
        int id,
        String symbol,
        String price,
        InstrumentKind kind,
        int underlyingId,
        int settlementId,
        int priceDecimals,
        int quantityDecimals,
        int initialPpm,
        int stopPpm,
        int maintenancePpm,
        long tick,
        long step,
        long maxQuantity,
        long maxPrice,
        InstrumentTerms terms,
        List<MarginTier> tiers) {
    /** The largest size of what stands in place of its price in a value (docs/internals/inverse.md). */
    public BigInteger maxMark() {
        return Mark.isInverse(terms)
                ? BigInteger.valueOf(terms.contractValue()).multiply(BigInteger.TEN.pow(terms.worthDecimals()))
                : BigInteger.valueOf(maxPrice);
    }

    /** Without terms beyond the plain rules. */
    public InstrumentSpec(
            final String origin,
            final int id,
            final String symbol,
            final String price,
            final InstrumentKind kind,
            final int underlyingId,
            final int settlementId,
            final int priceDecimals,
            final int quantityDecimals,
            final int initialPpm,
            final int stopPpm,
            final int maintenancePpm,
            final long tick,
            final long step,
            final long maxQuantity,
            final long maxPrice) {
        this(
                origin,
                id,
                symbol,
                price,
                kind,
                underlyingId,
                settlementId,
                priceDecimals,
                quantityDecimals,
                initialPpm,
                stopPpm,
                maintenancePpm,
                tick,
                step,
                maxQuantity,
                maxPrice,
                InstrumentTerms.PLAIN,
                List.of());
    }
}
