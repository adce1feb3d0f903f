package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Sizing;

/** Writes terms into definition records: what is as PLAIN has it is null there, every other field is set. Stateless. */
public final class TermsEncoder {
    private TermsEncoder() {}

    /** Writes them. */
    public static void put(final AssetTerms terms, final AssetDefinitionEncoder record) {
        final AssetTerms plain = AssetTerms.PLAIN;
        record.stopWeightPpm((int) orNull(
                        terms.stopWeightPpm(), plain.stopWeightPpm(), AssetDefinitionEncoder.stopWeightPpmNullValue()))
                .initialLiabilityWeightPpm((int) orNull(
                        terms.initialLiabilityWeightPpm(),
                        plain.initialLiabilityWeightPpm(),
                        AssetDefinitionEncoder.initialLiabilityWeightPpmNullValue()))
                .stopLiabilityWeightPpm((int) orNull(
                        terms.stopLiabilityWeightPpm(),
                        plain.stopLiabilityWeightPpm(),
                        AssetDefinitionEncoder.stopLiabilityWeightPpmNullValue()))
                .maintenanceLiabilityWeightPpm((int) orNull(
                        terms.maintenanceLiabilityWeightPpm(),
                        plain.maintenanceLiabilityWeightPpm(),
                        AssetDefinitionEncoder.maintenanceLiabilityWeightPpmNullValue()))
                .sizeFactor(
                        orNull(terms.sizeFactor(), plain.sizeFactor(), AssetDefinitionEncoder.sizeFactorNullValue()))
                .valueCapMicros(orNull(
                        terms.valueCapMicros(),
                        plain.valueCapMicros(),
                        AssetDefinitionEncoder.valueCapMicrosNullValue()))
                .domainId(idOrNull(terms.domainId(), plain.domainId(), AssetDefinitionEncoder.domainIdNullValue()))
                .bonusPpm((int) orNull(terms.bonusPpm(), plain.bonusPpm(), AssetDefinitionEncoder.bonusPpmNullValue()))
                .protocolFeePpm((int) orNull(
                        terms.protocolFeePpm(),
                        plain.protocolFeePpm(),
                        AssetDefinitionEncoder.protocolFeePpmNullValue()))
                .notCollateral(terms.notCollateral() ? BooleanType.T : BooleanType.NULL_VAL)
                .cancelsRisk(terms.cancelsRisk() ? BooleanType.T : BooleanType.NULL_VAL)
                .indexed(terms.indexed() ? BooleanType.T : BooleanType.NULL_VAL)
                .debtOf(idOrNull(terms.debtOf(), plain.debtOf(), AssetDefinitionEncoder.debtOfNullValue()))
                .weightTableId(idOrNull(
                        terms.weightTableId(), plain.weightTableId(), AssetDefinitionEncoder.weightTableIdNullValue()))
                .liquidationFactorPpm((int) orNull(
                        terms.liquidationFactorPpm(),
                        plain.liquidationFactorPpm(),
                        AssetDefinitionEncoder.liquidationFactorPpmNullValue()))
                .depositCapMicros(orNull(
                        terms.depositCapMicros(),
                        plain.depositCapMicros(),
                        AssetDefinitionEncoder.depositCapMicrosNullValue()))
                .maxIndexPpm(
                        orNull(terms.maxIndexPpm(), plain.maxIndexPpm(), AssetDefinitionEncoder.maxIndexPpmNullValue()))
                .domainCapMicros(orNull(
                        terms.domainCapMicros(),
                        plain.domainCapMicros(),
                        AssetDefinitionEncoder.domainCapMicrosNullValue()));
    }

