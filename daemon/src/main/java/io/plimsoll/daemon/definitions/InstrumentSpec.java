package io.plimsoll.daemon.definitions;

import io.plimsoll.protocol.codec.InstrumentKind;

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
        long maxPrice) {}
