package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.InterestIndexEncoder;
import java.math.BigInteger;

/** Writes the fact that an asset's interest indexes moved. Stateless. */
public final class InterestRecords {
    private InterestRecords() {}

    /** Both, at 27 decimals. */
    public static void index(
            final InputRecords out,
            final long assetId,
            final BigInteger supply,
            final BigInteger borrow,
            final int source,
            final long sourceSequence) {
        out.record((buffer, at, header) -> {
            final InterestIndexEncoder encoder = new InterestIndexEncoder().wrapAndApplyHeader(buffer, at, header);
            encoder.supplyIndex().high(supply.shiftRight(Long.SIZE).longValue()).low(supply.longValue());
            encoder.borrowIndex().high(borrow.shiftRight(Long.SIZE).longValue()).low(borrow.longValue());
            return encoder.sourceSequence(sourceSequence)
                    .assetId(assetId)
                    .source(source)
                    .encodedLength();
        });
    }
}
