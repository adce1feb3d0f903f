package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;

/**
 * What definitions must satisfy about inverse contracts, and what follows from one alone (docs/internals/inverse.md, Definitions). Each answer
 * about a defect is null, or half a sentence. Stateless.
 */
final class InverseRules {
    /** What a contract is worth at the lowest price is smaller, as limits are. */
    private static final int MARK_BITS = 59;

    private InverseRules() {}

    /** About an instrument under a profile; its limits have been looked at. */
    static String defect(final Factor instrument, final ProfileTerms profile) {
        final InstrumentTerms terms = instrument.instrumentTerms;
        if (instrument.kind != InstrumentKind.INVERSE) {
            return terms.contractValue() == 0 && terms.worthDecimals() == 0
                    ? null
                    : "a contractValue and worthDecimals go with an inverse contract";
        }
        if (terms.contractValue() <= 0) {
            return "an inverse contract needs a contractValue above 0";
        }
        if (terms.worthDecimals() < 0 || terms.worthDecimals() > Decimals.MAX_DECIMALS) {
            return "its worthDecimals must be 0 to 18";
        }
        final BigInteger most = most(instrument);
        if (most.bitLength() > MARK_BITS || most.compareTo(BigInteger.valueOf(instrument.maxPrice)) < 0) {
            return "what its contract is worth at the lowest price, contractValue * 10^worthDecimals, must be below 2^59,"
                    + " and at its maxPrice not nothing";
        }
        return BucketRules.areInForce(profile)
                ? "an inverse contract and profits in the settlement asset do not go together"
                : null;
    }

    /** M: what a contract is worth at the price 1, in the last of its worthDecimals. */
    static BigInteger most(final Factor inverse) {
        final InstrumentTerms terms = inverse.instrumentTerms;
        return BigInteger.valueOf(terms.contractValue()).multiply(BigInteger.TEN.pow(terms.worthDecimals()));
    }
}
