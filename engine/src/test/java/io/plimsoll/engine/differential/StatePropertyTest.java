package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An engine read from an image goes on as the one that was written, and a hash kept up to date is the hash of the whole state. */
class StatePropertyTest {
    private static final int SEEDS = 30;
    private static final int EVENTS = 2_000;
    private static final EngineCapacity CAPACITY = new EngineCapacity(
            World.MAX_ACCOUNTS,
            World.MAX_LEGS,
            World.MAX_ORDERS_IN_FLIGHT,
            World.MAX_DEFINITIONS,
            World.MAX_DEFINITIONS);
    private static final EngineCapacity LARGER = new EngineCapacity(
            2 * World.MAX_ACCOUNTS,
            2 * World.MAX_LEGS,
            2 * World.MAX_ORDERS_IN_FLIGHT,
            World.MAX_DEFINITIONS,
            World.MAX_DEFINITIONS);

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldGoOnFromAnImageAsFromItself() {
        final long first = Long.getLong("plimsoll.seed", 1);
        System.out.println("seeds from " + first + "; reproduce one with -Dplimsoll.seed=N");
        for (long seed = first; seed < first + SEEDS; seed++) {
            goOn(seed);
        }
    }

    // The copy is made anew now and then, so that each event comes soon after some image, and late after others.
    private static void goOn(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final Stream stream = new Stream(seed);
        final MarginEngine engine = new MarginEngine(CAPACITY);
        final CapturingSink outputs = new CapturingSink();
        final CapturingSink outputsOfCopy = new CapturingSink();
        MarginEngine copy = new MarginEngine(LARGER);
        for (int event = 0; event < EVENTS; event++) {
            stream.next();
            stream.applyTo(engine, outputs);
            stream.applyTo(copy, outputsOfCopy);
            final String where = "seed " + seed + ", record " + event;
            final List<Output> expected = outputs.takeOutputs();
            assertEquals(expected, outputsOfCopy.takeOutputs(), where);
            assertEquals(engine.stateHash(), copy.stateHash(), where);
            if (random.nextInt(50) == 0) {
                copy = MemoryImage.copy(engine, LARGER);
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void shouldKeepTheHashOfTheWholeStateAfterEachEvent() {
        final long seed = Long.getLong("plimsoll.seed", 1);
        System.out.println("seed " + seed);
        final Stream stream = new Stream(seed);
        final MarginEngine engine = new MarginEngine(CAPACITY);
        final CapturingSink outputs = new CapturingSink();
        long previous = 0;
        int unchanged = 0;
        for (int event = 0; event < EVENTS; event++) {
            stream.next();
            stream.applyTo(engine, outputs);
            outputs.takeOutputs();
            final long hash = engine.stateHash();
            final long whole = MemoryImage.copy(engine, CAPACITY).stateHash(); // nothing in it is kept from before
            assertEquals(whole, hash, "seed " + seed + ", record " + event);
            unchanged += hash == previous ? 1 : 0;
            previous = hash;
        }
        assertNotEquals(0, unchanged, "duplicates and timers change nothing");
        assertEquals(true, unchanged < EVENTS / 2, unchanged + " events changed nothing: this sees too little");
    }

    /** The generator's records, one after the other. */
    static final class Stream {
        private final NaiveMarginEngine oracle = new NaiveMarginEngine();
        private final InputRecords records = new InputRecords();
        private final EventGenerator generator;

        Stream(final long seed) {
            generator = new EventGenerator(seed, oracle.state());
        }

        void next() {
            generator.next(records);
            generator.observe(oracle.onEvent(records.buffer(), records.offset(), records.length()));
        }

        void applyTo(final MarginEngine engine, final CapturingSink sink) {
            engine.onEvent(records.buffer(), records.offset(), records.length(), sink);
        }
    }
}
