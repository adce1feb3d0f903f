package io.plimsoll.engine;

import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * What definitions must satisfy about what only initial margin hangs on (docs/internals/initial-margin.md). Each answer is null, or half a
 * sentence that names the rule. Stateless.
 */
final class InitialRules {
    private InitialRules() {}

    /** About an instrument under a profile. */
    static String defect(final Factor instrument, final ProfileTerms profile) {
        final InstrumentTerms terms = instrument.instrumentTerms;
        if (terms.openInterestLowerMicros() == 0 && terms.openInterestUpperMicros() == 0) {
            return null;
        }
        if (terms.openInterestLowerMicros() < 0 || terms.openInterestUpperMicros() <= terms.openInterestLowerMicros()) {
            return "open interest must rise from a lower bound of 0 or more to a higher one";
        }
        if (terms.marginTableId() != 0 || terms.sizeFactor() != 0 || terms.maxLeverage() != 0) {
            return "bounds of open interest go with no marginTableId, sizeFactor or maxLeverage";
        }
        return BucketRules.areInForce(profile)
                ? "bounds of open interest and profits in the settlement asset do not go together"
                : null;
    }
}
