package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.ScaleTerms;

/** What a profile must satisfy about the margin scale (docs/internals/margin-scale.md). The answer is null, or half a sentence. Stateless. */
final class ScaleRules {
    private static final int MAX_CAP = 5 * Rates.ONE;
    private static final int MAX_SECONDS = 1_000_000_000;

    private ScaleRules() {}

    static String defect(final ScaleTerms terms) {
        if (terms.floorPpm() < 1
                || terms.floorPpm() > Rates.ONE
                || terms.capPpm() < Rates.ONE
                || terms.capPpm() > MAX_CAP) {
            return "a margin scale's floor must be above 0 and at most 1, its cap at least 1 and at most 5";
        }
        if (terms.floorPpm() == terms.capPpm()) {
            return terms.equals(ScaleTerms.PLAIN)
                    ? null
                    : "a step and seconds of the margin scale need a floor or a cap that is not 1";
        }
        if (terms.stepPpm() < 1 || terms.stepPpm() > MAX_CAP) {
            return "a margin scale's step must be above 0 and at most 5";
        }
        return terms.seconds() < 0 || terms.seconds() > MAX_SECONDS
                ? "seconds between two changes of the margin scale must be 0 to 10^9"
                : null;
    }
}
