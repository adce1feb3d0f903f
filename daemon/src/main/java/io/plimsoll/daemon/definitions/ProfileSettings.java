package io.plimsoll.daemon.definitions;

import static io.plimsoll.daemon.definitions.SettingValue.amount;
import static io.plimsoll.daemon.definitions.SettingValue.choice;
import static io.plimsoll.daemon.definitions.SettingValue.count;
import static io.plimsoll.daemon.definitions.SettingValue.decimal;
import static io.plimsoll.daemon.definitions.SettingValue.flag;
import static io.plimsoll.daemon.definitions.SettingValue.rate;

import io.plimsoll.protocol.Decimals;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.util.List;

/** How a profile states its terms (docs/formats/profile.md). Stateless. */
final class ProfileSettings {
    private static final int TEN = 10 * Rates.ONE;
    private static final int HUNDRED = 100 * Rates.ONE;
    private static final int MOST_SCALE = 5 * Rates.ONE;

    static final SettingTable<ProfileTerms> TABLE = new SettingTable<>(
            ProfileTerms.PLAIN,
            ProfileTerms::map,
            List.of(
                    new Setting(
                            "boundary",
                            "boundary",
                            choice(List.of(Boundary.STRICT, Boundary.INCLUSIVE), Boundary::value)),
                    new Setting(
                            "debt.in",
                            "debtIn",
                            choice(List.of(DebtPlace.NETTED, DebtPlace.REQUIREMENT), DebtPlace::value)),
                    new Setting("rounding.decimals", "rounding.decimals", count(0, Decimals.MAX_DECIMALS)),
                    rounding("collateral"),
                    rounding("weighted"),
                    rounding("debt"),
                    rounding("notional"),
                    rounding("requirement"),
                    new Setting("requirement.positive", "requirePositive", flag()),
                    new Setting(
                            "requirement.profitIn",
                            "requirement.profitIn",
                            choice(List.of(ProfitPlace.EQUITY, ProfitPlace.SETTLEMENT_ASSET), ProfitPlace::value)),
                    new Setting("requirement.profitCap", "requirement.profitCapMicros", amount()),
                    new Setting("requirement.openOrderFee", "requirement.openOrderFeeMicros", amount()),
                    new Setting("requirement.openOrdersInMaintenance", "requirement.openOrdersInMaintenance", flag()),
                    new Setting("requirement.cancelSeconds", "requirement.cancelSeconds", count(0, 86_400)),
                    new Setting("requirement.initialOfWhole", "requirement.initialOfWhole", flag()),
                    new Setting("requirement.stopOnTop", "requirement.stopOnTop", flag()),
                    new Setting("requirement.sizeShape", "requirement.sizeShapePpm", rate(Rates.ONE)),
                    new Setting(
                            "requirement.ratePrecision",
                            "requirement.ratePrecisionPpm",
                            decimal(Rates.DECIMALS, 1, Rates.ONE)),
                    new Setting(
                            "plan.sizing",
                            "plan.sizing",
                            choice(
                                    List.of(
                                            Sizing.STOP_MARGIN,
                                            Sizing.PORTION,
                                            Sizing.FULL,
                                            Sizing.CLOSE_FACTOR,
                                            Sizing.TARGET_HEALTH,
                                            Sizing.HEALTH_YIELD),
                                    Sizing::value)),
                    new Setting("plan.portion", "plan.portionPpm", rate(Rates.ONE)),
                    new Setting("plan.minNotional", "plan.minNotionalMicros", amount()),
                    new Setting("plan.maxAccountNotional", "plan.maxAccountNotionalMicros", amount()),
                    new Setting("plan.closeFactor", "plan.closeFactorPpm", rate(Rates.ONE)),
                    new Setting("plan.fullBelowHealth", "plan.fullBelowHealthPpm", rate(TEN)),
                    new Setting("plan.fullBelow", "plan.fullBelowMicros", amount()),
                    new Setting("plan.leftover", "plan.leftoverMicros", amount()),
                    new Setting("plan.targetHealth", "plan.targetHealthPpm", rate(TEN)),
                    new Setting("plan.storeFrontFactor", "plan.storeFrontFactorPpm", rate(Rates.ONE)),
                    new Setting("fillable.bankruptcyAdjustment", "plan.fillableBankruptcyAdjustmentPpm", rate(HUNDRED)),
                    new Setting("fillable.spread", "plan.fillableSpreadPpm", rate(TEN)),
                    new Setting(
                            "bonus.shape",
                            "bonus.shape",
                            choice(
                                    List.of(
                                            BonusShape.FIXED,
                                            BonusShape.BY_HEALTH,
                                            BonusShape.BY_LLTV,
                                            BonusShape.BY_TIME),
                                    BonusShape::value)),
                    new Setting("bonus.start", "bonus.startPpm", rate(TEN)),
                    new Setting("bonus.slope", "bonus.slopePpm", rate(HUNDRED)),
                    new Setting("bonus.min", "bonus.minPpm", rate(TEN)),
                    new Setting("bonus.max", "bonus.maxPpm", rate(TEN)),
                    new Setting(
                            "auction.curve",
                            "auction.curve",
                            choice(
                                    List.of(
                                            PriceCurve.FIXED,
                                            PriceCurve.LINEAR,
                                            PriceCurve.STAIR_STEP,
                                            PriceCurve.EXPONENTIAL),
                                    PriceCurve::value)),
                    new Setting("auction.start", "auction.startPpm", rate(HUNDRED)),
                    new Setting("auction.tau", "auction.tauSeconds", count(0, Integer.MAX_VALUE)),
                    new Setting(
                            "auction.cut",
                            "auction.cut",
                            decimal(Decimals.MAX_DECIMALS, 0, Decimals.powerOfTen(Decimals.MAX_DECIMALS))),
                    new Setting("auction.step", "auction.stepSeconds", count(0, Integer.MAX_VALUE)),
                    new Setting("auction.tail", "auction.tailSeconds", count(0, Integer.MAX_VALUE)),
                    new Setting("auction.cusp", "auction.cuspPpm", rate(Rates.ONE)),
                    new Setting("insurance.draws", "waterfall.fundDraws", flag()),
                    new Setting("insurance.maxDraw", "waterfall.maxDrawMicros", amount()),
                    new Setting("insurance.socialise", "waterfall.socialise", flag()),
                    new Setting(
                            "deleverage.by",
                            "waterfall.deleverage",
                            choice(
                                    List.of(
                                            Deleveraging.NONE,
                                            Deleveraging.PROFIT_BY_EQUITY,
                                            Deleveraging.PROFIT_TIMES_LEVERAGE,
                                            Deleveraging.LEVERAGE_TIMES_RATIO),
                                    Deleveraging::value)),
                    new Setting("deleverage.after", "waterfall.deleverageAfter", count(0, 100)),
                    new Setting("penalty.liquidator", "waterfall.penalty.liquidatorPpm", rate(Rates.ONE)),
                    new Setting("penalty.fund", "waterfall.penalty.fundPpm", rate(Rates.ONE)),
                    new Setting("penalty.protocol", "waterfall.penalty.protocolPpm", rate(Rates.ONE)),
                    new Setting("orders.seconds", "orders.orderSeconds", count(0, 1_000_000_000)),
                    new Setting("orders.escalateAfter", "orders.escalateAfter", count(0, 100)),
                    new Setting("orders.cancelRecovered", "orders.cancelRecovered", flag()),
                    new Setting("orders.wholeAfterPart", "orders.wholeAfterPartSeconds", count(0, 1_000_000_000)),
                    new Setting("throttle.ordersPerSecond", "throttle.maxOrdersPerSecond", count(0, Integer.MAX_VALUE)),
                    new Setting("throttle.notionalPerSecond", "throttle.maxNotionalPerSecondMicros", amount()),
                    new Setting("throttle.notionalPerHour", "throttle.maxNotionalPerHourMicros", amount()),
                    new Setting(
                            "throttle.accountNotionalPerHour", "throttle.maxAccountNotionalPerHourMicros", amount()),
                    new Setting(
                            "throttle.instrumentNotionalPerSecond",
                            "throttle.maxInstrumentNotionalPerSecondMicros",
                            amount()),
                    new Setting(
                            "rebalance.to",
                            "rebalance.to",
                            choice(
                                    List.of(Rebalancing.NONE, Rebalancing.STOP, Rebalancing.INITIAL),
                                    Rebalancing::value)),
                    new Setting("rebalance.cooldown", "rebalance.seconds", count(0, 1_000_000_000)),
                    new Setting("scale.floor", "scale.floorPpm", decimal(Rates.DECIMALS, 1, Rates.ONE)),
                    new Setting("scale.cap", "scale.capPpm", decimal(Rates.DECIMALS, Rates.ONE, MOST_SCALE)),
                    new Setting("scale.step", "scale.stepPpm", decimal(Rates.DECIMALS, 0, MOST_SCALE)),
                    new Setting("scale.cooldown", "scale.seconds", count(0, 1_000_000_000))));

    private ProfileSettings() {}

    private static Setting rounding(final String term) {
        return new Setting(
                "rounding." + term,
                "rounding." + term,
                choice(List.of(Rounding.NONE, Rounding.FLOOR, Rounding.CEIL, Rounding.TRUNCATE), Rounding::value));
    }
}
