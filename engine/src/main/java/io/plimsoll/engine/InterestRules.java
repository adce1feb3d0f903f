package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;

/** What definitions must satisfy about interest indexes (docs/internals/interest.md, Definitions). Each answer is null, or half a sentence. Stateless. */
final class InterestRules {
    /** Amounts are smaller, as balances are. */
    private static final int AMOUNT_BITS = 59;

    private InterestRules() {}

    static String defect(final Factor asset, final Factor[] next, final ProfileTerms profile) {
        final AssetTerms terms = asset.assetTerms;
        if (!terms.indexed()) {
            return terms.maxIndexPpm() == 0 ? null : "a maxIndexPpm goes with an indexed asset";
        }
        if (terms.maxIndexPpm() < Rates.ONE || terms.maxIndexPpm() > Interest.MAX_INDEX_PPM) {
            return "an indexed asset needs a maxIndexPpm of 1,000,000 to 10^12";
        }
        if (largestAmount(asset).bitLength() > AMOUNT_BITS) {
            return "its largest balance at its largest index must be below 2^59 units of the last decimal";
        }
        if (BucketRules.areInForce(profile)) {
            return "an indexed asset and profits in the settlement asset do not go together";
        }
        if (profile.waterfall().fundDraws()) {
            return "an indexed asset and fundDraws do not go together";
        }
        for (final Factor factor : next) {
            if (factor.isInstrument && factor.settlementAssetId == asset.id) {
                return "an indexed asset settles no instrument";
            }
        }
        return null;
    }

    /** The size that an amount of the asset may come to, balance mantissa. */
    static BigInteger largestAmount(final Factor asset) {
        final BigInteger most = BigInteger.valueOf(asset.maxUnits);
        if (!asset.isIndexed()) {
            return most;
        }
        final BigInteger[] parts = most.multiply(BigInteger.valueOf(asset.assetTerms.maxIndexPpm()))
                .divideAndRemainder(BigInteger.valueOf(Rates.ONE));
        return parts[0].add(BigInteger.valueOf(parts[1].signum()));
    }
}
