package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plain positions come to the same numbers, to the last bit, as leg by leg with all rules: at every scale that the overflow proof allows. */
@Timeout(60)
class PlainPositionsPropertyTest {
    private static final int UNITS = 4_000;
    private static final int LEAST = 1_000;

    private final long first = Long.getLong("plimsoll.seed", 1);

    @Test
    void shouldComeToWhatTheRulesComeTo() {
        int plain = 0;
        int mixed = 0;
        int negative = 0;
        for (int i = 0; i < UNITS; i++) {
            final long seed = first + i;
            final RandomUnit unit = new RandomUnit(new SplittableRandom(seed), seed % 5 == 0);
            final int found = countPlain(unit);
            final UnitMargin fast = unit.margin();
            for (final Factor factor : unit.state.catalog.factors()) {
                factor.isPlain = false;
            }
            final UnitMargin slow = unit.margin();
            assertEquals(numbers(slow), numbers(fast), () -> "reproduce with -Dplimsoll.seed=" + seed);
            assertEquals(slow.mayAskNothing, fast.mayAskNothing, () -> "reproduce with -Dplimsoll.seed=" + seed);
            plain += found > 0 ? 1 : 0;
            mixed += found > 0 && found < unit.state.units.legCount(RandomUnit.UNIT) ? 1 : 0;
            negative += found > 0 && fast.netWorth.isNegative() ? 1 : 0;
        }
        final String counts =
                plain + " with plain positions, " + mixed + " with others beside, " + negative + " bankrupt";
        assertTrue(Math.min(plain, mixed) > LEAST && negative > LEAST / 10, counts);
    }

    private static int countPlain(final RandomUnit unit) {
        final EngineState state = unit.state;
        int count = 0;
        for (int leg = state.units.firstLeg(RandomUnit.UNIT); leg != Legs.NONE; leg = state.legs.next(leg)) {
            count += state.catalog.factor(state.legs.factor(leg)).isPlain ? 1 : 0;
        }
        return count;
    }

    private static List<String> numbers(final UnitMargin margin) {
        return List.of(
                "net worth " + margin.netWorth,
                "equity " + margin.equity,
                "initial equity " + margin.initialEquity,
                "stop equity " + margin.stopEquity,
                "initial margin " + margin.initialMargin,
                "stop margin " + margin.stopMargin,
                "maintenance margin " + margin.maintenanceMargin,
                "projected stop " + margin.projectedStop,
                "projected maintenance " + margin.projectedMaintenance,
                "exposure " + margin.exposure,
                "hidden " + margin.hidden);
    }
}
