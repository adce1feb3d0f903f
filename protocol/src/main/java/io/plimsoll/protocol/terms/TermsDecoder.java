package io.plimsoll.protocol.terms;

import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Sizing;

/**
 * Reads terms from definition records. A field that is null, or that a record of an earlier schema does not have, is as PLAIN has it; a
 * choice that the schema does not know is none of PLAIN's. Stateless.
 */
public final class TermsDecoder {
    private TermsDecoder() {}

    /** What a record says. */
    public static AssetTerms of(final AssetDefinitionDecoder record) {
        final AssetTerms plain = AssetTerms.PLAIN;
        return new AssetTerms(
                orPlain(record.stopWeightPpm(), AssetDefinitionDecoder.stopWeightPpmNullValue(), plain.stopWeightPpm()),
                orPlain(
                        record.initialLiabilityWeightPpm(),
                        AssetDefinitionDecoder.initialLiabilityWeightPpmNullValue(),
                        plain.initialLiabilityWeightPpm()),
                orPlain(
                        record.stopLiabilityWeightPpm(),
                        AssetDefinitionDecoder.stopLiabilityWeightPpmNullValue(),
                        plain.stopLiabilityWeightPpm()),
                orPlain(
                        record.maintenanceLiabilityWeightPpm(),
                        AssetDefinitionDecoder.maintenanceLiabilityWeightPpmNullValue(),
                        plain.maintenanceLiabilityWeightPpm()),
                orPlain(record.sizeFactor(), AssetDefinitionDecoder.sizeFactorNullValue(), plain.sizeFactor()),
                orPlain(
                        record.valueCapMicros(),
                        AssetDefinitionDecoder.valueCapMicrosNullValue(),
                        plain.valueCapMicros()),
                orPlain((int) record.domainId(), (int) AssetDefinitionDecoder.domainIdNullValue(), plain.domainId()),
                orPlain(record.bonusPpm(), AssetDefinitionDecoder.bonusPpmNullValue(), plain.bonusPpm()),
                orPlain(
                        record.protocolFeePpm(),
                        AssetDefinitionDecoder.protocolFeePpmNullValue(),
                        plain.protocolFeePpm()),
                isSet(record.notCollateral()),
                isSet(record.cancelsRisk()),
                isSet(record.indexed()),
                orPlain((int) record.debtOf(), (int) AssetDefinitionDecoder.debtOfNullValue(), plain.debtOf()),
                orPlain(
                        (int) record.weightTableId(),
                        (int) AssetDefinitionDecoder.weightTableIdNullValue(),
                        plain.weightTableId()),
                orPlain(
                        record.liquidationFactorPpm(),
                        AssetDefinitionDecoder.liquidationFactorPpmNullValue(),
                        plain.liquidationFactorPpm()),
                orPlain(
                        record.depositCapMicros(),
                        AssetDefinitionDecoder.depositCapMicrosNullValue(),
                        plain.depositCapMicros()),
                orPlain(record.maxIndexPpm(), AssetDefinitionDecoder.maxIndexPpmNullValue(), plain.maxIndexPpm()),
                orPlain(
                        record.domainCapMicros(),
                        AssetDefinitionDecoder.domainCapMicrosNullValue(),
                        plain.domainCapMicros()));
    }

