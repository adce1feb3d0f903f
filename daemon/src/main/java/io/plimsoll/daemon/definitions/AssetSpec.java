package io.plimsoll.daemon.definitions;

import io.plimsoll.protocol.terms.AssetTerms;
import java.util.List;

/**
 * An asset as a book or config file states it, symbols resolved to ids. Mantissas and ppm as in the schema.
 *
 * @param origin file:line, for messages
 * @param id the venue's id
 * @param symbol the venue's name
 * @param price symbol of the price that values it; null for the valuation currency, worth 1
 * @param decimals decimals of a balance
 * @param priceDecimals decimals of its price
 * @param initialWeightPpm share that counts for initial margin
 * @param maintenanceWeightPpm share that counts for maintenance and stop margin
 * @param maxBalance limit, balance mantissa
 * @param maxPrice limit, price mantissa
 * @param terms what it says beyond the plain rules
 * @param tiers the weight table that the terms name, 1 - weight by worth, the first with the weights above; empty where those hold at any worth
 */
public record AssetSpec(
        String origin,
        int id,
        String symbol,
        String price,
        int decimals,
        int priceDecimals,
        int initialWeightPpm,
        int maintenanceWeightPpm,
        long maxBalance,
        long maxPrice,
        AssetTerms terms,
        List<MarginTier> tiers) {
    /** Without terms beyond the plain rules. */
    public AssetSpec(
            final String origin,
            final int id,
            final String symbol,
            final String price,
            final int decimals,
            final int priceDecimals,
            final int initialWeightPpm,
            final int maintenanceWeightPpm,
            final long maxBalance,
            final long maxPrice) {
        this(
                origin,
                id,
                symbol,
                price,
                decimals,
                priceDecimals,
                initialWeightPpm,
                maintenanceWeightPpm,
                maxBalance,
                maxPrice,
                AssetTerms.PLAIN,
                List.of());
    }
}
