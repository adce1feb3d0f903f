package io.plimsoll.daemon.definitions;

import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.GuardDefinitionEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * A price's guard as a book or config file states it (docs/internals/guarded-prices.md says what each setting does). Times in ns, rates
 * in ppm; {@link #OFF} where something is not looked at.
 *
 * @param origin file:line, for messages
 * @param price symbol of the guarded price
 * @param quorum sources that make a price valid
 * @param maxAgeNs a source counts while its last price is no older
 * @param collarPpm farthest a tick may be from the price in force
 * @param outlierMads median absolute deviations from the median beyond which a source is an outlier
 * @param outlierFloorPpm distance from the median within which no source is one
 * @param maxConfidencePpm widest interval of a valid price
 * @param haltFactor halted above so many times the slow price, or below so small a part of it
 * @param slowNs how far the slow price looks back
 * @param resumeTicks ticks in agreement that end a halt
 * @param dwellPpm a larger move at once is a jump
 * @param dwellNs how long a jump must stand before it is acted on
 * @param degraded what a liquidation does with a degraded price
 */
public record GuardSpec(
        String origin,
        String price,
        int quorum,
        long maxAgeNs,
        int collarPpm,
        int outlierMads,
        int outlierFloorPpm,
        int maxConfidencePpm,
        int haltFactor,
        long slowNs,
        int resumeTicks,
        int dwellPpm,
        long dwellNs,
        DegradedAction degraded) {
    /** Stands for a setting that is switched off. */
    public static final int OFF = 0;

    /** Writes the guard as a message with its SBE header; answers its length. */
    int encode(final MutableDirectBuffer buffer, final int offset, final int priceId) {
        final GuardDefinitionEncoder guard = new GuardDefinitionEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .maxAgeNs(maxAgeNs)
                .slowNs(slowNs)
                .dwellNs(dwellNs)
                .priceId(priceId)
                .collarPpm(optional(collarPpm, GuardDefinitionEncoder.collarPpmNullValue()))
                .outlierFloorPpm(outlierFloorPpm)
                .maxConfidencePpm(optional(maxConfidencePpm, GuardDefinitionEncoder.maxConfidencePpmNullValue()))
                .dwellPpm(optional(dwellPpm, GuardDefinitionEncoder.dwellPpmNullValue()))
                .quorum((short) quorum)
                .outlierMads((short) optional(outlierMads, GuardDefinitionEncoder.outlierMadsNullValue()))
                .haltFactor((short) optional(haltFactor, GuardDefinitionEncoder.haltFactorNullValue()))
                .resumeTicks((short) resumeTicks)
                .degraded(degraded);
        return MessageHeaderEncoder.ENCODED_LENGTH + guard.encodedLength();
    }

    private static int optional(final int value, final int nullValue) {
        return value == OFF ? nullValue : value;
    }
}