    /** What a record says. */
    public static InstrumentTerms of(final InstrumentDefinitionDecoder record) {
        final InstrumentTerms plain = InstrumentTerms.PLAIN;
        return new InstrumentTerms(
                orPlain(
                        (int) record.marginTableId(),
                        (int) InstrumentDefinitionDecoder.marginTableIdNullValue(),
                        plain.marginTableId()),
                orPlain(record.sizeFactor(), InstrumentDefinitionDecoder.sizeFactorNullValue(), plain.sizeFactor()),
                orPlain(
                        record.maintenanceOfInitialPpm(),
                        InstrumentDefinitionDecoder.maintenanceOfInitialPpmNullValue(),
                        plain.maintenanceOfInitialPpm()),
                orPlain(
                        record.profitInitialWeightPpm(),
                        InstrumentDefinitionDecoder.profitInitialWeightPpmNullValue(),
                        plain.profitInitialWeightPpm()),
                orPlain(
                        record.profitMaintenanceWeightPpm(),
                        InstrumentDefinitionDecoder.profitMaintenanceWeightPpmNullValue(),
                        plain.profitMaintenanceWeightPpm()),
                orPlain(
                        record.openInterestLowerMicros(),
                        InstrumentDefinitionDecoder.openInterestLowerMicrosNullValue(),
                        plain.openInterestLowerMicros()),
                orPlain(
                        record.openInterestUpperMicros(),
                        InstrumentDefinitionDecoder.openInterestUpperMicrosNullValue(),
                        plain.openInterestUpperMicros()),
                orPlain(record.penaltyPpm(), InstrumentDefinitionDecoder.penaltyPpmNullValue(), plain.penaltyPpm()),
                orPlain(record.costPpm(), InstrumentDefinitionDecoder.costPpmNullValue(), plain.costPpm()),
                orPlain((int) record.fundId(), (int) InstrumentDefinitionDecoder.fundIdNullValue(), plain.fundId()),
                orPlain(record.maxLeverage(), InstrumentDefinitionDecoder.maxLeverageNullValue(), plain.maxLeverage()),
                isSet(record.notRebalanced()),
                orPlain(
                        record.contractValue(),
                        InstrumentDefinitionDecoder.contractValueNullValue(),
                        plain.contractValue()),
                orPlain(
                        record.worthDecimals(),
                        InstrumentDefinitionDecoder.worthDecimalsNullValue(),
                        plain.worthDecimals()));
    }

    /** What a profile's record says. */
    public static ProfileTerms of(final ProfileDefinitionDecoder record) {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        return new ProfileTerms(
                record.boundary(),
                isSet(record.requirePositive()),
                record.debtIn() == DebtPlace.NULL_VAL ? plain.debtIn() : record.debtIn(),
                requirement(record, plain.requirement()),
                rounding(record, plain.rounding()),
                plan(record, plain.plan()),
                bonus(record, plain.bonus()),
                auction(record, plain.auction()),
                waterfall(record, plain.waterfall()),
                orders(record, plain.orders()),
                throttle(record, plain.throttle()),
                rebalance(record, plain.rebalance()),
                scale(record, plain.scale()));
    }

    private static ScaleTerms scale(final ProfileDefinitionDecoder record, final ScaleTerms plain) {
        return new ScaleTerms(
                orPlain(record.scaleFloorPpm(), ProfileDefinitionDecoder.scaleFloorPpmNullValue(), plain.floorPpm()),
                orPlain(record.scaleCapPpm(), ProfileDefinitionDecoder.scaleCapPpmNullValue(), plain.capPpm()),
                orPlain(record.scaleStepPpm(), ProfileDefinitionDecoder.scaleStepPpmNullValue(), plain.stepPpm()),
                orPlain(record.scaleSeconds(), ProfileDefinitionDecoder.scaleSecondsNullValue(), plain.seconds()));
    }

    private static RequirementTerms requirement(final ProfileDefinitionDecoder record, final RequirementTerms plain) {
        return new RequirementTerms(
                record.profitIn() == ProfitPlace.NULL_VAL ? plain.profitIn() : record.profitIn(),
                orPlain(
                        record.profitCapMicros(),
                        ProfileDefinitionDecoder.profitCapMicrosNullValue(),
                        plain.profitCapMicros()),
                orPlain(
                        record.openOrderFeeMicros(),
                        ProfileDefinitionDecoder.openOrderFeeMicrosNullValue(),
                        plain.openOrderFeeMicros()),
                isSet(record.openOrdersInMaintenance()),
                orPlain(
                        record.cancelSeconds(),
                        ProfileDefinitionDecoder.cancelSecondsNullValue(),
                        plain.cancelSeconds()),
                orPlain(record.sizeShapePpm(), ProfileDefinitionDecoder.sizeShapePpmNullValue(), plain.sizeShapePpm()),
                orPlain(
                        record.ratePrecisionPpm(),
                        ProfileDefinitionDecoder.ratePrecisionPpmNullValue(),
                        plain.ratePrecisionPpm()),
                isSet(record.initialOfWhole()),
                isSet(record.stopOnTop()));
    }

