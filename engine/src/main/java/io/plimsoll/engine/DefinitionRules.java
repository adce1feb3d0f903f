package io.plimsoll.engine;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What definitions must satisfy together before they may come into force (docs/internals/linear-rules.md, Definitions). Each
 * answer is null, or one sentence that names the asset or instrument and the rule. Stateless.
 */
final class DefinitionRules {
    /** Limits, ticks and steps are smaller: sums and tenfold prices then fit a long. */
    private static final long LIMIT = 1L << 59;

    private static final int MAX_WARNING_RATIO = 2 * Rates.ONE;
    private static final int MAX_LIMIT_SPREAD = 10 * Rates.ONE;

    private static final int MAX_SECONDS = 1_000_000_000;

    private static final int MAX_LIABILITY_WEIGHT = 10 * Rates.ONE;

    /** Of the terms beyond the plain rules, those that these rules have. */
    private static final Set<String> KNOWN = Set.of(
            "rounding.decimals",
            "rounding.collateral",
            "rounding.weighted",
            "rounding.debt",
            "rounding.notional",
            "rounding.requirement",
            "maintenanceOfInitialPpm",
            "maxLeverage",
            "marginTableId",
            "notRebalanced",
            "rebalance.to",
            "rebalance.seconds",
            "penaltyPpm",
            "costPpm",
            "plan.portionPpm",
            "plan.minNotionalMicros",
            "plan.maxAccountNotionalMicros",
            "stopWeightPpm",
            "initialLiabilityWeightPpm",
            "stopLiabilityWeightPpm",
            "maintenanceLiabilityWeightPpm",
            "profitInitialWeightPpm",
            "profitMaintenanceWeightPpm",
            "requirement.profitIn",
            "requirement.profitCapMicros",
            "plan.fillableBankruptcyAdjustmentPpm",
            "plan.fillableSpreadPpm",
            "boundary",
            "requirePositive",
            "debtIn",
            "bonusPpm",
            "protocolFeePpm",
            "liquidationFactorPpm",
            "fundId",
            "waterfall.fundDraws",
            "waterfall.maxDrawMicros",
            "waterfall.socialise",
            "waterfall.deleverage",
            "waterfall.deleverageAfter",
            "waterfall.penalty.liquidatorPpm",
            "waterfall.penalty.fundPpm",
            "waterfall.penalty.protocolPpm",
            "plan.sizing",
            "plan.closeFactorPpm",
            "plan.fullBelowHealthPpm",
            "plan.fullBelowMicros",
            "plan.leftoverMicros",
            "plan.targetHealthPpm",
            "plan.storeFrontFactorPpm",
            "bonus.shape",
            "bonus.startPpm",
            "bonus.slopePpm",
            "bonus.minPpm",
            "bonus.maxPpm",
            "auction.curve",
            "auction.startPpm",
            "auction.tauSeconds",
            "auction.cut",
            "auction.stepSeconds",
            "auction.tailSeconds",
            "auction.cuspPpm",
            "requirement.openOrderFeeMicros",
            "requirement.openOrdersInMaintenance",
            "requirement.cancelSeconds",
            "requirement.initialOfWhole",
            "requirement.stopOnTop",
            "scale.floorPpm",
            "scale.capPpm",
            "scale.stepPpm",
            "scale.seconds",
            "depositCapMicros",
            "valueCapMicros",
            "domainId",
            "domainCapMicros",
            "weightTableId",
            "indexed",
            "maxIndexPpm",
            "openInterestLowerMicros",
            "openInterestUpperMicros",
            "contractValue",
            "worthDecimals",
            "sizeFactor",
            "requirement.sizeShapePpm",
            "requirement.ratePrecisionPpm",
            "orders.orderSeconds",
            "orders.escalateAfter",
            "orders.cancelRecovered",
            "orders.wholeAfterPartSeconds",
            "throttle.maxOrdersPerSecond",
            "throttle.maxNotionalPerSecondMicros",
            "throttle.maxNotionalPerHourMicros",
            "throttle.maxAccountNotionalPerHourMicros",
            "throttle.maxInstrumentNotionalPerSecondMicros");

    private DefinitionRules() {}

