package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The comparison finds no difference where there is none, and each planted bug where there is one. All bugs go through the same streams
 * beside one oracle, each until it is seen: first through the stream that showed it when {@code planted-bugs.txt} was written, then, where
 * streams have changed since, through one after the other.
 */
@ResourceLock(Resources.SYSTEM_OUT)
class PlantedBugTest {
    private static final int SEEDS = 600;
    private static final int SEEDS_ALIKE = 3;
    private static final int EVENTS = 2_000;

    /** All, or those in whose names the pattern {@code plimsoll.bugs} is found. */
    private static final Map<String, Supplier<NaiveMarginEngine>> BUGS = PlantedBugs.all();

    private static final Set<String> UNSEEN = ConcurrentHashMap.newKeySet();
    private static final String SEEDS_FILE = "planted-bugs.txt";
    /** By bug, the seed whose stream showed it. */
    private static final Map<String, Long> SEEN = new ConcurrentSkipListMap<>();

    static List<String> bugs() {
        return List.copyOf(BUGS.keySet());
    }

    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    static void playAll() throws IOException {
        final Pattern played = Pattern.compile(System.getProperty("plimsoll.bugs", ""));
        BUGS.keySet().removeIf(bug -> !played.matcher(bug).find());
        UNSEEN.addAll(BUGS.keySet());
        final Map<Long, List<String>> known = knownSeeds();
        known.entrySet().parallelStream().forEach(entry -> play(entry.getKey(), entry.getValue()));
        if (!UNSEEN.isEmpty()) {
            System.out.println(UNSEEN.size() + " bugs are not seen where they once were: looking for them");
            LongStream.rangeClosed(1, SEEDS).parallel().forEach(seed -> play(seed, UNSEEN));
            final List<String> lines = SEEN.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .toList();
            System.out.println("where they are seen now, for src/test/resources/" + SEEDS_FILE + ": "
                    + Files.write(Path.of("target", SEEDS_FILE), lines).toAbsolutePath());
        }
    }

    private static Map<Long, List<String>> knownSeeds() throws IOException {
        final Map<Long, List<String>> known = new TreeMap<>();
        try (InputStream file = PlantedBugTest.class.getResourceAsStream("/" + SEEDS_FILE)) {
            for (final String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                final String[] words = line.split(" ", 2);
                if (words.length == 2 && UNSEEN.contains(words[1])) {
                    known.computeIfAbsent(Long.parseLong(words[0]), seed -> new ArrayList<>())
                            .add(words[1]);
                }
            }
        }
        return known;
    }

    private static void play(final long seed, final Collection<String> bugs) {
        final Map<String, ComparedEngine> wrong = new LinkedHashMap<>();
        bugs.forEach(bug -> wrong.put(bug, ComparedEngine.naive(BUGS.get(bug).get())));
        final NaiveMarginEngine oracle = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, oracle.state());
        final InputRecords records = new InputRecords();
        for (int event = 0; event < EVENTS && !wrong.isEmpty(); event++) {
            generator.next(records);
            final List<Output> expected = oracle.onEvent(records.buffer(), records.offset(), records.length());
            generator.observe(expected);
            for (final String bug : List.copyOf(wrong.keySet())) {
                if (!expected.equals(answer(wrong.get(bug), records))) {
                    wrong.remove(bug);
                    UNSEEN.remove(bug);
                    SEEN.put(bug, seed);
                }
            }
            wrong.keySet().retainAll(UNSEEN); // another stream may have seen it
        }
    }

    private static Object answer(final ComparedEngine engine, final InputRecords records) {
        try {
            return engine.onEvent(records.buffer(), records.offset(), records.length());
        } catch (final RuntimeException | AssertionError e) {
            return e;
        }
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void shouldFindThePlantedBug(final String bug) {
        assertFalse(UNSEEN.contains(bug), () -> "'" + bug + "' is not seen in seeds 1 to " + SEEDS);
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
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
