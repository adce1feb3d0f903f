package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Rounding;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plans worked by hand from lending venues' published formulas (docs/internals/venue-rules.md), and the edges of each. */
@Timeout(30)
class LendingPlannerTest {
    private static final int HEALTH_95 = 950_000;
    private static final long USD = 1_000_000; // balance mantissa at 6 decimals
    private static final long COIN = 1_000_000_000; // balance mantissa at 9 decimals
    private static final long DOLLARS = 100; // price mantissa at 2 decimals
    private static final int ETH_THRESHOLD = 825_000;

    private static final PlanTerms HALF =
            LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, HEALTH_95, 2_000 * USD, 1_000 * USD, 0);

    private SeizePlan plan;
    private LendingBook book;

    @Test
    void shouldRepayHalfOfTheDebtWhileHealthIsAboveTheThreshold() {
        ethAgainstDollars(HALF, 17_000);
        assertEquals(970_588_235_294_117_647L, book.debts.health());
        assertOrder(0, 8_500 * USD, 4_462_500_000L);
        assertEquals(21_250_000, plan.protocolFee[0]);
        assertEquals(50_000_000_000_000_000L, plan.bonus[0]);
        assertEquals(1, plan.debt[0].id);
        assertEquals(2, plan.collateral[0].id);
        assertEquals(0, plan.reserve[0]);
    }

    @Test
    void shouldRepayAllOfTheDebtAtTheThresholdAndBelow() {
        ethAgainstDollars(HALF, 17_400); // 0.948
        assertOrder(0, 17_400 * USD, 9_135_000_000L);
        ethAgainstDollars(LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 825_000, 0, 0, 0), 20_000); // 0.825 itself
        assertOrder(0, 19_047_619_048L, 10 * COIN); // all there is, for what it is worth
    }

    @Test
    void shouldRepayAllOfASmallDebtOrForASmallCollateral() {
        final PlanTerms terms = LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 2_000 * USD, 0, 0);
        lend(terms, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -1_999 * USD);
        book.asset(9, 2, 2_400 * DOLLARS, ETH_THRESHOLD, bonus(50_000), COIN);
        plan = book.plan();
        assertOrder(0, 1_999 * USD, 874_562_499);
        lend(terms, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -2_000 * USD);
        book.asset(9, 2, 2_400 * DOLLARS, ETH_THRESHOLD, bonus(50_000), COIN);
        plan = book.plan();
        assertOrder(0, 1_000 * USD, 437_499_999);
    }

    @Test
    void shouldShrinkAPartToWhatLeavesNoDust() {
        // half would leave 1,025 of debt, which is less than 1,100 may not be
        ethAgainstDollars(LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 1_100 * USD, 0), 2_050, COIN + COIN / 5);
        assertOrder(0, 950 * USD, 498_750_000);
        // half would leave 352.5 of collateral, which is less than 1,000: what 1,400 pays for is repaid
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 1_000 * USD, 0), BonusTerms.PLAIN)
                .asset(6, 2, DOLLARS, 0, bonus(0), -3_900 * USD);
        book.asset(9, 2, 2_000 * DOLLARS, ETH_THRESHOLD, bonus(50_000), COIN + COIN / 5);
        book.asset(6, 2, DOLLARS, 900_000, bonus(0), 2_000 * USD);
        plan = book.plan();
        assertOrder(0, 1_333_333_333, 699_999_999);
    }

    @Test
    void shouldRepayAllWhereEveryPartLeavesDust() {
        ethAgainstDollars(LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 2_100 * USD, 0), 2_050, COIN + COIN / 5);
        assertOrder(0, 2_050 * USD, 1_076_250_000);
    }

    @Test
    void shouldRepayAllRatherThanLowerHealth() {
        // health 0.9 is what weight and bonus make of each dollar: below it every part is a loss
        final PlanTerms terms = LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 0, 0);
        lend(terms, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -10_000 * USD);
        book.asset(9, 2, 1_000 * DOLLARS, 900_000, bonus(50_000), 10 * COIN);
        plan = book.plan();
        assertEquals(900_000_000_000_000_000L, book.debts.health());
        assertOrder(0, 9_523_809_524L, 10 * COIN);
        lend(terms, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -9_000 * USD);
        book.asset(9, 2, 1_000 * DOLLARS, 850_000, bonus(50_000), 10 * COIN);
        plan = book.plan();
        assertOrder(0, 4_500 * USD, 4_725_000_000L);
    }

    @Test
    void shouldTakeTheCloseFactorOfAllDebts() {
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 500_000, 0, 0, 0, 0), BonusTerms.PLAIN)
                .asset(6, 2, DOLLARS, 0, bonus(0), -1_000 * USD);
        book.asset(9, 2, 2_000 * DOLLARS, ETH_THRESHOLD, bonus(50_000), 4 * COIN);
        book.asset(6, 2, DOLLARS, 0, bonus(0), -6_000 * USD);
        plan = book.plan();
        assertEquals(3, plan.debt[0].id);
        assertOrder(0, 3_500 * USD, 1_837_500_000);
    }

    @Test
    void shouldChooseTheLargestOfEachAndTheFirstOfEquals() {
        lend(HALF, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -5_000 * USD);
        book.asset(6, 2, DOLLARS, 0, bonus(0), -5_000 * USD);
        book.asset(9, 2, 2_000 * DOLLARS, 500_000, bonus(50_000), 3 * COIN);
        book.asset(9, 2, 1_000 * DOLLARS, 400_000, bonus(50_000), 6 * COIN);
        book.asset(6, 2, DOLLARS, 0, bonus(0), 20_000 * USD); // no collateral
        plan = book.plan();
        assertEquals(1, plan.debt[0].id);
        assertEquals(3, plan.collateral[0].id);
    }

    @Test
    void shouldBringHealthUpToItsTarget() {
        units(LendingBook.plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_200_000), 1_100, 1_000);
        assertEquals(880_000_000_000_000_000L, book.debts.health());
        assertEquals(50_000_000_000_000_000L, plan.bonus[0]);
        assertOrder(0, 888, 932);
    }

    @Test
    void shouldRepayNoMoreThanAllTheCollateralBuys() {
        units(LendingBook.plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_200_000), 800, 1_000);
        assertOrder(0, 800, 800);
        assertEquals(0, plan.bonus[0]); // all is worth less than is owed
    }

    @Test
    void shouldRepayAllWhereNoPartRaisesHealthToTheTarget() {
        final BonusTerms one = new BonusTerms(BonusShape.FIXED, 0, 0, 0, BonusTerms.PLAIN.maxPpm());
        lend(LendingBook.plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_000_000), one).asset(0, 0, 1, 0, bonus(0), -1_000);
        book.asset(0, 0, 1, 1_000_000, bonus(0), 990);
        plan = book.plan();
        assertOrder(0, 990, 990);
    }

    @Test
    void shouldGrowTheBonusWithWhatHealthLacks() {
        final BonusTerms free = new BonusTerms(BonusShape.BY_HEALTH, 10_000, 2_000_000, 0, BonusTerms.PLAIN.maxPpm());
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 1_000_000, 0, 0, 0, 0), free).asset(0, 0, 1, 0, bonus(0), -1_000);
        book.asset(0, 0, 1, 800_000, bonus(0), 1_225);
        plan = book.plan();
        assertEquals(50_000_000_000_000_000L, plan.bonus[0]); // 0.01 + 2 * 0.02
        final BonusTerms least = new BonusTerms(BonusShape.BY_HEALTH, 10_000, 2_000_000, 45_000, 300_000);
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 1_000_000, 0, 0, 0, 0), least)
                .asset(0, 0, 1, 0, bonus(0), -1_000);
        book.asset(0, 0, 1, 800_000, bonus(0), 1_040);
        plan = book.plan();
        assertEquals(45_000_000_000_000_000L, plan.bonus[0]); // 0.04 more than is owed, but not below the least
    }

    @Test
    void shouldSetTheBonusByTheLoansLiquidationThreshold() {
        final BonusTerms byWeight = new BonusTerms(BonusShape.BY_LLTV, 0, 300_000, 0, 150_000);
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 1_000_000, 0, 0, 0, 0), byWeight)
                .asset(6, 2, DOLLARS, 0, bonus(0), -1_000 * USD);
        book.asset(9, 2, 1_000 * DOLLARS, 860_000, bonus(0), COIN + COIN / 10);
        plan = book.plan();
        assertEquals(43_841_336_116_910_229L, plan.bonus[0]);
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 1_000_000, 0, 0, 0, 0), byWeight)
                .asset(6, 2, DOLLARS, 0, bonus(0), -1_000 * USD);
        book.asset(9, 2, 1_000 * DOLLARS, 500_000, bonus(0), COIN + COIN / 10);
        plan = book.plan();
        assertEquals(150_000_000_000_000_000L, plan.bonus[0]);
    }

    @Test
    void shouldTakeCollateralAtADiscountThatGrowsAsHealthFalls() {
        discounted(95, 150_000);
        assertEquals(947_368_421_052_631_578L, book.debts.health());
        assertOrder(0, 94_736_842, 100 * USD); // all there is, and a little is left owed
        discounted(95, 30_000); // at most 0.03 off, so that less than all is enough
        assertOrder(0, 95 * USD, 97_938_144);
        assertEquals(30_927_835_051_546_391L, plan.bonus[0]);
    }

    @Test
    void shouldTakeEverythingAndPayWhatIsMissing() {
        comet(18_500, 10);
        assertOrder(0, 18_600 * USD, 10 * COIN); // 100 more than was owed
        assertEquals(0, plan.reserve[0]);
        comet(19_000, 10);
        assertOrder(0, 18_600 * USD, 10 * COIN);
        assertEquals(400 * USD, plan.reserve[0]);
        assertEquals(0, plan.bonus[0]);
    }

    @Test
    void shouldTakeEachCollateralForOneDebtInOrderOfId() {
        lend(LendingBook.plan(Sizing.FULL, 0, 0, 0, 0, 0), BonusTerms.PLAIN)
                .asset(9, 2, 2_000 * DOLLARS, 900_000, absorbed(930_000), COIN);
        book.asset(6, 2, DOLLARS, 0, bonus(0), -5_000 * USD);
        book.asset(9, 2, 1_000 * DOLLARS, 0, absorbed(1_000_000), COIN);
        plan = book.plan();
        assertEquals(2, plan.size);
        assertOrder(0, 1_860 * USD, COIN);
        assertEquals(0, plan.reserve[0]);
        assertEquals(2, plan.debt[1].id);
        assertOrder(1, 1_000 * USD, COIN);
        assertEquals(2_140 * USD, plan.reserve[1]);
    }

    @Test
    void shouldPlanNothingWhereACollateralUnitIsWorthMoreThanWhatMayBeRepaid() {
        lend(LendingBook.plan(Sizing.CLOSE_FACTOR, 1, 0, 0, 0, 0), BonusTerms.PLAIN)
                .asset(6, 2, DOLLARS, 0, bonus(0), -2 * USD);
        book.asset(0, 2, DOLLARS, ETH_THRESHOLD, bonus(50_000), 2);
        assertEquals(0, book.plan().size);
    }

    private void ethAgainstDollars(final PlanTerms terms, final long owed) {
        ethAgainstDollars(terms, owed, 10 * COIN);
    }

    private void ethAgainstDollars(final PlanTerms terms, final long owed, final long owned) {
        lend(terms, BonusTerms.PLAIN).asset(6, 2, DOLLARS, 0, bonus(0), -owed * USD);
        book.asset(9, 2, 2_000 * DOLLARS, ETH_THRESHOLD, bonus(50_000), owned);
        plan = book.plan();
    }

    // Both worth 1 each, in whole units, the bonus 0.01 + 2 * (1 - health), at most 0.05.
    private void units(final PlanTerms terms, final long owned, final long owed) {
        final BonusTerms bonus = new BonusTerms(BonusShape.BY_HEALTH, 10_000, 2_000_000, 0, 50_000);
        final RoundingTerms whole =
                new RoundingTerms(0, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE, Rounding.NONE);
        book = new LendingBook(LendingBook.terms(terms, bonus, whole));
        book.asset(0, 0, 1, 0, bonus(0), -owed);
        book.asset(0, 0, 1, 800_000, bonus(0), owned);
        plan = book.plan();
    }

    private void discounted(final long owed, final int mostPpm) {
        final BonusTerms discount = new BonusTerms(BonusShape.FIXED, 0, 0, 0, mostPpm);
        lend(LendingBook.plan(Sizing.HEALTH_YIELD, 0, 0, 0, 0, 0), discount)
                .asset(6, 2, DOLLARS, 0, bonus(0), -owed * USD);
        book.asset(6, 2, DOLLARS, 900_000, bonus(0), 100 * USD);
        plan = book.plan();
    }

    private void comet(final long owed, final long coins) {
        lend(LendingBook.plan(Sizing.FULL, 0, 0, 0, 0, 0), BonusTerms.PLAIN)
                .asset(6, 2, DOLLARS, 0, bonus(0), -owed * USD);
        book.asset(9, 2, 2_000 * DOLLARS, 900_000, absorbed(930_000), coins * COIN);
        plan = book.plan();
    }

    private LendingBook lend(final PlanTerms terms, final BonusTerms bonus) {
        book = new LendingBook(LendingBook.terms(terms, bonus, RoundingTerms.PLAIN));
        return book;
    }

    private void assertOrder(final int index, final long repay, final long seize) {
        assertEquals(repay, plan.repay[index]);
        assertEquals(seize, plan.seize[index]);
    }

    private static AssetTerms bonus(final int ppm) {
        return LendingBook.assetTerms(ppm, 100_000, 1_000_000);
    }

    private static AssetTerms absorbed(final int liquidationFactorPpm) {
        return LendingBook.assetTerms(0, 0, liquidationFactorPpm);
    }
}
