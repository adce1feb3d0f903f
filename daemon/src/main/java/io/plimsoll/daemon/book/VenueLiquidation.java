package io.plimsoll.daemon.book;

import java.math.BigDecimal;

/**
 * One liquidation as a venue reports it (docs/formats/venue-liquidations.md).
 *
 * @param line where its file says so, as {@code file:line}
 * @param atNs when, nanoseconds since the Unix epoch; {@link #NO_TIME} where {@code sequence} is given
 * @param sequence of the input behind which it stands, 0 where a time is given
 * @param account its name, or its id as text
 * @param subject symbol of the instrument that was closed, or of the asset that was taken
 * @param isAsset whether it is an asset
 * @param quantity signed, the account's: negative where it sold, or an asset was taken from it
 * @param price at which, or null
 * @param equity what the venue says the account's balance was, or null
 * @param requirement what the venue says was asked of it, or null
 */
public record VenueLiquidation(
        String line,
        long atNs,
        long sequence,
        String account,
        String subject,
        boolean isAsset,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal equity,
        BigDecimal requirement) {
    /** It is told by sequence. */
    public static final long NO_TIME = Long.MIN_VALUE;
}
