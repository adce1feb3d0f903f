package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;

/** What the weights of an asset are for a balance of some size: docs/internals/size-factors.md. Stateless. */
final class SizedWeights {
    private static final int MOST_OWED = 10_000_000;

    private SizedWeights() {}

    /** The asset with the weights that a balance of it has for a purpose. */
    static Asset of(
            final Asset asset,
            final BigInteger amount,
            final Purpose purpose,
            final Definitions definitions,
            final WorthFormulas formulas) {
        final long factor = asset.terms().sizeFactor();
        if (factor == 0) {
            return asset;
        }
        final BigInteger root = formulas.root(amount, asset.decimals());
        final RequirementTerms terms = definitions.profileTerms().requirement();
        return asset.withWeights(
                purpose,
                formulas.ownedBySize(purpose.weightPpm(asset), root, factor, terms),
                owed(asset, root, purpose, terms, formulas));
    }

    private static int owed(
            final Asset asset,
            final BigInteger root,
            final Purpose purpose,
            final RequirementTerms terms,
            final WorthFormulas formulas) {
        final long factor = asset.terms().sizeFactor();
        final int ppm = purpose.liabilityWeightPpm(asset);
        if (!formulas.isOnTop(purpose, terms)) {
            return formulas.owedBySize(ppm, root, factor, terms);
        }
        final int maintenancePpm = Purpose.MAINTENANCE.liabilityWeightPpm(asset);
        return Math.min(MOST_OWED, formulas.owedBySize(maintenancePpm, root, factor, terms) + ppm - maintenancePpm);
    }
}
