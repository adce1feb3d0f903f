package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.terms.PenaltyTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.util.Set;

/** What a profile must satisfy that has others pay for bankrupt units (docs/internals/waterfall.md). Stateless. */
final class WaterfallRules {
    private static final int MAX_EXPIRIES = 100;
    private static final Set<Deleveraging> RANKINGS = Set.of(
            Deleveraging.NONE,
            Deleveraging.PROFIT_BY_EQUITY,
            Deleveraging.PROFIT_TIMES_LEVERAGE,
            Deleveraging.LEVERAGE_TIMES_RATIO);

    private WaterfallRules() {}

    static String defect(final WaterfallTerms terms) {
        if (!RANKINGS.contains(terms.deleverage())) {
            return "its waterfall.deleverage is not known to these rules";
        }
        if (!terms.fundDraws()
                && (terms.maxDrawMicros() != Terms.UNBOUNDED
                        || terms.socialise()
                        || terms.deleverage() != Deleveraging.NONE)) {
            return "a bound on draws, sharing of what they leave and deleveraging ask for draws on funds";
        }
        if (terms.maxDrawMicros() < 1) {
            return "the bound on draws must be above 0";
        }
        if (terms.deleverageAfter() < 0 || terms.deleverageAfter() > MAX_EXPIRIES) {
            return "deleveraging must begin after 0 to 100 expiries";
        }
        return isWhole(terms.penalty())
                ? null
                : "the shares of a penalty must be 0 to 1 and add up to 1, or to nothing";
    }

    private static boolean isWhole(final PenaltyTerms split) {
        final long sum = (long) split.liquidatorPpm() + split.fundPpm() + split.protocolPpm();
        return split.liquidatorPpm() >= 0
                && split.fundPpm() >= 0
                && split.protocolPpm() >= 0
                && (sum == 0 || sum == Rates.ONE);
    }
}