    /** Writes them. */
    public static void put(final InstrumentTerms terms, final InstrumentDefinitionEncoder record) {
        final InstrumentTerms plain = InstrumentTerms.PLAIN;
        record.marginTableId(idOrNull(
                        terms.marginTableId(),
                        plain.marginTableId(),
                        InstrumentDefinitionEncoder.marginTableIdNullValue()))
                .sizeFactor(orNull(
                        terms.sizeFactor(), plain.sizeFactor(), InstrumentDefinitionEncoder.sizeFactorNullValue()))
                .maintenanceOfInitialPpm((int) orNull(
                        terms.maintenanceOfInitialPpm(),
                        plain.maintenanceOfInitialPpm(),
                        InstrumentDefinitionEncoder.maintenanceOfInitialPpmNullValue()))
                .profitInitialWeightPpm((int) orNull(
                        terms.profitInitialWeightPpm(),
                        plain.profitInitialWeightPpm(),
                        InstrumentDefinitionEncoder.profitInitialWeightPpmNullValue()))
                .profitMaintenanceWeightPpm((int) orNull(
                        terms.profitMaintenanceWeightPpm(),
                        plain.profitMaintenanceWeightPpm(),
                        InstrumentDefinitionEncoder.profitMaintenanceWeightPpmNullValue()))
                .openInterestLowerMicros(orNull(
                        terms.openInterestLowerMicros(),
                        plain.openInterestLowerMicros(),
                        InstrumentDefinitionEncoder.openInterestLowerMicrosNullValue()))
                .openInterestUpperMicros(orNull(
                        terms.openInterestUpperMicros(),
                        plain.openInterestUpperMicros(),
                        InstrumentDefinitionEncoder.openInterestUpperMicrosNullValue()))
                .penaltyPpm((int) orNull(
                        terms.penaltyPpm(), plain.penaltyPpm(), InstrumentDefinitionEncoder.penaltyPpmNullValue()))
                .costPpm((int) orNull(terms.costPpm(), plain.costPpm(), InstrumentDefinitionEncoder.costPpmNullValue()))
                .fundId(idOrNull(terms.fundId(), plain.fundId(), InstrumentDefinitionEncoder.fundIdNullValue()))
                .maxLeverage((int) orNull(
                        terms.maxLeverage(), plain.maxLeverage(), InstrumentDefinitionEncoder.maxLeverageNullValue()))
                .notRebalanced(terms.notRebalanced() ? BooleanType.T : BooleanType.NULL_VAL)
                .contractValue(orNull(
                        terms.contractValue(),
                        plain.contractValue(),
                        InstrumentDefinitionEncoder.contractValueNullValue()))
                .worthDecimals((short) orNull(
                        terms.worthDecimals(),
                        plain.worthDecimals(),
                        InstrumentDefinitionEncoder.worthDecimalsNullValue()));
    }

    /** Writes a profile's. */
    public static void put(final ProfileTerms terms, final ProfileDefinitionEncoder record) {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        record.boundary(terms.boundary())
                .requirePositive(terms.requirePositive() ? BooleanType.T : BooleanType.NULL_VAL)
                .debtIn(terms.debtIn() == plain.debtIn() ? DebtPlace.NULL_VAL : terms.debtIn());
        requirement(terms.requirement(), plain.requirement(), record);
        rounding(terms.rounding(), plain.rounding(), record);
        plan(terms.plan(), plain.plan(), record);
        bonus(terms.bonus(), plain.bonus(), record);
        auction(terms.auction(), plain.auction(), record);
        waterfall(terms.waterfall(), plain.waterfall(), record);
        orders(terms.orders(), plain.orders(), record);
        throttle(terms.throttle(), plain.throttle(), record);
        rebalance(terms.rebalance(), plain.rebalance(), record);
        scale(terms.scale(), plain.scale(), record);
    }

