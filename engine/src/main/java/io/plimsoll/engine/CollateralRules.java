package io.plimsoll.engine;

import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;

/** What definitions must satisfy about caps and tiers of collateral (docs/internals/collateral.md, Definitions). Each answer is null, or half a sentence. Stateless. */
final class CollateralRules {
    private CollateralRules() {}

    static String defect(
            final Factor asset, final Factor[] next, final MarginTables tables, final ProfileTerms profile) {
        final AssetTerms terms = asset.assetTerms;
        if (!Counting.isStated(terms) && terms.domainCapMicros() == Terms.UNBOUNDED) {
            return null;
        }
        if (terms.valueCapMicros() < 0 || terms.domainCapMicros() < 0) {
            return "valueCapMicros and domainCapMicros must not be negative";
        }
        final String defect = terms.weightTableId() == 0 ? null : tableDefect(asset, next, tables);
        if (defect != null) {
            return defect;
        }
        final String domain = domainDefect(asset, next);
        if (domain != null) {
            return domain;
        }
        if (BucketRules.areInForce(profile)) {
            return "caps and tiers of collateral and profits in the settlement asset do not go together";
        }
        return goesByWeight(profile.plan().sizing())
                ? "caps and tiers of collateral and a sizing that goes by one weight (CLOSE_FACTOR, TARGET_HEALTH) do not go together"
                : null;
    }

    private static String tableDefect(final Factor asset, final Factor[] next, final MarginTables tables) {
        final MarginTable table = tables.of(asset.assetTerms.weightTableId());
        if (table == null) {
            return "its weight table is not defined";
        }
        for (final Factor factor : next) {
            if (factor.instrumentTerms.marginTableId() == table.id()) {
                return "its weight table is an instrument's margin table too, which a margin scale changes";
            }
        }
        final boolean isOwn = table.initialPpm(0) == Rates.ONE - asset.initialWeightPpm
                && table.stopPpm(0) == Rates.ONE - Catalog.stopWeightPpm(asset)
                && table.maintenancePpm(0) == Rates.ONE - asset.maintenanceWeightPpm;
        if (!isOwn) {
            return "its weights must be those of the first tier of its weight table";
        }
        return InitialWorth.isCapped(asset) ? "a weight table and a depositCapMicros do not go together" : null;
    }

    private static String domainDefect(final Factor asset, final Factor[] next) {
        final int id = asset.assetTerms.domainId();
        final long cap = asset.assetTerms.domainCapMicros();
        if ((id == 0) != (cap == Terms.UNBOUNDED)) {
            return "domainId and domainCapMicros are stated together or not at all";
        }
        for (final Factor factor : next) {
            final AssetTerms other = factor.assetTerms;
            if (id != 0 && other.domainId() == id && other.domainCapMicros() != cap) {
                return "every asset of a domain must state the same domainCapMicros";
            }
        }
        return null;
    }

    private static boolean goesByWeight(final Sizing sizing) {
        return sizing == Sizing.CLOSE_FACTOR || sizing == Sizing.TARGET_HEALTH;
    }
}
