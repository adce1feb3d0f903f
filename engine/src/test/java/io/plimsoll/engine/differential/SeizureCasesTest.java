package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.OrderStatus;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.codec.Verdict;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loans as lending venues liquidate them, worked by hand from their formulas: what is repaid and seized, in both engines. */
@Timeout(60)
class SeizureCasesTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(10, 10, 10, 8, 8);
    private static final BigInteger LIMIT = BigInteger.TEN.pow(17);
    private static final long MICROS = 1_000_000;
    private static final long ACCOUNT = 7;
    private static final long DESK = 8;
    private static final int USD = 1;
    private static final int COIN = 2;
    private static final int DECIMALS = 6;
    private static final BonusTerms BY_TIME = new BonusTerms(BonusShape.BY_TIME, 0, 0, 0, BonusTerms.PLAIN.maxPpm());

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(CAPACITY);
    private long facts;
    private long ticks;

    @Test
    void shouldRepayTheCloseFactorOfADebt() {
        final PlanTerms plan = closeFactor(500_000);
        define(plan, BonusTerms.PLAIN, 825_000, 50_000, 100_000);
        // ten coins at 2,000 against 17,000: health 0.97
        final Output.SeizeOrder order = liquidated(10, 17_000, 2_000);
        assertOrder(order, 8_500_000_000L, 4_462_500L);
        assertEquals(21_250, order.protocolFee()); // a tenth of 0.2125, which the bonus is of 4.4625
        assertEquals(50_000_000_000_000_000L, order.bonus());
    }

    @Test
    void shouldRepayEverythingBelowAHealth() {
        define(closeFactor(500_000), BonusTerms.PLAIN, 825_000, 50_000, 0);
        // 16,500 / 17,400 is 0.948
        assertOrder(liquidated(10, 17_400, 2_000), 17_400_000_000L, 9_135_000L);
    }

    @Test
    void shouldRepayTheCloseFactorThoughHealthFallsAboveTheHealthForAll() {
        define(closeFactor(500_000), BonusTerms.PLAIN, 900_000, 100_000, 0);
        // 18,000 / 18,500 is 0.973, below 0.9 * 1.1
        assertOrder(liquidated(10, 18_500, 2_000), 9_250_000_000L, 5_087_500L);
    }

    @Test
    void shouldRepayAllInPlaceOfAPartialThatLowersHealthWhereNoHealthIsStated() {
        final PlanTerms plan = LendingWorlds.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 0, 0);
        define(plan, BonusTerms.PLAIN, 900_000, 100_000, 0);
        // all collateral, 20,000 / 1.1
        assertOrder(liquidated(10, 18_500, 2_000), 18_181_818_182L, 10_000_000L);
    }

    @Test
    void shouldShrinkAPartialThatWouldLeaveTooLittle() {
        final PlanTerms plan = LendingWorlds.plan(Sizing.CLOSE_FACTOR, 900_000, 0, 0, 2_000 * MICROS, 0);
        define(plan, BonusTerms.PLAIN, 825_000, 50_000, 0);
        // nine tenths would leave 1,700 of 17,000
        assertOrder(liquidated(10, 17_000, 2_000), 15_000_000_000L, 7_875_000L);
    }

    @Test
    void shouldTakeAllCollateralWhereItIsNotEnough() {
        define(closeFactor(Rates.ONE), BonusTerms.PLAIN, 825_000, 50_000, 0);
        // 2,000 of collateral repay 2,000 / 1.05, rounded up
        assertOrder(liquidated(1, 10_000, 2_000), 1_904_761_905L, 1_000_000L);
    }

    @Test
    void shouldReachATargetHealthByABonusThatRisesAsHealthFalls() {
        final BonusTerms bonus = new BonusTerms(BonusShape.BY_HEALTH, 10_000, 2_000_000, 0, 50_000);
        define(LendingWorlds.plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_200_000), bonus, 800_000, 0, 0);
        // 880 / 1,000: (1,200 - 880) / (1.2 - 0.8 * 1.05) is 888.888889
        assertOrder(liquidated(1_100, 1_000, 1), 888_888_889L, 933_333_333L);
    }

    @Test
    void shouldSeizeAtADiscountThatGrowsAsHealthFalls() {
        final BonusTerms bonus = new BonusTerms(BonusShape.FIXED, 0, 0, 0, 150_000);
        define(LendingWorlds.plan(Sizing.HEALTH_YIELD, 0, 0, 0, 0, 0), bonus, 900_000, 0, 0);
        // health 90 / 95; 95 / health is more than the 100 that there are
        final Output.SeizeOrder order = liquidated(100, 95, 1);
        assertOrder(order, 94_736_842L, 100_000_000L);
    }

    @Test
    void shouldKnowABonusByTheWeightOfTheCollateral() {
        final BonusTerms bonus = new BonusTerms(BonusShape.BY_LLTV, 0, 300_000, 0, 150_000);
        define(closeFactor(Rates.ONE), bonus, 860_000, 0, 0);
        // 1 / (1 - 0.3 * (1 - 0.86)) - 1
        assertEquals(43_841_336_116_910_229L, liquidated(10, 17_300, 2_000).bonus());
    }

    // Morpho Blue's order of roundings, whose loan token has 6 decimals as the coin has here. At a weight of 0.385 the
    // factor is min(1.15, 1 / (1 - 0.3 * 0.615)), 1.15.
    @ParameterizedTest
    @CsvSource({
        // 1,000 * 1.15 = 1,150, which at 3 buys 383.333333; 333.333333 coins and the bonus would be 383.333332
        "500, 1000, 3, 1000000000, 383333333",
        // 2 * 1.15 at 3, 0.766666; 0.666666 with the bonus is 0.766665
        "1, 2, 3, 2000000, 766666",
        // all 10 are worth 30 at 3, for which 30 / 1.15 = 26.0869565.. is repaid
        "10, 5000, 3, 26086957, 10000000"
    })
    void shouldTakeTheBonusByWeightOfWhatIsRepaidBeforeItBuysCollateral(
            final long coins, final long debt, final long price, final long repay, final long seize) {
        final BonusTerms bonus = new BonusTerms(BonusShape.BY_LLTV, 0, 300_000, 0, 150_000);
        define(closeFactor(Rates.ONE), bonus, 385_000, 0, 0);
        assertOrder(liquidated(coins, debt, price), repay, seize);
    }

    @Test
    void shouldAuctionAllCollateralForAllDebtFromAPriceAboveItsOwn() {
        final AuctionTerms auction = new AuctionTerms(PriceCurve.LINEAR, 1_250_000, 3_600, 0, 0, 0, 0);
        define(LendingWorlds.plan(Sizing.FULL, 0, 0, 0, 0, 0), BY_TIME, auction, Rates.ONE, 100_000, 50_000);
        final Output.SeizeOrder order = liquidated(40, 161, 4);
        assertOrder(order, 161_000_000L, 40_000_000L);
        assertEquals(0, order.protocolFee());
        assertEquals(100_000_000_000_000_000L, order.bonus());
        assertEquals(PriceCurve.LINEAR, order.curve());
        assertEquals(OptionalLong.of(5), order.terms().startPrice());
        assertEquals(OptionalLong.of(3_600), order.terms().curveSeconds());
        assertEquals(OptionalLong.empty(), order.terms().cut());
    }

    @Test
    void shouldAuctionInProportionForAPartOfADebt() {
        final long cut = 990_000_000_000_000_000L;
        final AuctionTerms auction = new AuctionTerms(PriceCurve.STAIR_STEP, Rates.ONE, 0, cut, 90, 0, 0);
        define(LendingWorlds.plan(Sizing.CLOSE_FACTOR, 800_000, 0, 0, 30 * MICROS, 0), BY_TIME, auction, 900_000, 0, 0);
        // four fifths of 150 leave just 30
        final Output.SeizeOrder order = liquidated(40, 150, 4);
        assertOrder(order, 120_000_000L, 32_000_000L);
        assertEquals(OptionalLong.of(90), order.terms().curveSeconds());
        assertEquals(OptionalLong.of(cut), order.terms().cut());
    }

    @Test
    void shouldAuctionAllWhereAPartWouldLeaveTooLittle() {
        final AuctionTerms auction = new AuctionTerms(PriceCurve.EXPONENTIAL, Rates.ONE, 0, 1, 0, 0, 0);
        final PlanTerms plan = LendingWorlds.plan(Sizing.CLOSE_FACTOR, 800_000, 0, 0, 30 * MICROS + 1, 0);
        define(plan, BY_TIME, auction, 900_000, 0, 0);
        final Output.SeizeOrder order = liquidated(40, 150, 4);
        assertOrder(order, 150_000_000L, 40_000_000L);
        assertEquals(OptionalLong.empty(), order.terms().curveSeconds());
    }

    @Test
    void shouldAuctionUpToATargetHealthWhateverTheCollateralIsWorth() {
        final AuctionTerms auction = new AuctionTerms(PriceCurve.LINEAR, 1, 1, 0, 0, 0, 0);
        define(LendingWorlds.plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_200_000), BY_TIME, auction, 800_000, 50_000, 0);
        // (1,200 - 8) / (1.2 - 0.84) is more than is owed
        assertOrder(liquidated(10, 1_000, 1), 1_000_000_000L, 10_000_000L);
    }

    @Test
    void shouldEndAnAuctionOnceItsDebtIsPaidWhateverIsLeftOfTheCollateral() {
        final AuctionTerms auction = new AuctionTerms(PriceCurve.LINEAR, 1_250_000, 3_600, 0, 0, 0, 0);
        define(LendingWorlds.plan(Sizing.FULL, 0, 0, 0, 0, 0), BY_TIME, auction, Rates.ONE, 100_000, 0);
        final Output.SeizeOrder order = liquidated(40, 161, 4);
        // who pays 177.1 at 5 gets 35.42, and the venue keeps 16.1
        final List<Output> outputs = fill(order, 161_000_000L, 35_420_000L);
        final Output.SeizeOrderStateChange change = (Output.SeizeOrderStateChange) outputs.get(0);
        assertEquals(OrderStatus.FILLED, change.status());
        assertEquals(4_580_000L, change.seizeRemaining());
        assertEquals(Verdict.HEALTHY, ((Output.UnitStateChange) outputs.get(1)).current());
    }

    @Test
    void shouldFollowAnOrderThatIsFilledForACounterpartyUntilNothingIsLeft() {
        define(closeFactor(500_000), BonusTerms.PLAIN, 825_000, 50_000, 0);
        final Output.SeizeOrder order = liquidated(10, 17_000, 2_000);
        final List<Output> partly = fill(order, 4_250_000_000L, 2_231_250L);
        final Output.SeizeOrderStateChange first = (Output.SeizeOrderStateChange) partly.get(0);
        assertEquals(OrderStatus.PARTIALLY_FILLED, first.status());
        assertEquals(4_250_000_000L, first.repayRemaining());
        assertEquals(2_231_250L, first.seizeRemaining());
        // 7.76875 coins count 12,818.4375 against 12,750
        assertEquals(Verdict.HEALTHY, ((Output.UnitStateChange) partly.get(1)).current());
        final List<Output> rest = fill(order, 4_250_000_000L, 2_231_250L);
        assertEquals(OrderStatus.FILLED, ((Output.SeizeOrderStateChange) rest.get(0)).status());
        assertEquals(1, rest.size());
    }

    private static PlanTerms closeFactor(final int ppm) {
        return LendingWorlds.plan(Sizing.CLOSE_FACTOR, ppm, 950_000, 2_000 * MICROS, 1_000 * MICROS, 0);
    }

    private void define(
            final PlanTerms plan, final BonusTerms bonus, final int weight, final int bonusPpm, final int feePpm) {
        define(plan, bonus, AuctionTerms.PLAIN, weight, bonusPpm, feePpm);
    }

    private void define(
            final PlanTerms plan,
            final BonusTerms bonus,
            final AuctionTerms auction,
            final int weight,
            final int bonusPpm,
            final int feePpm) {
        final ProfileTerms plain = ProfileTerms.PLAIN;
        final ProfileTerms terms = new ProfileTerms(
                Boundary.STRICT,
                false,
                DebtPlace.REQUIREMENT,
                plain.requirement(),
                plain.rounding(),
                plan,
                bonus,
                auction,
                plain.waterfall());
        final int[] next = {0};
        final AssetTerms shares = AssetTerms.PLAIN.map(value -> switch (next[0]++) {
            case 7 -> bonusPpm;
            case 8 -> feePpm;
            default -> value;
        });
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(new Asset(USD, 0, DECIMALS, 0, Rates.ONE, Rates.ONE, LIMIT, BigInteger.ONE, "USD")));
        send(out -> out.asset(new Asset(
                COIN, COIN, DECIMALS, 0, weight, weight, LIMIT, BigInteger.valueOf(100_000), "COIN", shares)));
        send(out -> out.profile(new Profile(1, 1_000_000, 0, 0, "loans").withTerms(terms)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(3)));
        send(out -> out.accountOpened(ACCOUNT, AccountRole.TRADER, "borrower", 1, ++facts));
        send(out -> out.accountOpened(DESK, AccountRole.LIQUIDATOR, "desk", 1, ++facts));
        send(out -> out.arm("test", "loans"));
    }

    /** The order by which an account with so many coins at a price and so much debt is liquidated. */
    private Output.SeizeOrder liquidated(final long coins, final long debt, final long price) {
        send(out -> out.priceTick(COIN, 50_000, 1, 2, ++ticks));
        send(out -> out.transfer(ACCOUNT, COIN, coins * MICROS, 1, ++facts));
        send(out -> out.transfer(ACCOUNT, USD, -debt * MICROS, 1, ++facts));
        final List<Output> outputs = send(out -> out.priceTick(COIN, price, 2, 2, ++ticks));
        return outputs.stream()
                .filter(Output.SeizeOrder.class::isInstance)
                .map(Output.SeizeOrder.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(outputs));
    }

    private List<Output> fill(final Output.SeizeOrder order, final long repaid, final long seized) {
        return send(out ->
                out.seizeFill(ACCOUNT, OptionalLong.of(DESK), order.id(), USD, COIN, repaid, seized, 1, ++facts));
    }

    private static void assertOrder(final Output.SeizeOrder order, final long repay, final long seize) {
        assertEquals(List.of(repay, 0L, seize), List.of(order.repay(), order.reserve(), order.seize()));
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }
}