    /** How many assets and instruments may be in force. */
    record Room(long assets, long instruments) {}

    static boolean isValid(final Profile profile) {
        final ProfileTerms terms = profile.terms();
        return (terms.boundary() == Boundary.STRICT || terms.boundary() == Boundary.INCLUSIVE)
                && (terms.debtIn() == DebtPlace.NETTED || terms.debtIn() == DebtPlace.REQUIREMENT)
                && profile.warningRatioPpm() >= Rates.ONE
                && profile.warningRatioPpm() <= MAX_WARNING_RATIO
                && profile.limitSpreadPpm() >= 0
                && profile.limitSpreadPpm() <= MAX_LIMIT_SPREAD
                && profile.dustMicros() >= 0
                && profile.maxLiquidationsPerRecord() >= 0
                && terms.rebalance().seconds() >= 0
                && terms.rebalance().seconds() <= MAX_SECONDS;
    }

    static String defect(
            final Factor[] next,
            final Factor[] inForce,
            final MarginTables tables,
            final Profile profile,
            final Room room) {
        final String unknown = unknownTerm(profile.terms(), ProfileTerms.PLAIN);
        if (unknown != null) {
            return "profile: " + unknown;
        }
        if (!isPlanValid(profile.terms().plan())) {
            return "profile: the portion of a plan is outside its bounds, or not what its sizing goes by";
        }
        for (final MarginTable table : tables.all()) {
            if (table.defect() != null) {
                return "margin table " + Integer.toUnsignedString(table.id()) + ": " + table.defect();
            }
        }
        final String waterfall = WaterfallRules.defect(profile.terms().waterfall());
        if (waterfall != null) {
            return "profile: " + waterfall;
        }
        final String lending = LendingRules.defect(profile.terms());
        final String orders = OrderRules.defect(profile.terms());
        if (lending != null || orders != null) {
            return "profile: " + (lending == null ? orders : lending);
        }
        final String buckets = BucketRules.defect(profile);
        final String scale = ScaleRules.defect(profile.terms().scale());
        if (buckets != null || scale != null) {
            return "profile: " + (buckets == null ? scale : buckets);
        }
        int assets = 0;
        for (final Factor factor : next) {
            assets += factor.isInstrument ? 0 : 1;
            String defect = factor.isInstrument
                    ? unknownTerm(factor.instrumentTerms, InstrumentTerms.PLAIN)
                    : unknownTerm(factor.assetTerms, AssetTerms.PLAIN);
            if (defect == null) {
                defect = factor.isInstrument
                        ? instrumentDefect(factor, next, tables)
                        : assetDefect(factor, profile.terms());
            }
            if (defect == null && factor.isInstrument) {
                defect = RoundingRules.defect(factor, profile.terms().rounding());
            }
            if (defect == null && factor.isInstrument) {
                defect = ProfitRules.defect(factor, profile.terms());
            }
            if (defect == null && factor.isInstrument) {
                defect = BucketRules.defect(factor, profile.terms());
            }
            if (defect == null && factor.isInstrument) {
                defect = InitialRules.defect(factor, profile.terms());
            }
            if (defect == null) {
                defect = commonDefect(factor, next);
            }
            if (defect == null && factor.isInstrument) {
                defect = InverseRules.defect(factor, profile.terms());
            }
            if (defect == null && !factor.isInstrument) {
                defect = InterestRules.defect(factor, next, profile.terms());
            }
            if (defect == null && !factor.isInstrument) {
                defect = CollateralRules.defect(factor, next, tables, profile.terms());
            }
            if (defect == null && factor.index < inForce.length) {
                defect = changeDefect(factor, inForce[factor.index]);
            }
            if (defect != null) {
                return describe(factor) + ": " + defect;
            }
        }
        if (assets > room.assets() || next.length - assets > room.instruments()) {
            return assets + " assets and " + (next.length - assets) + " instruments pass the capacity of "
                    + room.assets() + " and " + room.instruments();
        }
        final OverflowProof proof = OverflowProof.of(next, profile.terms());
        if (proof.holds() && !OverflowProof.amountsFit(profile, proof.valueDecimals())) {
            return "an amount of the profile is too large for the value scale";
        }
        if (proof.holds()) {
            final String rounding = RoundingRules.defect(profile.terms().rounding(), proof.valueDecimals());
            final String profit = ProfitRules.defect(profile.terms(), proof.valueDecimals());
            if (rounding != null || profit != null) {
                return "profile: " + (rounding == null ? profit : rounding);
            }
            final String initial = InitialRules.defect(profile.terms(), proof.valueDecimals());
            if (initial != null) {
                return "profile: " + initial;
            }
        }
        return proof.holds()
                ? null
                : "the limits allow values that could overflow (" + proof.boundBits()
                        + " bits, 125 allowed); lower the limits of " + describe(proof.largest())
                        + " first, or give prices fewer decimals";
    }

