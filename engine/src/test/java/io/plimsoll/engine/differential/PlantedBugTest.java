package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison finds no difference where there is none, and each planted bug where there is one. */
class PlantedBugTest {
    private static final int SEEDS = 100;
    private static final int SEEDS_ALIKE = 30;
    private static final int EVENTS = 2_000;

    static List<String> bugs() {
        return List.copyOf(PlantedBugs.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void shouldFindThePlantedBug(final String bug) {
        final boolean isFound = LongStream.rangeClosed(1, SEEDS).parallel().anyMatch(seed -> {
            final NaiveMarginEngine wrong = PlantedBugs.all().get(bug).get();
            return difference(seed, ComparedEngine.naive(wrong)).isPresent();
        });
        assertTrue(isFound, () -> "'" + bug + "' is not seen in seeds 1 to " + SEEDS);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldFindNoDifferenceBetweenTwoNaiveEngines() {
        for (long seed = 1; seed <= SEEDS_ALIKE; seed++) {
            assertEquals(
                    "",
                    difference(seed, ComparedEngine.naive(new NaiveMarginEngine()))
                            .orElse(""));
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldTellTheRecordBothAnswersAndHowToReproduce() {
        final List<Output> nothing = List.of();
        final String difference =
                difference(7, (buffer, offset, length) -> nothing).orElseThrow();
        assertTrue(difference.contains("seed 7, event "), difference);
        assertTrue(difference.contains("-Dplimsoll.seed=7"), difference);
        assertTrue(difference.contains("Ready"), difference);
        assertTrue(difference.contains("EngineState["), difference);
    }

    private static Optional<String> difference(final long seed, final ComparedEngine engine) {
        return new Comparison(seed, EVENTS, engine, new Coverage()).firstDifference();
    }
}
