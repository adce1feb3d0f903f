package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each bug planted in the triggers is found by the test that is there for it: all of them, or those in whose names the pattern {@code
 * plimsoll.bugs} is found.
 */
class PlantedTriggerBugTest {
    private static final Pattern PLAYED = Pattern.compile(System.getProperty("plimsoll.bugs", ""));

    static List<String> bugs() {
        return PlantedTriggerBugs.all().keySet().stream()
                .filter(bug -> PLAYED.matcher(bug).find())
                .toList();
    }

    /** One of each class: what could fail there for reasons of its own is how it is loaded, and each runs in its own right as well. */
    static Collection<String> tests() {
        return bugs().stream()
                .map(bug -> PlantedTriggerBugs.all().get(bug).test())
                .collect(Collectors.toMap(
                        test -> test.substring(0, test.indexOf('#')),
                        test -> test,
                        (one, other) -> one.compareTo(other) < 0 ? one : other,
                        TreeMap::new))
                .values();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldBeFound(final String wrong, @TempDir final Path folder) throws Exception {
        final PlantedTriggerBugs.Bug bug = PlantedTriggerBugs.all().get(wrong);
        final BrokenEngine engine = new BrokenEngine(folder, bug.file(), bug.from(), bug.to());
        final String[] test = bug.test().split("#", -1);
        final Optional<Throwable> failure = engine.failure(test[0], test[1]);
        assertTrue(failure.isPresent(), () -> "'" + wrong + "' is not seen by " + bug.test());
        final boolean isOfTheEngine =
                failure.get() instanceof AssertionError || failure.get() instanceof RuntimeException;
        assertTrue(isOfTheEngine, () -> "not a failure of the test: " + failure.get());
    }

    @ParameterizedTest
    @MethodSource("tests")
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void shouldFindNothingWhereNothingIsPlanted(final String test, @TempDir final Path folder) throws Exception {
        final String nothing = "final class Ladder {";
        final String[] names = test.split("#", -1);
        assertEquals(
                Optional.empty(), new BrokenEngine(folder, "Ladder", nothing, nothing).failure(names[0], names[1]));
    }
}
