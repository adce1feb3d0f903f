package io.plimsoll.journal.text;

import static io.plimsoll.journal.text.OptionalFields.choice;
import static io.plimsoll.journal.text.OptionalFields.flag;
import static io.plimsoll.journal.text.OptionalFields.number;
import static io.plimsoll.journal.text.OrderText.lower;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionDecoder;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.ProfileDefinitionDecoder;
import java.io.IOException;

/** Every definition as JSON fields: mantissas and ppm as they stand in the record. One thread. */
final class DefinitionFields {
    private DefinitionFields() {}

    static void asset(final JsonGenerator json, final AssetDefinitionDecoder asset) throws IOException {
        json.writeStringField("type", "assetDefinition");
        json.writeNumberField("assetId", asset.assetId());
        json.writeNumberField("priceId", asset.priceId());
        json.writeNumberField("decimals", asset.decimals());
        json.writeNumberField("priceDecimals", asset.priceDecimals());
        json.writeNumberField("initialWeightPpm", asset.initialWeightPpm());
        json.writeNumberField("maintenanceWeightPpm", asset.maintenanceWeightPpm());
        json.writeNumberField("maxBalance", asset.maxBalance());
        json.writeNumberField("maxPrice", asset.maxPrice());
        assetTerms(json, asset);
        json.writeStringField("symbol", asset.symbol());
    }

    private static void assetTerms(final JsonGenerator json, final AssetDefinitionDecoder asset) throws IOException {
        number(json, "stopWeightPpm", asset.stopWeightPpm(), AssetDefinitionDecoder.stopWeightPpmNullValue());
        number(
                json,
                "initialLiabilityWeightPpm",
                asset.initialLiabilityWeightPpm(),
                AssetDefinitionDecoder.initialLiabilityWeightPpmNullValue());
        number(
                json,
                "stopLiabilityWeightPpm",
                asset.stopLiabilityWeightPpm(),
                AssetDefinitionDecoder.stopLiabilityWeightPpmNullValue());
        number(
                json,
                "maintenanceLiabilityWeightPpm",
                asset.maintenanceLiabilityWeightPpm(),
                AssetDefinitionDecoder.maintenanceLiabilityWeightPpmNullValue());
        number(json, "sizeFactor", asset.sizeFactor(), AssetDefinitionDecoder.sizeFactorNullValue());
        number(json, "valueCapMicros", asset.valueCapMicros(), AssetDefinitionDecoder.valueCapMicrosNullValue());
        number(json, "domainId", asset.domainId(), AssetDefinitionDecoder.domainIdNullValue());
        number(json, "bonusPpm", asset.bonusPpm(), AssetDefinitionDecoder.bonusPpmNullValue());
        number(json, "protocolFeePpm", asset.protocolFeePpm(), AssetDefinitionDecoder.protocolFeePpmNullValue());
        flag(json, "notCollateral", asset.notCollateral());
        flag(json, "cancelsRisk", asset.cancelsRisk());
        flag(json, "indexed", asset.indexed());
        number(json, "debtOf", asset.debtOf(), AssetDefinitionDecoder.debtOfNullValue());
        number(json, "weightTableId", asset.weightTableId(), AssetDefinitionDecoder.weightTableIdNullValue());
        number(
                json,
                "liquidationFactorPpm",
                asset.liquidationFactorPpm(),
                AssetDefinitionDecoder.liquidationFactorPpmNullValue());
        number(json, "depositCapMicros", asset.depositCapMicros(), AssetDefinitionDecoder.depositCapMicrosNullValue());
        number(json, "maxIndexPpm", asset.maxIndexPpm(), AssetDefinitionDecoder.maxIndexPpmNullValue());
        number(json, "domainCapMicros", asset.domainCapMicros(), AssetDefinitionDecoder.domainCapMicrosNullValue());
    }

