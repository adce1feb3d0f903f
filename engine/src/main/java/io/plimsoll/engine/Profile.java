package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * The margin profile in force: choices that hold for every unit. Rates and ratios in ppm, as in the schema.
 *
 * @param version rises with each change; carried on each order
 * @param warningRatioPpm warning is B &lt; R * ratio
 * @param limitSpreadPpm widest fillable spread as a multiple of the maintenance rate
 * @param dustMicros a remainder of a position worth less closes in full, millionths of the valuation currency
 * @param maxLiquidationsPerRecord how many units one record may order for, the riskiest first; 0: all of them
 * @param terms what it says beyond the plain rules
 */
public record Profile(
        int version,
        int warningRatioPpm,
        int limitSpreadPpm,
        long dustMicros,
        int maxLiquidationsPerRecord,
        ProfileTerms terms) {
    /** In force before the first commit, when there is nothing to value. */
    static final Profile NONE = new Profile(0, 1_000_000, 0, 0, 0, ProfileTerms.PLAIN);

    /** Whether who just holds what is asked for is below it. */
    boolean isInclusive() {
        return terms.boundary() == Boundary.INCLUSIVE;
    }

    /** The profile itself, or the one that was written. */
    Profile image(final StateImage image) {
        return new Profile(
                image.number(version),
                image.number(warningRatioPpm),
                image.number(limitSpreadPpm),
                image.number(dustMicros),
                image.number(maxLiquidationsPerRecord),
                terms.map(image::number));
    }

    void hash(final StateHash hash) {
        hash.add(version).add(warningRatioPpm).add(limitSpreadPpm).add(dustMicros);
        if (maxLiquidationsPerRecord
                != 0) { // so that states of journals from before there was a bound hash as they did
            hash.add(maxLiquidationsPerRecord);
        }
        if (!terms.equals(ProfileTerms.PLAIN)) {
            terms.map(hash::addAndGet);
        }
    }
}
