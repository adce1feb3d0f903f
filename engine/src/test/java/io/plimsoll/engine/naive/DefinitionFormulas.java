package io.plimsoll.engine.naive;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.ProfitPlace;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.OrderTerms;
import io.plimsoll.protocol.terms.PenaltyTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import io.plimsoll.protocol.terms.ThrottleTerms;
import io.plimsoll.protocol.terms.WaterfallTerms;
import java.math.BigInteger;
import java.util.Set;
import java.util.stream.LongStream;

/** The page's bounds on definitions, each by itself, so that a test can plant a mistake in one of them. */
public class DefinitionFormulas {
    private static final BigInteger LIMITS_BELOW = BigInteger.ONE.shiftLeft(59);
    private static final BigInteger VALUES_BELOW = BigInteger.ONE.shiftLeft(125);
    private static final long ONE = 1_000_000_000_000_000_000L;
    private static final int MOST_DECIMALS = 18;
    private static final int MOST_DISCOUNT_PPM = 900_000;
    private static final long MOST_THROTTLE_MICROS = 1L << 62;
    private static final int MOST_ORDER_SECONDS = 1_000_000_000;
    private static final int MOST_CANCEL_SECONDS = 86_400;

    /** Limits, tick and step: positive and below 2^59. */
    protected boolean isLimit(final BigInteger value) {
        return value.signum() > 0 && value.compareTo(LIMITS_BELOW) < 0;
    }

    /** Tick and step are at most the limit of what they count. */
    protected boolean isWithin(final BigInteger tickOrStep, final BigInteger limit) {
        return tickOrStep.compareTo(limit) <= 0;
    }

    /** The limit of an id that exists falls. */
    protected boolean isLowered(final BigInteger before, final BigInteger now) {
        return now.compareTo(before) < 0;
    }

    /** Decimals, those of a cost (P + Q) too: at most 18. */
    protected boolean areDecimals(final int decimals) {
        return decimals <= MOST_DECIMALS;
    }

    /** An inverse contract is worth something at each price. */
    protected boolean isWorthSomething(final Instrument inverse) {
        return inverse.mark(inverse.maxPrice()).signum() != 0;
    }

    /** From the requirement itself to twice as much. */
    protected boolean isWarningRatio(final int ratioPpm) {
        return ratioPpm >= Rates.ONE && ratioPpm <= 2 * Rates.ONE;
    }

    /** From 1 up, and not above those of the purposes that ask for more: at most 10. */
    protected boolean areLiabilityWeights(final AssetTerms asset) {
        return asset.maintenanceLiabilityWeightPpm() >= Rates.ONE
                && asset.stopLiabilityWeightPpm() >= asset.maintenanceLiabilityWeightPpm()
                && asset.initialLiabilityWeightPpm() >= asset.stopLiabilityWeightPpm()
                && asset.initialLiabilityWeightPpm() <= 10 * Rates.ONE;
    }

    /** How rates rise with the root of a position: at most 1,000 per root. */
    protected boolean isSizeFactor(final long factor) {
        return factor >= 0 && factor <= 1_000_000_000_000L;
    }

    /** Tiers of a margin table: 1 to 64. */
    protected boolean isTierCount(final int count) {
        return count >= 1 && count <= 64;
    }

    /** The first tier begins at 0. */
    protected boolean isFirstFloor(final BigInteger floor) {
        return floor.signum() == 0;
    }

    /** Each further tier begins above the one before. */
    protected boolean isNextFloor(final BigInteger before, final BigInteger floor) {
        return floor.compareTo(before) > 0;
    }

    /** No rate is lower than in the tier before. */
    protected boolean areRising(final int before, final int ppm) {
        return ppm >= before;
    }

    /** How much of a debt one liquidation may repay; its values are bounded by the proof, which needs V. */
    protected boolean isLending(final PlanTerms plan) {
        final boolean isCloseFactor = plan.sizing() != Sizing.CLOSE_FACTOR || isIn(1, plan.closeFactorPpm(), Rates.ONE);
        final boolean isTarget =
                plan.sizing() != Sizing.TARGET_HEALTH || isIn(Rates.ONE, plan.targetHealthPpm(), 2 * Rates.ONE);
        return isCloseFactor
                && isTarget
                && isIn(0, plan.fullBelowHealthPpm(), Rates.ONE)
                && isIn(0, plan.storeFrontFactorPpm(), Rates.ONE)
                && plan.leftoverMicros() >= 0;
    }

