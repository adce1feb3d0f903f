package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.protocol.terms.RequirementTerms;
import java.math.BigInteger;

/** What the weights of an asset are for a balance of some size: docs/internals/size-factors.md. Stateless. */
final class SizedWeights {
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
                formulas.owedBySize(purpose.liabilityWeightPpm(asset), root, factor, terms));
    }
}
