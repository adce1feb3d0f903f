package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.engine.differential.BucketTerms;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.Boundary;
import io.plimsoll.protocol.codec.DebtPlace;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.Rebalancing;
import io.plimsoll.protocol.codec.Sizing;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.RebalanceTerms;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What does not go with profits in the settlement asset is refused, and named; without them nothing is. */
@Timeout(30)
class BucketRulesTest {
    @Test
    void shouldLetPlainProfilesInWithAndWithoutBuckets() {
        assertNull(defect(BucketTerms.PLAIN, Rates.ONE));
        assertNull(defect(ProfileTerms.PLAIN, 2 * Rates.ONE));
    }

    @Test
    void shouldNameWhatAsksForARequirement() {
        assertEquals(
                "profits in the settlement asset and a boundary that asks for a requirement do not go together",
                defect(BucketTerms.PLAIN.withBoundary(Boundary.INCLUSIVE), Rates.ONE));
        assertNull(defect(ProfileTerms.PLAIN.withBoundary(Boundary.INCLUSIVE), Rates.ONE));
    }

    @Test
    void shouldNameAWarningThatNobodyCouldBeIn() {
        assertEquals(
                "profits in the settlement asset and a warningRatioPpm other than 1 do not go together",
                defect(BucketTerms.PLAIN, Rates.ONE + 1));
    }

    @Test
    void shouldNameARebalancing() {
        assertEquals(
                "profits in the settlement asset and a rebalance do not go together",
                defect(BucketTerms.PLAIN.withRebalance(new RebalanceTerms(Rebalancing.STOP, 1)), Rates.ONE));
    }

    @Test
    void shouldNameEveryOtherSetting() {
        assertEquals("debts in the requirement", named("debtIn", DebtPlace.REQUIREMENT.value()));
        assertEquals("a boundary that asks for a requirement", named("requirePositive", 1));
        assertEquals("a profitCapMicros", named("requirement.profitCapMicros", 1));
        assertEquals("a rounding", named("rounding.decimals", 2));
        assertEquals("a sizing other than STOP_MARGIN", named("plan.sizing", Sizing.PORTION.value()));
        assertEquals("a fillableSpreadPpm", named("plan.fillableSpreadPpm", 1));
        assertEquals(
                "deleveraging LEVERAGE_TIMES_RATIO",
                named("waterfall.deleverage", Deleveraging.LEVERAGE_TIMES_RATIO.value()));
    }

    @Test
    void shouldAskForAPlainRateOfAnInstrument() {
        final Factor instrument = new Factor(0, true, 1);
        instrument.stopPpm = 1;
        assertNull(BucketRules.defect(instrument, BucketTerms.PLAIN));
        for (final String name : List.of("marginTableId", "sizeFactor", "maintenanceOfInitialPpm", "maxLeverage")) {
            final int component = componentOf(InstrumentTerms.class, name);
            final int[] place = {0};
            instrument.instrumentTerms = InstrumentTerms.PLAIN.map(value -> place[0]++ == component ? 1 : value);
            assertEquals(
                    "where profits count in the settlement asset it may state no marginTableId, sizeFactor,"
                            + " maintenanceOfInitialPpm or maxLeverage",
                    BucketRules.defect(instrument, BucketTerms.PLAIN));
            assertNull(BucketRules.defect(instrument, ProfileTerms.PLAIN));
        }
    }

    @Test
    void shouldAskForAStopMarginOfAnInstrument() {
        assertEquals(
                "where profits count in the settlement asset its stopPpm must be above 0",
                BucketRules.defect(new Factor(0, true, 1), BucketTerms.PLAIN));
    }

    private static int componentOf(final Class<? extends Record> type, final String name) {
        return leaves(type, "").indexOf(name);
    }

    // The order in which terms are mapped.
    private static List<String> leaves(final Class<?> type, final String prefix) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.getType().isRecord()
                        ? leaves(component.getType(), component.getName() + ".").stream()
                        : Stream.of(prefix + component.getName()))
                .toList();
    }

    private static String named(final String name, final long changed) {
        final int component = componentOf(ProfileTerms.class, name);
        final int[] place = {0};
        final String defect =
                defect(BucketTerms.PLAIN.map(value -> place[0]++ == component ? changed : value), Rates.ONE);
        return defect.replace("profits in the settlement asset and ", "").replace(" do not go together", "");
    }

    private static String defect(final ProfileTerms terms, final int warningRatioPpm) {
        return BucketRules.defect(new Profile(1, warningRatioPpm, 0, 0, 0, terms));
    }
}
