package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.terms.ProfileTerms;

/** A profile that has profits count as so much of the settlement asset, and says nothing else beyond the plain rules. */
public final class BucketTerms {
    /** What its terms are. */
    public static final ProfileTerms PLAIN = plain();

    private static final int PROFIT_IN = 3;

    private BucketTerms() {}

    private static ProfileTerms plain() {
        final int[] component = {0};
        return ProfileTerms.PLAIN.map(
                value -> component[0]++ == PROFIT_IN ? ProfitPlace.SETTLEMENT_ASSET.value() : value);
    }
}
