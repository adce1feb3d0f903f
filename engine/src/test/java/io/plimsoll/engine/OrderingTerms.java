package io.plimsoll.engine;

import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RequirementTerms;

/** A profile that counts open orders for maintenance, with a fee for each. */
final class OrderingTerms {
    static final ProfileTerms PLAIN = of(ProfileTerms.PLAIN, 10_000);

    private OrderingTerms() {}

    static ProfileTerms of(final ProfileTerms terms, final long feeMicros) {
        final RequirementTerms before = terms.requirement();
        return new ProfileTerms(
                terms.boundary(),
                terms.requirePositive(),
                terms.debtIn(),
                new RequirementTerms(
                        before.profitIn(),
                        before.profitCapMicros(),
                        feeMicros,
                        true,
                        30,
                        before.sizeShapePpm(),
                        before.ratePrecisionPpm()),
                terms.rounding(),
                terms.plan(),
                terms.bonus(),
                terms.auction(),
                terms.waterfall());
    }
}