    // A setting that the sizing does not use says something that would not be done.
    private static boolean isPlanValid(final PlanTerms plan) {
        final PlanTerms plain = PlanTerms.PLAIN;
        final boolean isPortion = plan.sizing() == Sizing.PORTION
                || (plan.portionPpm() == plain.portionPpm()
                        && plan.minNotionalMicros() == plain.minNotionalMicros()
                        && plan.maxAccountNotionalMicros() == plain.maxAccountNotionalMicros());
        final boolean closesSmallInFull = plan.sizing() == Sizing.PORTION || plan.sizing() == Sizing.CLOSE_FACTOR;
        return isPortion
                && (closesSmallInFull || plan.fullBelowMicros() == plain.fullBelowMicros())
                && isShare(plan.portionPpm())
                && plan.minNotionalMicros() >= 0
                && plan.maxAccountNotionalMicros() > 0;
    }

    // A setting is never silently ignored.
    private static String unknownTerm(final Record terms, final Record plain) {
        for (final String name : Terms.differences(terms, plain)) {
            if (!KNOWN.contains(name)) {
                return "its " + name + " is not known to these rules";
            }
        }
        return null;
    }

    /** The same about guards, whose price ids must be used by what will be in force. */
    static String guardDefect(final List<Guard> guards, final Factor[] next) {
        for (final Guard guard : guards) {
            String defect = guard.defect();
            if (defect == null && !isUsed(guard.priceId(), next)) {
                defect = "nothing is priced by it";
            }
            if (defect != null) {
                return "guard of price id " + Integer.toUnsignedString(guard.priceId()) + ": " + defect;
            }
        }
        return null;
    }

    private static boolean isUsed(final int priceId, final Factor[] next) {
        for (final Factor factor : next) {
            if (factor.priceId == priceId && priceId != 0) {
                return true;
            }
        }
        return false;
    }

    private static String commonDefect(final Factor factor, final Factor[] next) {
        if (factor.id == 0) {
            return "the id is 0";
        }
        if (factor.unitDecimals > Decimals.MAX_DECIMALS || factor.priceDecimals > Decimals.MAX_DECIMALS) {
            return "more than 18 decimals";
        }
        if (factor.isInstrument && factor.costDecimals() > Decimals.MAX_DECIMALS) {
            return "price and quantity together have more than 18 decimals";
        }
        if (factor.maxUnits <= 0 || factor.maxUnits >= LIMIT || factor.maxPrice <= 0 || factor.maxPrice >= LIMIT) {
            return "limits must be positive and below 2^59 units of the last decimal";
        }
        for (final Factor other : next) {
            if (other.priceId == factor.priceId
                    && (other.priceDecimals != factor.priceDecimals || other.maxPrice != factor.maxPrice)) {
                return "shares a price id with " + describe(other) + " but declares another scale or price limit";
            }
        }
        return null;
    }

