package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.protocol.codec.BonusShape;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.BonusTerms;
import io.plimsoll.protocol.terms.PlanTerms;
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
                defect(STOP, bonus(BonusShape.BY_TIME, 0, 0, 0, NO_BOUND)));
        assertEquals("its plan.sizing is not known to these rules", defect(plan(Sizing.SBE_UNKNOWN, 0, 0, 0, 0, 0)));
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
        return LendingRules.defect(asset);
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