    private static RoundingTerms rounding(final ProfileDefinitionDecoder record, final RoundingTerms plain) {
        return new RoundingTerms(
                orPlain(
                        record.roundingDecimals(),
                        ProfileDefinitionDecoder.roundingDecimalsNullValue(),
                        plain.decimals()),
                record.collateralRounding() == Rounding.NULL_VAL ? plain.collateral() : record.collateralRounding(),
                record.weightedRounding() == Rounding.NULL_VAL ? plain.weighted() : record.weightedRounding(),
                record.debtRounding() == Rounding.NULL_VAL ? plain.debt() : record.debtRounding(),
                record.notionalRounding() == Rounding.NULL_VAL ? plain.notional() : record.notionalRounding(),
                record.requirementRounding() == Rounding.NULL_VAL ? plain.requirement() : record.requirementRounding());
    }

    private static PlanTerms plan(final ProfileDefinitionDecoder record, final PlanTerms plain) {
        return new PlanTerms(
                record.sizing() == Sizing.NULL_VAL ? plain.sizing() : record.sizing(),
                orPlain(record.portionPpm(), ProfileDefinitionDecoder.portionPpmNullValue(), plain.portionPpm()),
                orPlain(
                        record.minNotionalMicros(),
                        ProfileDefinitionDecoder.minNotionalMicrosNullValue(),
                        plain.minNotionalMicros()),
                orPlain(
                        record.maxAccountNotionalMicros(),
                        ProfileDefinitionDecoder.maxAccountNotionalMicrosNullValue(),
                        plain.maxAccountNotionalMicros()),
                orPlain(
                        record.closeFactorPpm(),
                        ProfileDefinitionDecoder.closeFactorPpmNullValue(),
                        plain.closeFactorPpm()),
                orPlain(
                        record.fullBelowHealthPpm(),
                        ProfileDefinitionDecoder.fullBelowHealthPpmNullValue(),
                        plain.fullBelowHealthPpm()),
                orPlain(
                        record.fullBelowMicros(),
                        ProfileDefinitionDecoder.fullBelowMicrosNullValue(),
                        plain.fullBelowMicros()),
                orPlain(
                        record.leftoverMicros(),
                        ProfileDefinitionDecoder.leftoverMicrosNullValue(),
                        plain.leftoverMicros()),
                orPlain(
                        record.targetHealthPpm(),
                        ProfileDefinitionDecoder.targetHealthPpmNullValue(),
                        plain.targetHealthPpm()),
                orPlain(
                        record.fillableBankruptcyAdjustmentPpm(),
                        ProfileDefinitionDecoder.fillableBankruptcyAdjustmentPpmNullValue(),
                        plain.fillableBankruptcyAdjustmentPpm()),
                orPlain(
                        record.fillableSpreadPpm(),
                        ProfileDefinitionDecoder.fillableSpreadPpmNullValue(),
                        plain.fillableSpreadPpm()),
                orPlain(
                        record.storeFrontFactorPpm(),
                        ProfileDefinitionDecoder.storeFrontFactorPpmNullValue(),
                        plain.storeFrontFactorPpm()));
    }

    private static BonusTerms bonus(final ProfileDefinitionDecoder record, final BonusTerms plain) {
        return new BonusTerms(
                record.bonusShape() == BonusShape.NULL_VAL ? plain.shape() : record.bonusShape(),
                orPlain(record.bonusStartPpm(), ProfileDefinitionDecoder.bonusStartPpmNullValue(), plain.startPpm()),
                orPlain(record.bonusSlopePpm(), ProfileDefinitionDecoder.bonusSlopePpmNullValue(), plain.slopePpm()),
                orPlain(record.bonusMinPpm(), ProfileDefinitionDecoder.bonusMinPpmNullValue(), plain.minPpm()),
                orPlain(record.bonusMaxPpm(), ProfileDefinitionDecoder.bonusMaxPpmNullValue(), plain.maxPpm()));
    }

    private static AuctionTerms auction(final ProfileDefinitionDecoder record, final AuctionTerms plain) {
        return new AuctionTerms(
                record.curve() == PriceCurve.NULL_VAL ? plain.curve() : record.curve(),
                orPlain(record.startPpm(), ProfileDefinitionDecoder.startPpmNullValue(), plain.startPpm()),
                orPlain(
                        (int) record.tauSeconds(),
                        (int) ProfileDefinitionDecoder.tauSecondsNullValue(),
                        plain.tauSeconds()),
                orPlain(record.cut(), ProfileDefinitionDecoder.cutNullValue(), plain.cut()),
                orPlain(
                        (int) record.stepSeconds(),
                        (int) ProfileDefinitionDecoder.stepSecondsNullValue(),
                        plain.stepSeconds()),
                orPlain(
                        (int) record.tailSeconds(),
                        (int) ProfileDefinitionDecoder.tailSecondsNullValue(),
                        plain.tailSeconds()),
                orPlain(record.cuspPpm(), ProfileDefinitionDecoder.cuspPpmNullValue(), plain.cuspPpm()));
    }

