package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.DegradedAction;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;

/**
 * How far the sources of a price id are to be believed: a definition, as in the schema, where every field is explained. Times in ns, rates
 * in ppm; {@link #OFF} where a choice is not made.
 */
record Guard(
        int priceId,
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
    /** What is not looked at. */
    static final int OFF = 0;
    /** What an image is read into when nothing is there yet. */
    static final Guard NOTHING = new Guard(0, 1, 1, OFF, OFF, 0, OFF, OFF, 64, 1, OFF, 0, DegradedAction.AT_BOUND);

    private static final long LONGEST_NS = 1L << 50;
    private static final int LEAST_SLOW_NS = 64;
    private static final int MOST_QUORUM = PriceGuard.MAX_SOURCES;
    private static final int MOST = 100;
    private static final int LEAST_HALT_FACTOR = 2;
    /** Stands in for a value that the schema has as null and that 0 would be no null of. */
    private static final int BEYOND = -1;

    static Guard of(final GuardDefinitionDecoder record) {
        return new Guard(
                (int) record.priceId(),
                record.quorum(),
                record.maxAgeNs(),
                optional(record.collarPpm(), GuardDefinitionDecoder.collarPpmNullValue()),
                optional(record.outlierMads(), GuardDefinitionDecoder.outlierMadsNullValue()),
                record.outlierFloorPpm(),
                optional(record.maxConfidencePpm(), GuardDefinitionDecoder.maxConfidencePpmNullValue()),
                optional(record.haltFactor(), GuardDefinitionDecoder.haltFactorNullValue()),
                record.slowNs(),
                record.resumeTicks(),
                optional(record.dwellPpm(), GuardDefinitionDecoder.dwellPpmNullValue()),
                record.dwellNs(),
                record.degraded());
    }

    private static int optional(final int value, final int nullValue) {
        if (value == nullValue) {
            return OFF;
        }
        return value == OFF ? BEYOND : value;
    }

    /** The rule that is broken, in words, or null. */
    String defect() {
        if (quorum < 1 || quorum > MOST_QUORUM) {
            return "the quorum must be 1 to " + MOST_QUORUM;
        }
        if (maxAgeNs < 1 || maxAgeNs > LONGEST_NS) {
            return "the largest age must be 1 ns to 2^50 ns";
        }
        if (slowNs < LEAST_SLOW_NS || slowNs > LONGEST_NS || dwellNs < 0 || dwellNs > LONGEST_NS) {
            return "the slow price's time must be 64 ns to 2^50 ns, the dwell at most that";
        }
        if (!isRate(collarPpm) || !isRate(maxConfidencePpm) || !isRate(dwellPpm) || !isRate(outlierFloorPpm)) {
            return "collar, outlier floor, confidence and dwell must be at most 1";
        }
        if (outlierMads < OFF || outlierMads > MOST || resumeTicks < 1 || resumeTicks > MOST) {
            return "outlier distance and ticks to resume must be 1 to " + MOST;
        }
        if (haltFactor != OFF && (haltFactor < LEAST_HALT_FACTOR || haltFactor > MOST)) {
            return "the factor that halts must be 2 to " + MOST;
        }
        return degraded == DegradedAction.NULL_VAL ? "it does not say what a degraded price allows" : null;
    }

    private static boolean isRate(final int ppm) {
        return ppm >= 0 && ppm <= Rates.ONE;
    }

    /** The guard itself, or the one that was written. */
    Guard image(final StateImage image) {
        return new Guard(
                image.number(priceId),
                image.number(quorum),
                image.number(maxAgeNs),
                image.number(collarPpm),
                image.number(outlierMads),
                image.number(outlierFloorPpm),
                image.number(maxConfidencePpm),
                image.number(haltFactor),
                image.number(slowNs),
                image.number(resumeTicks),
                image.number(dwellPpm),
                image.number(dwellNs),
                DegradedAction.get((short) image.number(degraded.value())));
    }

    void hash(final StateHash hash) {
        hash.add(priceId)
                .add(quorum)
                .add(maxAgeNs)
                .add(collarPpm)
                .add(outlierMads)
                .add(outlierFloorPpm)
                .add(maxConfidencePpm)
                .add(haltFactor)
                .add(slowNs)
                .add(resumeTicks)
                .add(dwellPpm)
                .add(dwellNs)
                .add(degraded.value());
    }
}