    static void instrument(final JsonGenerator json, final InstrumentDefinitionDecoder instrument) throws IOException {
        json.writeStringField("type", "instrumentDefinition");
        json.writeNumberField("instrumentId", instrument.instrumentId());
        json.writeNumberField("priceId", instrument.priceId());
        json.writeNumberField("underlyingAssetId", instrument.underlyingAssetId());
        json.writeNumberField("settlementAssetId", instrument.settlementAssetId());
        json.writeStringField("kind", lower(instrument.kind()));
        json.writeNumberField("priceDecimals", instrument.priceDecimals());
        json.writeNumberField("quantityDecimals", instrument.quantityDecimals());
        json.writeNumberField("initialPpm", instrument.initialPpm());
        json.writeNumberField("stopPpm", instrument.stopPpm());
        json.writeNumberField("maintenancePpm", instrument.maintenancePpm());
        json.writeNumberField("tick", instrument.tick());
        json.writeNumberField("step", instrument.step());
        json.writeNumberField("maxQuantity", instrument.maxQuantity());
        json.writeNumberField("maxPrice", instrument.maxPrice());
        instrumentTerms(json, instrument);
        json.writeStringField("symbol", instrument.symbol());
    }

    private static void instrumentTerms(final JsonGenerator json, final InstrumentDefinitionDecoder instrument)
            throws IOException {
        number(json, "marginTableId", instrument.marginTableId(), InstrumentDefinitionDecoder.marginTableIdNullValue());
        number(json, "sizeFactor", instrument.sizeFactor(), InstrumentDefinitionDecoder.sizeFactorNullValue());
        number(
                json,
                "maintenanceOfInitialPpm",
                instrument.maintenanceOfInitialPpm(),
                InstrumentDefinitionDecoder.maintenanceOfInitialPpmNullValue());
        number(
                json,
                "profitInitialWeightPpm",
                instrument.profitInitialWeightPpm(),
                InstrumentDefinitionDecoder.profitInitialWeightPpmNullValue());
        number(
                json,
                "profitMaintenanceWeightPpm",
                instrument.profitMaintenanceWeightPpm(),
                InstrumentDefinitionDecoder.profitMaintenanceWeightPpmNullValue());
        number(
                json,
                "openInterestLowerMicros",
                instrument.openInterestLowerMicros(),
                InstrumentDefinitionDecoder.openInterestLowerMicrosNullValue());
        number(
                json,
                "openInterestUpperMicros",
                instrument.openInterestUpperMicros(),
                InstrumentDefinitionDecoder.openInterestUpperMicrosNullValue());
        number(json, "penaltyPpm", instrument.penaltyPpm(), InstrumentDefinitionDecoder.penaltyPpmNullValue());
        number(json, "costPpm", instrument.costPpm(), InstrumentDefinitionDecoder.costPpmNullValue());
        number(json, "fundId", instrument.fundId(), InstrumentDefinitionDecoder.fundIdNullValue());
        number(json, "maxLeverage", instrument.maxLeverage(), InstrumentDefinitionDecoder.maxLeverageNullValue());
        flag(json, "notRebalanced", instrument.notRebalanced());
        number(json, "contractValue", instrument.contractValue(), InstrumentDefinitionDecoder.contractValueNullValue());
        number(json, "worthDecimals", instrument.worthDecimals(), InstrumentDefinitionDecoder.worthDecimalsNullValue());
    }

    static void profile(final JsonGenerator json, final ProfileDefinitionDecoder profile) throws IOException {
        json.writeStringField("type", "profileDefinition");
        json.writeNumberField("profileVersion", profile.profileVersion());
        json.writeNumberField("warningRatioPpm", profile.warningRatioPpm());
        json.writeNumberField("limitSpreadPpm", profile.limitSpreadPpm());
        json.writeNumberField("dustMicros", profile.dustMicros());
        json.writeStringField("boundary", lower(profile.boundary()));
        number(
                json,
                "maxLiquidationsPerRecord",
                profile.maxLiquidationsPerRecord(),
                ProfileDefinitionDecoder.maxLiquidationsPerRecordNullValue());
        profileTerms(json, profile);
        orderTerms(json, profile);
        json.writeStringField("name", profile.name());
    }