    private static void requirement(
            final RequirementTerms terms, final RequirementTerms plain, final ProfileDefinitionEncoder record) {
        record.profitIn(terms.profitIn() == plain.profitIn() ? ProfitPlace.NULL_VAL : terms.profitIn())
                .profitCapMicros(orNull(
                        terms.profitCapMicros(),
                        plain.profitCapMicros(),
                        ProfileDefinitionEncoder.profitCapMicrosNullValue()))
                .openOrderFeeMicros(orNull(
                        terms.openOrderFeeMicros(),
                        plain.openOrderFeeMicros(),
                        ProfileDefinitionEncoder.openOrderFeeMicrosNullValue()))
                .openOrdersInMaintenance(terms.openOrdersInMaintenance() ? BooleanType.T : BooleanType.NULL_VAL)
                .cancelSeconds((int) orNull(
                        terms.cancelSeconds(),
                        plain.cancelSeconds(),
                        ProfileDefinitionEncoder.cancelSecondsNullValue()))
                .sizeShapePpm((int) orNull(
                        terms.sizeShapePpm(), plain.sizeShapePpm(), ProfileDefinitionEncoder.sizeShapePpmNullValue()))
                .ratePrecisionPpm((int) orNull(
                        terms.ratePrecisionPpm(),
                        plain.ratePrecisionPpm(),
                        ProfileDefinitionEncoder.ratePrecisionPpmNullValue()))
                .initialOfWhole(terms.initialOfWhole() ? BooleanType.T : BooleanType.NULL_VAL)
                .stopOnTop(terms.stopOnTop() ? BooleanType.T : BooleanType.NULL_VAL);
    }

    private static void rounding(
            final RoundingTerms terms, final RoundingTerms plain, final ProfileDefinitionEncoder record) {
        record.roundingDecimals((short) orNull(
                        terms.decimals(), plain.decimals(), ProfileDefinitionEncoder.roundingDecimalsNullValue()))
                .collateralRounding(terms.collateral() == plain.collateral() ? Rounding.NULL_VAL : terms.collateral())
                .weightedRounding(terms.weighted() == plain.weighted() ? Rounding.NULL_VAL : terms.weighted())
                .debtRounding(terms.debt() == plain.debt() ? Rounding.NULL_VAL : terms.debt())
                .notionalRounding(terms.notional() == plain.notional() ? Rounding.NULL_VAL : terms.notional())
                .requirementRounding(
                        terms.requirement() == plain.requirement() ? Rounding.NULL_VAL : terms.requirement());
    }

    private static void plan(final PlanTerms terms, final PlanTerms plain, final ProfileDefinitionEncoder record) {
        record.sizing(terms.sizing() == plain.sizing() ? Sizing.NULL_VAL : terms.sizing())
                .portionPpm((int)
                        orNull(terms.portionPpm(), plain.portionPpm(), ProfileDefinitionEncoder.portionPpmNullValue()))
                .minNotionalMicros(orNull(
                        terms.minNotionalMicros(),
                        plain.minNotionalMicros(),
                        ProfileDefinitionEncoder.minNotionalMicrosNullValue()))
                .maxAccountNotionalMicros(orNull(
                        terms.maxAccountNotionalMicros(),
                        plain.maxAccountNotionalMicros(),
                        ProfileDefinitionEncoder.maxAccountNotionalMicrosNullValue()))
                .closeFactorPpm((int) orNull(
                        terms.closeFactorPpm(),
                        plain.closeFactorPpm(),
                        ProfileDefinitionEncoder.closeFactorPpmNullValue()))
                .fullBelowHealthPpm((int) orNull(
                        terms.fullBelowHealthPpm(),
                        plain.fullBelowHealthPpm(),
                        ProfileDefinitionEncoder.fullBelowHealthPpmNullValue()))
                .fullBelowMicros(orNull(
                        terms.fullBelowMicros(),
                        plain.fullBelowMicros(),
                        ProfileDefinitionEncoder.fullBelowMicrosNullValue()))
                .leftoverMicros(orNull(
                        terms.leftoverMicros(),
                        plain.leftoverMicros(),
                        ProfileDefinitionEncoder.leftoverMicrosNullValue()))
                .targetHealthPpm((int) orNull(
                        terms.targetHealthPpm(),
                        plain.targetHealthPpm(),
                        ProfileDefinitionEncoder.targetHealthPpmNullValue()))
                .fillableBankruptcyAdjustmentPpm((int) orNull(
                        terms.fillableBankruptcyAdjustmentPpm(),
                        plain.fillableBankruptcyAdjustmentPpm(),
                        ProfileDefinitionEncoder.fillableBankruptcyAdjustmentPpmNullValue()))
                .fillableSpreadPpm((int) orNull(
                        terms.fillableSpreadPpm(),
                        plain.fillableSpreadPpm(),
                        ProfileDefinitionEncoder.fillableSpreadPpmNullValue()))
                .storeFrontFactorPpm((int) orNull(
                        terms.storeFrontFactorPpm(),
                        plain.storeFrontFactorPpm(),
                        ProfileDefinitionEncoder.storeFrontFactorPpmNullValue()));
    }

