package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.AuctionTerms;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RoundingTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What definitions may say of how debts are liquidated, and the first number beyond. */
@Timeout(30)
class LendingRulesTest {
    private static final int NO_BOUND = BonusTerms.PLAIN.maxPpm();
    private static final PlanTerms STOP = PlanTerms.PLAIN;

    @Test
    void shouldAskForACloseFactorOnlyWhereItCounts() {
        assertNull(defect(plan(Sizing.CLOSE_FACTOR, 1, 0, 0, 0, 0)));
        assertNull(defect(plan(Sizing.CLOSE_FACTOR, 1_000_000, 0, 0, 0, 0)));
        assertNotNull(defect(plan(Sizing.CLOSE_FACTOR, 0, 0, 0, 0, 0)));
        assertNotNull(defect(plan(Sizing.CLOSE_FACTOR, 1_000_001, 0, 0, 0, 0)));
        assertNull(defect(plan(Sizing.FULL, 0, 0, 0, 0, 0)));
    }

    @Test
    void shouldAskForATargetBetweenOneAndTwo() {
        assertNull(defect(plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 1_000_000)));
        assertNull(defect(plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 2_000_000)));
        assertNotNull(defect(plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 999_999)));
        assertNotNull(defect(plan(Sizing.TARGET_HEALTH, 0, 0, 0, 0, 2_000_001)));
    }

    @Test
    void shouldAskForAmountsThatAreNotNegative() {
        assertNull(defect(plan(Sizing.STOP_MARGIN, 0, 1_000_000, 0, 0, 0)));
        assertNotNull(defect(plan(Sizing.STOP_MARGIN, 0, -1, 0, 0, 0)));
        assertNotNull(defect(plan(Sizing.STOP_MARGIN, 0, 1_000_001, 0, 0, 0)));
        assertNotNull(defect(plan(Sizing.STOP_MARGIN, 0, 0, -1, 0, 0)));
        assertNotNull(defect(plan(Sizing.STOP_MARGIN, 0, 0, 0, -1, 0)));
    }

    @Test
    void shouldAskForAGreatestDiscountThatLeavesSomethingToPay() {
        final PlanTerms yield = plan(Sizing.HEALTH_YIELD, 0, 0, 0, 0, 0);
        assertNull(defect(yield, bonus(BonusShape.FIXED, 0, 0, 0, 899_999)));
        assertNotNull(defect(yield, bonus(BonusShape.FIXED, 0, 0, 0, 900_000)));
        assertNotNull(defect(yield, bonus(BonusShape.FIXED, 0, 0, 0, NO_BOUND)));
    }

    @Test
    void shouldBoundEveryNumberOfABonus() {
        assertNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 1_000_000, 8_000_000, 1_000_000, 1_000_000)));
        assertNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 0, 1_000_000, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, -1, 0, 0, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 1_000_001, 0, 0, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, -1, 0, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 8_000_001, 0, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 0, -1, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 0, 1_000_001, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 0, 2, 1)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_HEALTH, 0, 0, 0, 1_000_001)));
        assertNull(defect(STOP, bonus(BonusShape.BY_LLTV, 0, 899_999, 0, NO_BOUND)));
        assertNotNull(defect(STOP, bonus(BonusShape.BY_LLTV, 0, 900_000, 0, NO_BOUND)));
    }

    @Test
    void shouldNameWhatTheRulesDoNotHave() {
        assertEquals(
                "its bonus.shape is not known to these rules",
                defect(STOP, bonus(BonusShape.SBE_UNKNOWN, 0, 0, 0, NO_BOUND)));
        assertEquals("its plan.sizing is not known to these rules", defect(plan(Sizing.SBE_UNKNOWN, 0, 0, 0, 0, 0)));
    }

    @Test
    void shouldAuctionOnlyByACurveThatIsStatedInFull() {
        final long half = UnitDebts.ONE / 2;
        assertNull(auction(Sizing.FULL, PriceCurve.LINEAR, 1, 1_000_000_000, 0, 0));
        assertNull(auction(Sizing.CLOSE_FACTOR, PriceCurve.STAIR_STEP, 10_000_000, 0, 1, 1));
        assertNull(auction(Sizing.TARGET_HEALTH, PriceCurve.EXPONENTIAL, 1_000_000, 0, UnitDebts.ONE - 1, 0));
        assertNotNull(auction(Sizing.HEALTH_YIELD, PriceCurve.LINEAR, 1_000_000, 1, 0, 0));
        assertNotNull(auction(Sizing.STOP_MARGIN, PriceCurve.LINEAR, 1_000_000, 1, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.FIXED, 1_000_000, 0, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 0, 1, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 10_000_001, 1, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 1_000_000, 0, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 1_000_000, 1_000_000_001, 0, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 1_000_000, 1, half, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.LINEAR, 1_000_000, 1, 0, 1));
        assertNotNull(auction(Sizing.FULL, PriceCurve.STAIR_STEP, 1_000_000, 0, UnitDebts.ONE, 1));
        assertNotNull(auction(Sizing.FULL, PriceCurve.STAIR_STEP, 1_000_000, 0, 0, 1));
        assertNotNull(auction(Sizing.FULL, PriceCurve.STAIR_STEP, 1_000_000, 0, half, 0));
        assertNotNull(auction(Sizing.FULL, PriceCurve.STAIR_STEP, 1_000_000, 1, half, 1));
        assertNotNull(auction(Sizing.FULL, PriceCurve.EXPONENTIAL, 1_000_000, 0, half, 1));
    }

    @Test
    void shouldBoundWhenAnAuctionStartsAgain() {
        assertNull(again(1_000_000_000, 999_999));
        assertNotNull(again(1_000_000_001, 0));
        assertNotNull(again(-1, 0));
        assertNotNull(again(0, 1_000_000));
        assertNotNull(again(0, -1));
    }

    private static String again(final int tailSeconds, final int cuspPpm) {
        return LendingRules.defect(LendingBook.terms(
                plan(Sizing.FULL, 0, 0, 0, 0, 0),
                bonus(BonusShape.BY_TIME, 0, 0, 0, NO_BOUND),
                RoundingTerms.PLAIN,
                new AuctionTerms(PriceCurve.LINEAR, 1, 1, 0, 0, tailSeconds, cuspPpm)));
    }

    @Test
    void shouldStateAnAuctionOnlyWhereThereIsOne() {
        final ProfileTerms terms = LendingBook.terms(
                plan(Sizing.FULL, 0, 0, 0, 0, 0), BonusTerms.PLAIN, RoundingTerms.PLAIN, auction(1_000_001));
        assertEquals("an auction needs a bonus.shape by time", LendingRules.defect(terms));
    }

    @Test
    void shouldStartNoAuctionBeyondWhatIsAPrice() {
        final Factor asset = new Factor(0, false, 1);
        asset.maintenanceWeightPpm = 1_000_000;
        asset.assetTerms = LendingBook.assetTerms(1_000_000, 0, 1_000_000); // no bonus is taken from collateral here
        asset.maxPrice = (1L << 59) / 10;
        assertNull(LendingRules.defect(asset, auctioned(10_000_000)));
        asset.maxPrice++;
        assertNotNull(LendingRules.defect(asset, auctioned(10_000_000)));
        assertNull(LendingRules.defect(asset, auctioned(9_999_999)));
    }

    private static ProfileTerms auctioned(final int startPpm) {
        return LendingBook.terms(
                plan(Sizing.FULL, 0, 0, 0, 0, 0),
                bonus(BonusShape.BY_TIME, 0, 0, 0, NO_BOUND),
                RoundingTerms.PLAIN,
                auction(startPpm));
    }

    private static AuctionTerms auction(final int startPpm) {
        return new AuctionTerms(PriceCurve.LINEAR, startPpm, 1, 0, 0, 0, 0);
    }

    private static String auction(
            final Sizing sizing,
            final PriceCurve curve,
            final int startPpm,
            final int tauSeconds,
            final long cut,
            final int stepSeconds) {
        return LendingRules.defect(LendingBook.terms(
                plan(sizing, 500_000, 0, 0, 0, 1_000_000),
                bonus(BonusShape.BY_TIME, 0, 0, 0, NO_BOUND),
                RoundingTerms.PLAIN,
                new AuctionTerms(curve, startPpm, tauSeconds, cut, stepSeconds, 0, 0)));
    }

    @Test
    void shouldLetNoBonusTakeMoreThanTheDebtThatItRepays() {
        assertNull(defect(952_380, 50_000, 1_000_000, 1_000_000));
        assertNotNull(defect(952_381, 50_000, 1_000_000, 1_000_000)); // times 1.05 is 1.00000005
        assertNotNull(defect(0, 1_000_001, 0, 0));
        assertNotNull(defect(0, -1, 0, 0));
        assertNotNull(defect(0, 0, 1_000_001, 0));
        assertNotNull(defect(0, 0, -1, 0));
        assertNotNull(defect(0, 0, 0, 1_000_001));
        assertNotNull(defect(0, 0, 0, -1));
    }

    private static String defect(
            final int weightPpm, final int bonusPpm, final int feePpm, final int liquidationFactorPpm) {
        final Factor asset = new Factor(0, false, 1);
        asset.maintenanceWeightPpm = weightPpm;
        asset.assetTerms = LendingBook.assetTerms(bonusPpm, feePpm, liquidationFactorPpm);
        return LendingRules.defect(asset, ProfileTerms.PLAIN);
    }

    private static String defect(final PlanTerms plan) {
        return defect(plan, BonusTerms.PLAIN);
    }

    private static String defect(final PlanTerms plan, final BonusTerms bonus) {
        return LendingRules.defect(LendingBook.terms(plan, bonus, RoundingTerms.PLAIN));
    }

    private static PlanTerms plan(
            final Sizing sizing,
            final int closeFactorPpm,
            final int fullBelowHealthPpm,
            final long fullBelowMicros,
            final long leftoverMicros,
            final int targetHealthPpm) {
        return LendingBook.plan(
                sizing, closeFactorPpm, fullBelowHealthPpm, fullBelowMicros, leftoverMicros, targetHealthPpm);
    }

    private static BonusTerms bonus(
            final BonusShape shape, final int startPpm, final int slopePpm, final int minPpm, final int maxPpm) {
        return new BonusTerms(shape, startPpm, slopePpm, minPpm, maxPpm);
    }
}