    private static void profileTerms(final JsonGenerator json, final ProfileDefinitionDecoder profile)
            throws IOException {
        choice(json, "debtIn", profile.debtIn());
        choice(json, "profitIn", profile.profitIn());
        number(
                json,
                "roundingDecimals",
                profile.roundingDecimals(),
                ProfileDefinitionDecoder.roundingDecimalsNullValue());
        choice(json, "collateralRounding", profile.collateralRounding());
        choice(json, "weightedRounding", profile.weightedRounding());
        choice(json, "debtRounding", profile.debtRounding());
        choice(json, "notionalRounding", profile.notionalRounding());
        choice(json, "requirementRounding", profile.requirementRounding());
        flag(json, "requirePositive", profile.requirePositive());
        choice(json, "sizing", profile.sizing());
        number(json, "portionPpm", profile.portionPpm(), ProfileDefinitionDecoder.portionPpmNullValue());
        number(
                json,
                "minNotionalMicros",
                profile.minNotionalMicros(),
                ProfileDefinitionDecoder.minNotionalMicrosNullValue());
        number(
                json,
                "maxAccountNotionalMicros",
                profile.maxAccountNotionalMicros(),
                ProfileDefinitionDecoder.maxAccountNotionalMicrosNullValue());
        number(json, "closeFactorPpm", profile.closeFactorPpm(), ProfileDefinitionDecoder.closeFactorPpmNullValue());
        number(
                json,
                "fullBelowHealthPpm",
                profile.fullBelowHealthPpm(),
                ProfileDefinitionDecoder.fullBelowHealthPpmNullValue());
        number(json, "fullBelowMicros", profile.fullBelowMicros(), ProfileDefinitionDecoder.fullBelowMicrosNullValue());
        number(json, "leftoverMicros", profile.leftoverMicros(), ProfileDefinitionDecoder.leftoverMicrosNullValue());
        number(json, "targetHealthPpm", profile.targetHealthPpm(), ProfileDefinitionDecoder.targetHealthPpmNullValue());
        choice(json, "bonusShape", profile.bonusShape());
        number(json, "bonusStartPpm", profile.bonusStartPpm(), ProfileDefinitionDecoder.bonusStartPpmNullValue());
        number(json, "bonusSlopePpm", profile.bonusSlopePpm(), ProfileDefinitionDecoder.bonusSlopePpmNullValue());
        number(json, "bonusMinPpm", profile.bonusMinPpm(), ProfileDefinitionDecoder.bonusMinPpmNullValue());
        number(json, "bonusMaxPpm", profile.bonusMaxPpm(), ProfileDefinitionDecoder.bonusMaxPpmNullValue());
        choice(json, "curve", profile.curve());
        number(json, "startPpm", profile.startPpm(), ProfileDefinitionDecoder.startPpmNullValue());
        number(json, "tauSeconds", profile.tauSeconds(), ProfileDefinitionDecoder.tauSecondsNullValue());
        number(json, "cut", profile.cut(), ProfileDefinitionDecoder.cutNullValue());
        number(json, "stepSeconds", profile.stepSeconds(), ProfileDefinitionDecoder.stepSecondsNullValue());
        number(json, "tailSeconds", profile.tailSeconds(), ProfileDefinitionDecoder.tailSecondsNullValue());
        number(json, "cuspPpm", profile.cuspPpm(), ProfileDefinitionDecoder.cuspPpmNullValue());
        number(
                json,
                "fillableBankruptcyAdjustmentPpm",
                profile.fillableBankruptcyAdjustmentPpm(),
                ProfileDefinitionDecoder.fillableBankruptcyAdjustmentPpmNullValue());
        number(
                json,
                "fillableSpreadPpm",
                profile.fillableSpreadPpm(),
                ProfileDefinitionDecoder.fillableSpreadPpmNullValue());
        number(json, "profitCapMicros", profile.profitCapMicros(), ProfileDefinitionDecoder.profitCapMicrosNullValue());
        number(
                json,
                "openOrderFeeMicros",
                profile.openOrderFeeMicros(),
                ProfileDefinitionDecoder.openOrderFeeMicrosNullValue());
        flag(json, "openOrdersInMaintenance", profile.openOrdersInMaintenance());
        number(json, "cancelSeconds", profile.cancelSeconds(), ProfileDefinitionDecoder.cancelSecondsNullValue());
        number(json, "sizeShapePpm", profile.sizeShapePpm(), ProfileDefinitionDecoder.sizeShapePpmNullValue());
        number(
                json,
                "ratePrecisionPpm",
                profile.ratePrecisionPpm(),
                ProfileDefinitionDecoder.ratePrecisionPpmNullValue());
        number(
                json,
                "storeFrontFactorPpm",
                profile.storeFrontFactorPpm(),
                ProfileDefinitionDecoder.storeFrontFactorPpmNullValue());
        flag(json, "fundDraws", profile.fundDraws());
        number(json, "maxDrawMicros", profile.maxDrawMicros(), ProfileDefinitionDecoder.maxDrawMicrosNullValue());
        flag(json, "socialise", profile.socialise());
        choice(json, "deleverage", profile.deleverage());
        number(json, "deleverageAfter", profile.deleverageAfter(), ProfileDefinitionDecoder.deleverageAfterNullValue());
        number(
                json,
                "penaltyLiquidatorPpm",
                profile.penaltyLiquidatorPpm(),
                ProfileDefinitionDecoder.penaltyLiquidatorPpmNullValue());
        number(json, "penaltyFundPpm", profile.penaltyFundPpm(), ProfileDefinitionDecoder.penaltyFundPpmNullValue());
        number(
                json,
                "penaltyProtocolPpm",
                profile.penaltyProtocolPpm(),
                ProfileDefinitionDecoder.penaltyProtocolPpmNullValue());
        flag(json, "initialOfWhole", profile.initialOfWhole());
        flag(json, "stopOnTop", profile.stopOnTop());
        number(
                json,
                "wholeAfterPartSeconds",
                profile.wholeAfterPartSeconds(),
                ProfileDefinitionDecoder.wholeAfterPartSecondsNullValue());
    }

