package io.plimsoll.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.simulator.bug.PlantedBug;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The healthy system keeps its promises whatever happens, and each planted bug breaks one where a checker sees it (promises P3, P4, P7,
 * P11, P13). Settings: {@code plimsoll.seeds}, or one seed alone by {@code plimsoll.seed}.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SimulationTest {
    private static final int SEEDS = 200;
    private static final int SEEDS_TO_CATCH_A_BUG = 100;

    private static LongStream seeds(final int most) {
        final Long only = Long.getLong("plimsoll.seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, most);
    }

    @Test
    void shouldKeepEveryPromiseWhateverHappens() {
        final List<String> broken = new ArrayList<>();
        final AtomicInteger deaths = new AtomicInteger();
        final AtomicInteger powerLosses = new AtomicInteger();
        seeds(Integer.getInteger("plimsoll.seeds", SEEDS)).forEach(seed -> {
            final Simulation world = new Simulation(seed, Wiring.HEALTHY);
            violation(world, seed, "shouldKeepEveryPromiseWhateverHappens").ifPresent(broken::add);
            deaths.addAndGet(world.deaths());
            powerLosses.addAndGet(world.powerLosses());
        });
        System.out.println(deaths + " deaths, " + powerLosses + " of them for lack of power");
        assertEquals(List.of(), broken);
    }

    @ParameterizedTest
    @EnumSource
    void shouldCatchEachPlantedBug(final PlantedBug bug) {
        final Optional<String> caught = seeds(SEEDS_TO_CATCH_A_BUG)
                .mapToObj(seed -> violation(new Simulation(seed, bug), seed, "shouldCatchEachPlantedBug"))
                .flatMap(Optional::stream)
                .findFirst();
        System.out.println(bug + ": " + caught.orElse("not caught"));
        assertTrue(caught.isPresent(), bug + " was not caught within " + SEEDS_TO_CATCH_A_BUG + " seeds");
    }

    private static Optional<String> violation(final Simulation world, final long seed, final String test) {
        try {
            world.run();
            return Optional.empty();
        } catch (final Violation e) {
            return Optional.of("seed " + seed + ", " + world + ", " + e.getMessage()
                    + "; again: mvn test -pl simulator -am -Dtest='SimulationTest#" + test
                    + "' -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.seed=" + seed);
        }
    }
}
