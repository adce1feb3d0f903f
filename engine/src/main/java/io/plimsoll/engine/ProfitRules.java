package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;
import io.plimsoll.protocol.terms.Terms;

/**
 * What definitions must satisfy about what a profit counts and about fillable prices (docs/internals/linear-rules.md). Each answer is
 * null, or half a sentence that names the rule. Stateless.
 */
final class ProfitRules {
    private static final int MAX_SPREAD = 10 * Rates.ONE;
    private static final int MAX_ADJUSTMENT = 100 * Rates.ONE;

    private static final int MAX_PRECISION = Rates.ONE / 10;

    private ProfitRules() {}

    /** Whether profits count for initial margin up to some amount only. */
    static boolean isCapped(final ProfileTerms terms) {
        return terms.requirement().profitCapMicros() != Terms.UNBOUNDED;
    }

    /** About the profile, once the value scale is known. */
    static String defect(final ProfileTerms terms, final int valueDecimals) {
        final RequirementTerms requirement = terms.requirement();
        if (requirement.profitIn() != ProfitPlace.EQUITY && requirement.profitIn() != ProfitPlace.SETTLEMENT_ASSET) {
            return "its profitIn is not known to these rules";
        }
        if (requirement.sizeShapePpm() < 0
                || requirement.sizeShapePpm() > Rates.ONE
                || requirement.ratePrecisionPpm() < 1
                || requirement.ratePrecisionPpm() > MAX_PRECISION) {
            return "sizeShapePpm must be 0 to 1, and ratePrecisionPpm above 0 and at most 0.1";
        }
        final boolean isCapped = isCapped(terms);
        if (isCapped
                && (requirement.profitCapMicros() < 0
                        || !OverflowProof.fits(requirement.profitCapMicros(), valueDecimals))) {
            return "profitCapMicros must not be negative, and fit the value scale";
        }
        if (isCapped && terms.rounding().notional() != Rounding.NONE) {
            return "a profitCapMicros and a rounded notional do not go together";
        }
        final PlanTerms plan = terms.plan();
        return plan.fillableSpreadPpm() < 0
                        || plan.fillableSpreadPpm() > MAX_SPREAD
                        || plan.fillableBankruptcyAdjustmentPpm() < 0
                        || plan.fillableBankruptcyAdjustmentPpm() > MAX_ADJUSTMENT
                ? "a fillable spread must be at most 10, its bankruptcy adjustment at most 100"
                : null;
    }

    /** About an instrument under a profile. */
    static String defect(final Factor instrument, final ProfileTerms profile) {
        final InstrumentTerms terms = instrument.instrumentTerms;
        if (terms.profitInitialWeightPpm() < 0
                || terms.profitInitialWeightPpm() > terms.profitMaintenanceWeightPpm()
                || terms.profitMaintenanceWeightPpm() > Rates.ONE) {
            return "profit weights must be 0 <= initial <= maintenance <= 1";
        }
        return terms.profitInitialWeightPpm() != Rates.ONE && profile.rounding().notional() != Rounding.NONE
                ? "a profit weight and a rounded notional do not go together"
                : null;
    }
}