    private static void orderTerms(final JsonGenerator json, final ProfileDefinitionDecoder profile)
            throws IOException {
        number(json, "orderSeconds", profile.orderSeconds(), ProfileDefinitionDecoder.orderSecondsNullValue());
        number(json, "escalateAfter", profile.escalateAfter(), ProfileDefinitionDecoder.escalateAfterNullValue());
        flag(json, "cancelRecovered", profile.cancelRecovered());
        number(
                json,
                "maxOrdersPerSecond",
                profile.maxOrdersPerSecond(),
                ProfileDefinitionDecoder.maxOrdersPerSecondNullValue());
        number(
                json,
                "maxNotionalPerSecondMicros",
                profile.maxNotionalPerSecondMicros(),
                ProfileDefinitionDecoder.maxNotionalPerSecondMicrosNullValue());
        number(
                json,
                "maxNotionalPerHourMicros",
                profile.maxNotionalPerHourMicros(),
                ProfileDefinitionDecoder.maxNotionalPerHourMicrosNullValue());
        number(
                json,
                "maxAccountNotionalPerHourMicros",
                profile.maxAccountNotionalPerHourMicros(),
                ProfileDefinitionDecoder.maxAccountNotionalPerHourMicrosNullValue());
        number(
                json,
                "maxInstrumentNotionalPerSecondMicros",
                profile.maxInstrumentNotionalPerSecondMicros(),
                ProfileDefinitionDecoder.maxInstrumentNotionalPerSecondMicrosNullValue());
        choice(json, "rebalanceTo", profile.rebalanceTo());
        number(
                json,
                "rebalanceSeconds",
                profile.rebalanceSeconds(),
                ProfileDefinitionDecoder.rebalanceSecondsNullValue());
        number(json, "scaleFloorPpm", profile.scaleFloorPpm(), ProfileDefinitionDecoder.scaleFloorPpmNullValue());
        number(json, "scaleCapPpm", profile.scaleCapPpm(), ProfileDefinitionDecoder.scaleCapPpmNullValue());
        number(json, "scaleStepPpm", profile.scaleStepPpm(), ProfileDefinitionDecoder.scaleStepPpmNullValue());
        number(json, "scaleSeconds", profile.scaleSeconds(), ProfileDefinitionDecoder.scaleSecondsNullValue());
    }

    static void marginTable(final JsonGenerator json, final MarginTableDecoder table) throws IOException {
        json.writeStringField("type", "marginTable");
        json.writeNumberField("tableId", table.tableId());
        json.writeArrayFieldStart("tiers");
        for (final MarginTableDecoder.TiersDecoder tier : table.tiers()) {
            json.writeStartObject();
            json.writeNumberField("floorMicros", tier.floorMicros());
            json.writeNumberField("initialPpm", tier.initialPpm());
            json.writeNumberField("stopPpm", tier.stopPpm());
            json.writeNumberField("maintenancePpm", tier.maintenancePpm());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