    private static WaterfallTerms waterfall(final ProfileDefinitionDecoder record, final WaterfallTerms plain) {
        return new WaterfallTerms(
                isSet(record.fundDraws()),
                orPlain(
                        record.maxDrawMicros(),
                        ProfileDefinitionDecoder.maxDrawMicrosNullValue(),
                        plain.maxDrawMicros()),
                isSet(record.socialise()),
                record.deleverage() == Deleveraging.NULL_VAL ? plain.deleverage() : record.deleverage(),
                orPlain(
                        record.deleverageAfter(),
                        ProfileDefinitionDecoder.deleverageAfterNullValue(),
                        plain.deleverageAfter()),
                penalty(record));
    }

    private static PenaltyTerms penalty(final ProfileDefinitionDecoder record) {
        return new PenaltyTerms(
                orPlain(record.penaltyLiquidatorPpm(), ProfileDefinitionDecoder.penaltyLiquidatorPpmNullValue(), 0),
                orPlain(record.penaltyFundPpm(), ProfileDefinitionDecoder.penaltyFundPpmNullValue(), 0),
                orPlain(record.penaltyProtocolPpm(), ProfileDefinitionDecoder.penaltyProtocolPpmNullValue(), 0));
    }

    private static OrderTerms orders(final ProfileDefinitionDecoder record, final OrderTerms plain) {
        return new OrderTerms(
                orPlain(record.orderSeconds(), ProfileDefinitionDecoder.orderSecondsNullValue(), plain.orderSeconds()),
                orPlain(
                        record.escalateAfter(),
                        ProfileDefinitionDecoder.escalateAfterNullValue(),
                        plain.escalateAfter()),
                isSet(record.cancelRecovered()),
                orPlain(
                        record.wholeAfterPartSeconds(),
                        ProfileDefinitionDecoder.wholeAfterPartSecondsNullValue(),
                        plain.wholeAfterPartSeconds()));
    }

    private static ThrottleTerms throttle(final ProfileDefinitionDecoder record, final ThrottleTerms plain) {
        return new ThrottleTerms(
                orPlain(
                        record.maxOrdersPerSecond(),
                        ProfileDefinitionDecoder.maxOrdersPerSecondNullValue(),
                        plain.maxOrdersPerSecond()),
                orPlain(
                        record.maxNotionalPerSecondMicros(),
                        ProfileDefinitionDecoder.maxNotionalPerSecondMicrosNullValue(),
                        plain.maxNotionalPerSecondMicros()),
                orPlain(
                        record.maxNotionalPerHourMicros(),
                        ProfileDefinitionDecoder.maxNotionalPerHourMicrosNullValue(),
                        plain.maxNotionalPerHourMicros()),
                orPlain(
                        record.maxAccountNotionalPerHourMicros(),
                        ProfileDefinitionDecoder.maxAccountNotionalPerHourMicrosNullValue(),
                        plain.maxAccountNotionalPerHourMicros()),
                orPlain(
                        record.maxInstrumentNotionalPerSecondMicros(),
                        ProfileDefinitionDecoder.maxInstrumentNotionalPerSecondMicrosNullValue(),
                        plain.maxInstrumentNotionalPerSecondMicros()));
    }

    private static RebalanceTerms rebalance(final ProfileDefinitionDecoder record, final RebalanceTerms plain) {
        return new RebalanceTerms(
                record.rebalanceTo() == Rebalancing.NULL_VAL ? plain.to() : record.rebalanceTo(),
                orPlain(
                        record.rebalanceSeconds(),
                        ProfileDefinitionDecoder.rebalanceSecondsNullValue(),
                        plain.seconds()));
    }

    // A byte that is neither true nor false sets it as well: nothing is ignored.
    private static boolean isSet(final BooleanType value) {
        return value != BooleanType.F && value != BooleanType.NULL_VAL;
    }

    private static int orPlain(final int value, final int nullValue, final int plain) {
        return value == nullValue ? plain : value;
    }

    private static long orPlain(final long value, final long nullValue, final long plain) {
        return value == nullValue ? plain : value;
    }
}
