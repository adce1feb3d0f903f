package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.Rates;
import java.util.function.LongUnaryOperator;

/**
 * How far, how fast and how often the rates of all instruments may be scaled together.
 *
 * @param floorPpm the least scale, ppm
 * @param capPpm the greatest scale, ppm
 * @param stepPpm by how much one record may move it, ppm
 * @param seconds least time between two changes, of event time
 */
public record ScaleTerms(int floorPpm, int capPpm, int stepPpm, int seconds) {
    /** Nothing is scaled. */
    public static final ScaleTerms PLAIN = new ScaleTerms(Rates.ONE, Rates.ONE, 0, 0);

    ScaleTerms map(final LongUnaryOperator each) {
        return new ScaleTerms(
                Terms.number(each, floorPpm),
                Terms.number(each, capPpm),
                Terms.number(each, stepPpm),
                Terms.number(each, seconds));
    }
}