    private static void bonus(final BonusTerms terms, final BonusTerms plain, final ProfileDefinitionEncoder record) {
        record.bonusShape(terms.shape() == plain.shape() ? BonusShape.NULL_VAL : terms.shape())
                .bonusStartPpm((int)
                        orNull(terms.startPpm(), plain.startPpm(), ProfileDefinitionEncoder.bonusStartPpmNullValue()))
                .bonusSlopePpm((int)
                        orNull(terms.slopePpm(), plain.slopePpm(), ProfileDefinitionEncoder.bonusSlopePpmNullValue()))
                .bonusMinPpm(
                        (int) orNull(terms.minPpm(), plain.minPpm(), ProfileDefinitionEncoder.bonusMinPpmNullValue()))
                .bonusMaxPpm(
                        (int) orNull(terms.maxPpm(), plain.maxPpm(), ProfileDefinitionEncoder.bonusMaxPpmNullValue()));
    }

    private static void auction(
            final AuctionTerms terms, final AuctionTerms plain, final ProfileDefinitionEncoder record) {
        record.curve(terms.curve() == plain.curve() ? PriceCurve.NULL_VAL : terms.curve())
                .startPpm(
                        (int) orNull(terms.startPpm(), plain.startPpm(), ProfileDefinitionEncoder.startPpmNullValue()))
                .tauSeconds(idOrNull(
                        terms.tauSeconds(), plain.tauSeconds(), ProfileDefinitionEncoder.tauSecondsNullValue()))
                .cut(orNull(terms.cut(), plain.cut(), ProfileDefinitionEncoder.cutNullValue()))
                .stepSeconds(idOrNull(
                        terms.stepSeconds(), plain.stepSeconds(), ProfileDefinitionEncoder.stepSecondsNullValue()))
                .tailSeconds(idOrNull(
                        terms.tailSeconds(), plain.tailSeconds(), ProfileDefinitionEncoder.tailSecondsNullValue()))
                .cuspPpm((int) orNull(terms.cuspPpm(), plain.cuspPpm(), ProfileDefinitionEncoder.cuspPpmNullValue()));
    }

    private static void waterfall(
            final WaterfallTerms terms, final WaterfallTerms plain, final ProfileDefinitionEncoder record) {
        record.fundDraws(terms.fundDraws() ? BooleanType.T : BooleanType.NULL_VAL)
                .maxDrawMicros(orNull(
                        terms.maxDrawMicros(),
                        plain.maxDrawMicros(),
                        ProfileDefinitionEncoder.maxDrawMicrosNullValue()))
                .socialise(terms.socialise() ? BooleanType.T : BooleanType.NULL_VAL)
                .deleverage(terms.deleverage() == plain.deleverage() ? Deleveraging.NULL_VAL : terms.deleverage())
                .deleverageAfter((int) orNull(
                        terms.deleverageAfter(),
                        plain.deleverageAfter(),
                        ProfileDefinitionEncoder.deleverageAfterNullValue()));
        penalty(terms.penalty(), record);
    }

    private static void penalty(final PenaltyTerms terms, final ProfileDefinitionEncoder record) {
        record.penaltyLiquidatorPpm((int)
                        orNull(terms.liquidatorPpm(), 0, ProfileDefinitionEncoder.penaltyLiquidatorPpmNullValue()))
                .penaltyFundPpm((int) orNull(terms.fundPpm(), 0, ProfileDefinitionEncoder.penaltyFundPpmNullValue()))
                .penaltyProtocolPpm(
                        (int) orNull(terms.protocolPpm(), 0, ProfileDefinitionEncoder.penaltyProtocolPpmNullValue()));
    }

