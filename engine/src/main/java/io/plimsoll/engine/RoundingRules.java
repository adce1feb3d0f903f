package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.RoundingTerms;

/**
 * What definitions must satisfy about rounded terms and about rates that no ppm can say (docs/internals/rounding.md). Each answer is
 * null, or half a sentence that names the rule. Stateless.
 */
final class RoundingRules {
    private static final int MAX_LEVERAGE = 1_000_000;

    private RoundingRules() {}

    /** About the profile, once the value scale is known. */
    static String defect(final RoundingTerms terms, final int valueDecimals) {
        if (terms.decimals() == RoundingTerms.EXACT) {
            return terms.equals(RoundingTerms.PLAIN) ? null : "a rounding needs roundingDecimals";
        }
        if (terms.notional() != Rounding.NONE && terms.notional() != Rounding.TRUNCATE) {
            return "a notional has a sign, and is rounded by TRUNCATE or not at all";
        }
        if (terms.weighted() == Rounding.CEIL) {
            return "a weighted balance may not be rounded up, to more than the balance";
        }
        return Rounder.isPossible(terms, valueDecimals)
                ? null
                : "roundingDecimals must be between " + Math.max(0, valueDecimals - 18) + " and " + valueDecimals;
    }

    /** About an instrument under a profile. */
    static String defect(final Factor instrument, final RoundingTerms terms) {
        final InstrumentTerms own = instrument.instrumentTerms;
        final int share = own.maintenanceOfInitialPpm();
        final int leverage = own.maxLeverage();
        final int ways = (own.marginTableId() != 0 ? 1 : 0)
                + (share != 0 ? 1 : 0)
                + (leverage != 0 ? 1 : 0)
                + (own.sizeFactor() != 0 ? 1 : 0);
        if (ways > 1) {
            return "of marginTableId, maintenanceOfInitialPpm, maxLeverage and sizeFactor only one may be stated";
        }
        final String size = SizeRules.defect(own.sizeFactor());
        if (size != null) {
            return size;
        }
        if (own.marginTableId() != 0 && terms.notional() != Rounding.NONE) {
            return "a margin table and a rounded notional do not go together";
        }
        if (share != 0) {
            return shareDefect(instrument, share, terms);
        }
        return leverage == 0 ? null : leverageDefect(instrument, leverage);
    }

    private static String shareDefect(final Factor instrument, final int share, final RoundingTerms terms) {
        if (share < 0 || share > Rates.ONE) {
            return "maintenanceOfInitialPpm must be above 0 and at most 1";
        }
        final long product = (long) instrument.initialPpm * share;
        if (instrument.maintenancePpm != ceil(product, Rates.ONE)) {
            return "maintenancePpm must be its share of initialPpm, rounded up: " + ceil(product, Rates.ONE);
        }
        return terms.requirement() == Rounding.NONE && product % Rates.ONE != 0
                ? "a share of initialPpm that is no whole ppm needs a requirementRounding"
                : null;
    }

    private static String leverageDefect(final Factor instrument, final int leverage) {
        if (leverage < 0 || leverage > MAX_LEVERAGE) {
            return "maxLeverage must be between 1 and " + MAX_LEVERAGE;
        }
        return instrument.initialPpm != ceil(Rates.ONE, leverage)
                        || instrument.maintenancePpm != ceil(Rates.ONE, 2L * leverage)
                ? "initialPpm and maintenancePpm must be 1/L and 1/(2L), rounded up: " + ceil(Rates.ONE, leverage)
                        + " and " + ceil(Rates.ONE, 2L * leverage)
                : null;
    }

    private static long ceil(final long value, final long by) {
        return (value + by - 1) / by;
    }
}
