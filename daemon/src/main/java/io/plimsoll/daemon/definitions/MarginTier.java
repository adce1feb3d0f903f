package io.plimsoll.daemon.definitions;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.MarginTableEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * What is asked of the part of a position's notional that is above a floor and below the next tier's; or 1 - weight of the part of what is
 * owned of an asset.
 *
 * @param floorMicros where the tier begins, millionths of the settlement asset, or of the valuation currency
 * @param initialPpm initial margin
 * @param stopPpm stop margin
 * @param maintenancePpm maintenance margin
 */
public record MarginTier(long floorMicros, int initialPpm, int stopPpm, int maintenancePpm) {
    /** Initial and maintenance weight where the rates are 1 - weight, ppm. */
    public int[] weights() {
        return new int[] {Rates.ONE - initialPpm, Rates.ONE - maintenancePpm};
    }

    /** Bytes of the message that states so many tiers, its SBE header included. */
    static int encodedLength(final int tiers) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + MarginTableEncoder.BLOCK_LENGTH
                + MarginTableEncoder.TiersEncoder.sbeHeaderSize()
                + tiers * MarginTableEncoder.TiersEncoder.sbeBlockLength();
    }

    /** Writes a table of tiers as a message with its SBE header. */
    static void encode(
            final int tableId, final List<MarginTier> tiers, final MutableDirectBuffer buffer, final int offset) {
        final MarginTableEncoder.TiersEncoder group = new MarginTableEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .tableId(Integer.toUnsignedLong(tableId))
                .tiersCount(tiers.size());
        for (final MarginTier tier : tiers) {
            group.next()
                    .floorMicros(tier.floorMicros())
                    .initialPpm(tier.initialPpm())
                    .stopPpm(tier.stopPpm())
                    .maintenancePpm(tier.maintenancePpm());
        }
    }
}