    private static String assetDefect(final Factor asset, final ProfileTerms profile) {
        if (asset.priceId == 0 && (asset.priceDecimals != 0 || asset.maxPrice != 1)) {
            return "the valuation currency is worth 1: price decimals 0, price limit 1";
        }
        if (asset.initialWeightPpm < 0
                || asset.initialWeightPpm > asset.maintenanceWeightPpm
                || asset.maintenanceWeightPpm > Rates.ONE) {
            return "weights must be 0 <= initial <= maintenance <= 1";
        }
        final AssetTerms terms = asset.assetTerms;
        if (InitialRules.defect(terms) != null) {
            return InitialRules.defect(terms);
        }
        final String size = SizeRules.defect(terms, profile);
        if (size != null) {
            return size;
        }
        if (terms.stopWeightPpm() != AssetTerms.AS_MAINTENANCE
                && (terms.stopWeightPpm() < asset.initialWeightPpm
                        || terms.stopWeightPpm() > asset.maintenanceWeightPpm)) {
            return "the stop weight must be between the initial and the maintenance weight";
        }
        return terms.maintenanceLiabilityWeightPpm() < Rates.ONE
                        || terms.maintenanceLiabilityWeightPpm() > terms.stopLiabilityWeightPpm()
                        || terms.stopLiabilityWeightPpm() > terms.initialLiabilityWeightPpm()
                        || terms.initialLiabilityWeightPpm() > MAX_LIABILITY_WEIGHT
                ? "liability weights must be 1 <= maintenance <= stop <= initial <= 10"
                : LendingRules.defect(asset, profile);
    }

    private static String instrumentDefect(final Factor instrument, final Factor[] next, final MarginTables tables) {
        if (instrument.priceId == 0) {
            return "an instrument needs a price id";
        }
        if (instrument.kind != InstrumentKind.SPOT && !instrument.paysFunding()) {
            return "its kind is not known to these rules";
        }
        if (!hasAsset(instrument.settlementAssetId, next) || !hasAsset(instrument.underlyingAssetId, next)) {
            return "its underlying or settlement asset is not defined";
        }
        if (instrument.maintenancePpm < 0
                || instrument.maintenancePpm > instrument.stopPpm
                || instrument.stopPpm > instrument.initialPpm
                || instrument.initialPpm > Rates.ONE) {
            return "margins must be 0 <= maintenance <= stop <= initial <= 1";
        }
        final String defect = termsDefect(instrument, tables);
        if (defect != null) {
            return defect;
        }
        return instrument.tick <= 0
                        || instrument.tick > instrument.maxPrice
                        || instrument.step <= 0
                        || instrument.step > instrument.maxUnits
                ? "tick and step must be positive and within the limits"
                : null;
    }

    private static String termsDefect(final Factor instrument, final MarginTables tables) {
        if (instrument.isTiered()) {
            final MarginTable table = tables.of(instrument.instrumentTerms.marginTableId());
            if (table == null) {
                return "its margin table is not defined";
            }
            if (!table.startsAs(instrument)) {
                return "its margins must be those of the first tier of its margin table";
            }
        }
        return isShare(instrument.instrumentTerms.penaltyPpm()) && isShare(instrument.instrumentTerms.costPpm())
                ? null
                : "penalty and cost must be 0 to 1";
    }

    private static boolean isShare(final int ppm) {
        return ppm >= 0 && ppm <= Rates.ONE;
    }

    private static String changeDefect(final Factor changed, final Factor inForce) {
        if (changed.unitDecimals != inForce.unitDecimals
                || changed.priceDecimals != inForce.priceDecimals
                || changed.priceId != inForce.priceId
                || changed.settlementAssetId != inForce.settlementAssetId
                || changed.kind != inForce.kind) {
            return "decimals, price id, settlement asset and kind may not change";
        }
        if (changed.instrumentTerms.contractValue() != inForce.instrumentTerms.contractValue()
                || changed.instrumentTerms.worthDecimals() != inForce.instrumentTerms.worthDecimals()) {
            return "what an inverse contract is worth may not change";
        }
        if (changed.isIndexed() != inForce.isIndexed()) {
            return "whether it is indexed may not change";
        }
        return changed.maxPrice < inForce.maxPrice
                        || changed.maxUnits < inForce.maxUnits
                        || changed.assetTerms.maxIndexPpm() < inForce.assetTerms.maxIndexPpm()
                ? "limits may not be lowered"
                : null;
    }

    private static boolean hasAsset(final int id, final Factor[] next) {
        for (final Factor factor : next) {
            if (!factor.isInstrument && factor.id == id) {
                return true;
            }
        }
        return false;
    }

    private static String describe(final Factor factor) {
        return (factor.isInstrument ? "instrument " : "asset ") + new String(factor.symbol, StandardCharsets.UTF_8);
    }
}