    /** How long an order lives, and after how many that did not fill everything is closed. */
    protected boolean areOrders(final OrderTerms orders) {
        return isIn(0, orders.orderSeconds(), MOST_ORDER_SECONDS)
                && isIn(0, orders.escalateAfter(), 100)
                && isIn(0, orders.wholeAfterPartSeconds(), MOST_ORDER_SECONDS);
    }

    /** How much may be ordered in a second or an hour. */
    protected boolean areThrottles(final ThrottleTerms throttle) {
        return throttle.maxOrdersPerSecond() >= 0
                && LongStream.of(
                                throttle.maxNotionalPerSecondMicros(),
                                throttle.maxNotionalPerHourMicros(),
                                throttle.maxAccountNotionalPerHourMicros(),
                                throttle.maxInstrumentNotionalPerSecondMicros())
                        .allMatch(bound -> bound >= 0 && bound <= MOST_THROTTLE_MICROS);
    }

    /** What a liquidator may get. */
    protected boolean isBonus(final BonusTerms bonus, final Sizing sizing) {
        final boolean hasMost = bonus.maxPpm() != BonusTerms.PLAIN.maxPpm();
        return Set.of(BonusShape.FIXED, BonusShape.BY_HEALTH, BonusShape.BY_LLTV, BonusShape.BY_TIME)
                        .contains(bonus.shape())
                && isIn(0, bonus.startPpm(), Rates.ONE)
                && isIn(0, bonus.minPpm(), Rates.ONE)
                && (!hasMost || isIn(bonus.minPpm(), bonus.maxPpm(), Rates.ONE))
                && isIn(0, bonus.slopePpm(), 8 * Rates.ONE)
                && (bonus.shape() != BonusShape.BY_LLTV || bonus.slopePpm() < MOST_DISCOUNT_PPM)
                && (sizing != Sizing.HEALTH_YIELD || (hasMost && bonus.maxPpm() < MOST_DISCOUNT_PPM));
    }

    /** How an auction's price falls; a profile without auctions says nothing of it. */
    protected boolean isAuction(final AuctionTerms auction, final BonusShape shape, final Sizing sizing) {
        if (shape != BonusShape.BY_TIME) {
            return auction.equals(AuctionTerms.PLAIN);
        }
        final boolean hasSteps = auction.curve() == PriceCurve.STAIR_STEP;
        final boolean hasCut = hasSteps || auction.curve() == PriceCurve.EXPONENTIAL;
        final boolean hasTau = auction.curve() == PriceCurve.LINEAR;
        return Set.of(Sizing.FULL, Sizing.CLOSE_FACTOR, Sizing.TARGET_HEALTH).contains(sizing)
                && (hasCut || hasTau)
                && isIn(1, auction.startPpm(), 10 * Rates.ONE)
                && isSeconds(hasTau, auction.tauSeconds())
                && isSeconds(hasSteps, auction.stepSeconds())
                && isIn(0, auction.tailSeconds(), 1_000_000_000)
                && isIn(0, auction.cuspPpm(), Rates.ONE - 1)
                && (hasCut ? auction.cut() >= 1 && auction.cut() < ONE : auction.cut() == 0);
    }

    private static boolean isSeconds(final boolean isStated, final int seconds) {
        return isStated ? isIn(1, seconds, 1_000_000_000) : seconds == 0;
    }

    /** Where an auction of an asset can start is a price. */
    protected boolean isStart(final BigInteger maxPrice, final AuctionTerms auction) {
        return maxPrice.multiply(BigInteger.valueOf(auction.startPpm()))
                        .compareTo(LIMITS_BELOW.multiply(Numbers.MILLION))
                <= 0;
    }

    /**
     * What of an asset goes to a liquidator, to the protocol and against a debt; a bonus leaves what its weight counts, where it is what
     * is taken for it.
     */
    protected boolean areShares(final int maintenanceWeightPpm, final AssetTerms asset, final BonusShape shape) {
        return isIn(0, asset.bonusPpm(), Rates.ONE)
                && isIn(0, asset.protocolFeePpm(), Rates.ONE)
                && isIn(0, asset.liquidationFactorPpm(), Rates.ONE)
                && (shape == BonusShape.BY_TIME
                        || (long) maintenanceWeightPpm * (Rates.ONE + asset.bonusPpm())
                                <= (long) Rates.ONE * Rates.ONE);
    }

