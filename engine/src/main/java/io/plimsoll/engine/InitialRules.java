package io.plimsoll.engine;

import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * What definitions must satisfy about what only initial margin hangs on (docs/internals/initial-margin.md). Each answer is null, or half a
 * sentence that names the rule. Stateless.
 */
final class InitialRules {
    /** Millionths of the valuation currency. */
    private static final long MAX_FEE = 1_000_000_000;

    /** Most open orders that one unit may have. */
    static final long MAX_ORDERS = UnitInstruments.MAX_PER_UNIT * 65_534L;

    private static final int MAX_CANCEL_SECONDS = 86_400;

    private InitialRules() {}

    /** About the profile, once the value scale is known. */
    static String defect(final ProfileTerms profile, final int valueDecimals) {
        final int seconds = profile.requirement().cancelSeconds();
        if (profile.requirement().openOrdersInMaintenance()) {
            if (seconds < 1 || seconds > MAX_CANCEL_SECONDS) {
                return "openOrdersInMaintenance asks for cancelSeconds of 1 to 86,400";
            }
            if (BucketRules.areInForce(profile)) {
                return "openOrdersInMaintenance and profits in the settlement asset do not go together";
            }
            if (LendingRules.isSeizing(profile.plan().sizing())) {
                return "openOrdersInMaintenance and a sizing that seizes do not go together";
            }
        }
        if (seconds != 0 && !profile.requirement().openOrdersInMaintenance()) {
            return "cancelSeconds goes with openOrdersInMaintenance only";
        }
        if (profile.requirement().initialOfWhole()) {
            if (BucketRules.areInForce(profile)) {
                return "initialOfWhole and profits in the settlement asset do not go together";
            }
            if (profile.rebalance().to() == Rebalancing.INITIAL) {
                return "initialOfWhole and a rebalancing to initial margin do not go together";
            }
        }
        final long fee = profile.requirement().openOrderFeeMicros();
        if (fee == 0) {
            return null;
        }
        if (fee < 0 || fee > MAX_FEE || !OverflowProof.fits(fee * MAX_ORDERS, valueDecimals)) {
            return "openOrderFeeMicros must be at most 1,000, and fit the value scale for as many orders as a unit may have";
        }
        return BucketRules.areInForce(profile)
                ? "openOrderFeeMicros and profits in the settlement asset do not go together"
                : null;
    }

    /** About an asset. */
    static String defect(final AssetTerms asset) {
        return asset.depositCapMicros() < 0 ? "depositCapMicros must not be negative" : null;
    }

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
