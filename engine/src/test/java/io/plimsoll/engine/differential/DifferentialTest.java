package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The fast engine, finding by its index and by sweeps, against the naive one, output for output after each record
 * (promises P10, P11, P12).
 * Settings: {@code plimsoll.seeds} streams of {@code plimsoll.events} records, or one stream alone by {@code
 * plimsoll.seed}. A run of the default size also asserts that it has been at every interesting place often enough.
 */
class DifferentialTest {
    private static final int SEEDS = 200;
    /** Half a million records of all streams: what a build has time for on a slow machine. */
    private static final int EVENTS = 2_500;
    /** {@code scripts/soak} plays as many of more streams, and asks for more. */
    private static final int LONG_EVENTS = 12_500;

    private static final long LEAST_HITS = 100;
    private static final long LEAST_HITS_OF_LONG_ONES = 1_000;
    private static final EngineCapacity CAPACITY = new EngineCapacity(
            World.MAX_ACCOUNTS,
            World.MAX_LEGS,
            World.MAX_ORDERS_IN_FLIGHT,
            World.MAX_DEFINITIONS,
            World.MAX_DEFINITIONS);

    private final int events = Integer.getInteger("plimsoll.events", EVENTS);
    private final Coverage coverage = new Coverage();

    @Test
    @Timeout(value = 25, unit = TimeUnit.MINUTES)
    void shouldDecideAsTheNaiveEngineDoesAfterEachRecord() throws InterruptedException, ExecutionException {
        final Long only = Long.getLong("plimsoll.seed");
        final int seeds = Integer.getInteger("plimsoll.seeds", SEEDS);
        final List<Long> all = only != null
                ? List.of(only)
                : LongStream.rangeClosed(1, seeds).boxed().toList();
        System.out.println("seeds " + all.get(0) + " to " + all.get(all.size() - 1) + ", " + events + " records each");
        final List<Future<Optional<String>>> runs = new ArrayList<>();
        final ExecutorService workers = Executors.newFixedThreadPool(2); // the machines that run this have two cores
        try {
            for (final long seed : all) {
                runs.add(workers.submit(
                        () -> new Comparison(seed, events, ComparedEngine.fast(CAPACITY), coverage).firstDifference()));
            }
            for (final Future<Optional<String>> run : runs) {
                assertEquals("", run.get().orElse(""));
            }
        } finally {
            workers.shutdownNow();
        }
        if (all.size() >= SEEDS && events >= EVENTS) {
            final boolean areLong = events >= LONG_EVENTS;
            final long least = areLong ? LEAST_HITS_OF_LONG_ONES : LEAST_HITS;
            assertEquals(List.of(), coverage.fewerThan(least, areLong), () -> "too few hits:\n" + coverage);
        }
    }
}
