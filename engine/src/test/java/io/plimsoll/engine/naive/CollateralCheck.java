package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.MarginTable;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.Terms;
import java.util.Set;

/** What docs/internals/collateral.md, "Definitions", asks of an asset, where a commit would put {@code after} in force. */
record CollateralCheck(Definitions after) {
    boolean isSound(final Asset asset) {
        final AssetTerms terms = asset.terms();
        final boolean isPlain = terms.valueCapMicros() == Terms.UNBOUNDED
                && terms.domainId() == 0
                && terms.domainCapMicros() == Terms.UNBOUNDED
                && terms.weightTableId() == 0;
        return isPlain
                || (terms.valueCapMicros() >= 0
                        && terms.domainCapMicros() >= 0
                        && isDomainSound(terms)
                        && areWeightsSound(asset)
                        && !Buckets.areInForce(after)
                        && !Set.of(Sizing.CLOSE_FACTOR, Sizing.TARGET_HEALTH)
                                .contains(after.profileTerms().plan().sizing()));
    }

    private boolean isDomainSound(final AssetTerms terms) {
        return terms.domainId() == 0
                ? terms.domainCapMicros() == Terms.UNBOUNDED
                : terms.domainCapMicros() != Terms.UNBOUNDED
                        && after.assets().values().stream()
                                .map(Asset::terms)
                                .filter(other -> other.domainId() == terms.domainId())
                                .allMatch(other -> other.domainCapMicros() == terms.domainCapMicros());
    }

    private boolean areWeightsSound(final Asset asset) {
        if (asset.terms().weightTableId() == 0) {
            return true;
        }
        final MarginTable table =
                after.tables().get(Integer.toUnsignedLong(asset.terms().weightTableId()));
        return table != null
                && after.instruments().values().stream().noneMatch(instrument -> instrument.tableId() == table.id())
                && !table.tiers().isEmpty()
                && table.tiers().get(0).initialPpm() == Rates.ONE - asset.initialWeightPpm()
                && table.tiers().get(0).stopPpm() == Rates.ONE - asset.stopWeightPpm()
                && table.tiers().get(0).maintenancePpm() == Rates.ONE - asset.maintenanceWeightPpm()
                && asset.terms().depositCapMicros() == Terms.UNBOUNDED;
    }
}