    /** Who pays: none of it without draws. */
    protected boolean isWaterfall(final WaterfallTerms waterfall) {
        final boolean isSilent = waterfall.maxDrawMicros() == Terms.UNBOUNDED
                && !waterfall.socialise()
                && waterfall.deleverage() == Deleveraging.NONE;
        return (waterfall.fundDraws() || isSilent)
                && waterfall.maxDrawMicros() > 0
                && waterfall.deleverage() != Deleveraging.NULL_VAL
                && isIn(0, waterfall.deleverageAfter(), 100)
                && isSplit(waterfall.penalty());
    }

    /** Who gets a penalty: all of it or none of it is given away. */
    protected boolean isSplit(final PenaltyTerms split) {
        final BigInteger sum = BigInteger.valueOf(split.liquidatorPpm())
                .add(BigInteger.valueOf(split.fundPpm()))
                .add(BigInteger.valueOf(split.protocolPpm()));
        return isIn(0, split.liquidatorPpm(), Rates.ONE)
                && isIn(0, split.fundPpm(), Rates.ONE)
                && isIn(0, split.protocolPpm(), Rates.ONE)
                && (sum.signum() == 0 || sum.equals(Numbers.MILLION));
    }

    private static boolean isIn(final int least, final int value, final int most) {
        return value >= least && value <= most;
    }

    /** How often the largest worth fits into what an asset's leg is proven for. */
    protected BigInteger provenWorths(final AssetTerms asset, final ProfileTerms profile) {
        final BigInteger weight = asset.sizeFactor() != 0
                ? BigInteger.TEN
                : Numbers.ceilDiv(BigInteger.valueOf(asset.initialLiabilityWeightPpm()), Numbers.MILLION);
        return profile.debtIn() == DebtPlace.NETTED
                ? weight
                : weight.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE);
    }

    /** How often the largest notional fits into what an instrument's leg is proven for. */
    protected BigInteger provenNotionals(final Asset settlement, final ProfileTerms profile) {
        final BigInteger once = BigInteger.valueOf(profile.requirement().openOrdersInMaintenance() ? 14 : 8);
        return profile.requirement().profitIn() == ProfitPlace.SETTLEMENT_ASSET
                ? once.multiply(provenWorths(settlement.terms(), profile))
                : once;
    }

    /** Open orders count for maintenance with neither profits in buckets nor a sizing that seizes, and are cancelled within a day. */
    protected boolean areOpenOrders(final ProfileTerms profile) {
        final int seconds = profile.requirement().cancelSeconds();
        return profile.requirement().openOrdersInMaintenance()
                ? isIn(1, seconds, MOST_CANCEL_SECONDS) && goWithOpenOrders(profile)
                : seconds == 0;
    }

    private static boolean goWithOpenOrders(final ProfileTerms profile) {
        return profile.requirement().profitIn() == ProfitPlace.EQUITY && !new LendingFormulas().seizes(profile);
    }

    /** Initial margin of the whole goes with neither profits in buckets nor a rebalancing to it. */
    protected boolean isInitialOfWhole(final ProfileTerms profile) {
        return !profile.requirement().initialOfWhole()
                || (profile.requirement().profitIn() == ProfitPlace.EQUITY
                        && profile.rebalance().to() != Rebalancing.INITIAL);
    }

    /** How often what all of a unit's open orders may be asked for in fees is proven for. */
    protected BigInteger provenFees(final ProfileTerms profile) {
        return BigInteger.valueOf(profile.requirement().openOrdersInMaintenance() ? 3 : 0);
    }

    /** The power of ten that brings a leg to V: at most 10^18. */
    protected boolean isAlignment(final int exponent) {
        return exponent <= MOST_DECIMALS;
    }

    /** The sum of the largest legs, at V: below 2^125. */
    protected boolean isProven(final BigInteger sum) {
        return sum.compareTo(VALUES_BELOW) < 0;
    }

    /** The dust limit and a plan's amounts, at V: below 2^125 as well. */
    protected boolean isDustProven(final BigInteger dust) {
        return dust.compareTo(VALUES_BELOW) < 0;
    }
}
