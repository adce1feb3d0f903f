package io.plimsoll.engine.naive;

import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import java.util.Set;

/** What docs/internals/size-factors.md asks of an asset, where a commit would put {@code after} in force. */
record SizeCheck(Definitions after, DefinitionFormulas formulas) {
    boolean isSound(final AssetTerms terms) {
        return terms.sizeFactor() == 0
                || (formulas.isSizeFactor(terms.sizeFactor())
                        && terms.weightTableId() == 0
                        && !terms.indexed()
                        && !Buckets.areInForce(after)
                        && Set.of(Sizing.STOP_MARGIN, Sizing.PORTION)
                                .contains(after.profileTerms().plan().sizing()));
    }
}
