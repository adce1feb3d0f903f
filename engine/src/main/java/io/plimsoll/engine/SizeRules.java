package io.plimsoll.engine;

import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;

/**
 * What definitions must satisfy about rates and weights by size (docs/internals/size-factors.md). Each answer is null, or half a sentence
 * that names the rule. Stateless.
 */
final class SizeRules {
    /** 1,000 per root. */
    static final long MAX_FACTOR = 1_000_000_000_000L;

    private SizeRules() {}

    /** About what an asset or instrument states. */
    static String defect(final long sizeFactor) {
        return sizeFactor < 0 || sizeFactor > MAX_FACTOR ? "sizeFactor must be 0 to 1,000 per root" : null;
    }

    /** About an asset under a profile. */
    static String defect(final AssetTerms asset, final ProfileTerms profile) {
        if (asset.sizeFactor() == 0) {
            return null;
        }
        final String other = other(asset, profile);
        return other == null
                ? defect(asset.sizeFactor())
                : "a sizeFactor of an asset and " + other + " do not go together";
    }

    private static String other(final AssetTerms asset, final ProfileTerms profile) {
        if (asset.weightTableId() != 0) {
            return "a weight table";
        }
        if (asset.indexed()) {
            return "an interest index";
        }
        if (BucketRules.areInForce(profile)) {
            return "profits in the settlement asset";
        }
        return LendingRules.isSeizing(profile.plan().sizing()) ? "a sizing that seizes" : null;
    }
}
