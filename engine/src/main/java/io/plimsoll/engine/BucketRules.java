package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;

/**
 * What definitions must satisfy where profits count as so much of the settlement asset (docs/internals/settle-buckets.md): no venue has the
 * rules that are refused here beside that one. Each answer is null, or half a sentence that names the rule. Stateless.
 */
final class BucketRules {
    private BucketRules() {}

    /** Whether the profile has what a position has won or lost count as so much of its settlement asset. */
    static boolean areInForce(final ProfileTerms terms) {
        return terms.requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET;
    }

    /** About the profile. */
    static String defect(final Profile profile) {
        final ProfileTerms terms = profile.terms();
        if (!areInForce(terms)) {
            return null;
        }
        final String other = other(profile);
        return other == null ? null : "profits in the settlement asset and " + other + " do not go together";
    }

    private static String other(final Profile profile) {
        final ProfileTerms terms = profile.terms();
        if (terms.debtIn() != DebtPlace.NETTED) {
            return "debts in the requirement";
        }
        if (terms.boundary() != Boundary.STRICT || terms.requirePositive()) {
            return "a boundary that asks for a requirement";
        }
        if (profile.warningRatioPpm() != Rates.ONE) {
            return "a warningRatioPpm other than 1";
        }
        if (ProfitRules.isCapped(terms)) {
            return "a profitCapMicros";
        }
        if (!terms.rounding().equals(RoundingTerms.PLAIN)) {
            return "a rounding";
        }
        if (terms.plan().sizing() != Sizing.STOP_MARGIN) {
            return "a sizing other than STOP_MARGIN";
        }
        if (terms.plan().fillableSpreadPpm() != 0) {
            return "a fillableSpreadPpm";
        }
        if (terms.rebalance().to() != Rebalancing.NONE) {
            return "a rebalance";
        }
        return terms.waterfall().deleverage() == Deleveraging.LEVERAGE_TIMES_RATIO
                ? "deleveraging LEVERAGE_TIMES_RATIO"
                : null;
    }

    /** About an instrument under a profile. */
    static String defect(final Factor instrument, final ProfileTerms profile) {
        if (!areInForce(profile)) {
            return null;
        }
        final InstrumentTerms terms = instrument.instrumentTerms;
        if (terms.marginTableId() != 0
                || terms.sizeFactor() != 0
                || terms.maintenanceOfInitialPpm() != 0
                || terms.maxLeverage() != 0) {
            return "where profits count in the settlement asset it may state no marginTableId, sizeFactor,"
                    + " maintenanceOfInitialPpm or maxLeverage";
        }
        return instrument.stopPpm == 0
                ? "where profits count in the settlement asset its stopPpm must be above 0"
                : null;
    }
}