    private static void orders(final OrderTerms terms, final OrderTerms plain, final ProfileDefinitionEncoder record) {
        record.orderSeconds((int) orNull(
                        terms.orderSeconds(), plain.orderSeconds(), ProfileDefinitionEncoder.orderSecondsNullValue()))
                .escalateAfter((int) orNull(
                        terms.escalateAfter(),
                        plain.escalateAfter(),
                        ProfileDefinitionEncoder.escalateAfterNullValue()))
                .cancelRecovered(terms.cancelRecovered() ? BooleanType.T : BooleanType.NULL_VAL)
                .wholeAfterPartSeconds((int) orNull(
                        terms.wholeAfterPartSeconds(),
                        plain.wholeAfterPartSeconds(),
                        ProfileDefinitionEncoder.wholeAfterPartSecondsNullValue()));
    }

    private static void throttle(
            final ThrottleTerms terms, final ThrottleTerms plain, final ProfileDefinitionEncoder record) {
        record.maxOrdersPerSecond((int) orNull(
                        terms.maxOrdersPerSecond(),
                        plain.maxOrdersPerSecond(),
                        ProfileDefinitionEncoder.maxOrdersPerSecondNullValue()))
                .maxNotionalPerSecondMicros(orNull(
                        terms.maxNotionalPerSecondMicros(),
                        plain.maxNotionalPerSecondMicros(),
                        ProfileDefinitionEncoder.maxNotionalPerSecondMicrosNullValue()))
                .maxNotionalPerHourMicros(orNull(
                        terms.maxNotionalPerHourMicros(),
                        plain.maxNotionalPerHourMicros(),
                        ProfileDefinitionEncoder.maxNotionalPerHourMicrosNullValue()))
                .maxAccountNotionalPerHourMicros(orNull(
                        terms.maxAccountNotionalPerHourMicros(),
                        plain.maxAccountNotionalPerHourMicros(),
                        ProfileDefinitionEncoder.maxAccountNotionalPerHourMicrosNullValue()))
                .maxInstrumentNotionalPerSecondMicros(orNull(
                        terms.maxInstrumentNotionalPerSecondMicros(),
                        plain.maxInstrumentNotionalPerSecondMicros(),
                        ProfileDefinitionEncoder.maxInstrumentNotionalPerSecondMicrosNullValue()));
    }

    private static void rebalance(
            final RebalanceTerms terms, final RebalanceTerms plain, final ProfileDefinitionEncoder record) {
        record.rebalanceTo(terms.to() == plain.to() ? Rebalancing.NULL_VAL : terms.to())
                .rebalanceSeconds((int)
                        orNull(terms.seconds(), plain.seconds(), ProfileDefinitionEncoder.rebalanceSecondsNullValue()));
    }

    private static void scale(final ScaleTerms terms, final ScaleTerms plain, final ProfileDefinitionEncoder record) {
        record.scaleFloorPpm((int)
                        orNull(terms.floorPpm(), plain.floorPpm(), ProfileDefinitionEncoder.scaleFloorPpmNullValue()))
                .scaleCapPpm(
                        (int) orNull(terms.capPpm(), plain.capPpm(), ProfileDefinitionEncoder.scaleCapPpmNullValue()))
                .scaleStepPpm((int)
                        orNull(terms.stepPpm(), plain.stepPpm(), ProfileDefinitionEncoder.scaleStepPpmNullValue()))
                .scaleSeconds((int)
                        orNull(terms.seconds(), plain.seconds(), ProfileDefinitionEncoder.scaleSecondsNullValue()));
    }

    private static long orNull(final long value, final long plain, final long nullValue) {
        return value == plain ? nullValue : value;
    }

    // Of 32 bits without a sign.
    private static long idOrNull(final int value, final int plain, final long nullValue) {
        return value == plain ? nullValue : Integer.toUnsignedLong(value);
    }
}
