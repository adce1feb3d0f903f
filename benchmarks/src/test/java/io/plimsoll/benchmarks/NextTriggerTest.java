package io.plimsoll.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.Finder;
import io.plimsoll.engine.MarginEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The next trigger that an instrument tells is the price up to which a tick costs one compare. */
@Timeout(60)
class NextTriggerTest {
    private static final int ACCOUNTS = 2_000;

    @Test
    void shouldBeWhereReadingBegins() {
        final MarginEngine engine = load(Finder.INDEX);
        final EngineFeed feed = loaded;
        for (int id = 1; id <= RevaluationWorld.INSTRUMENTS; id++) {
            final long below = engine.nextTrigger(id, false);
            final long above = engine.nextTrigger(id, true);
            assertTrue(0 < below && below < above, below + " and " + above);
            final long before = engine.counters().entriesScanned;
            feed.tick(id, below);
            feed.tick(id, above);
            assertEquals(before, engine.counters().entriesScanned);
            feed.tick(id, below - 1);
            final long afterFall = engine.counters().entriesScanned;
            assertTrue(afterFall > before, "a fall past " + below);
            feed.tick(id, engine.nextTrigger(id, true) + 1);
            assertTrue(engine.counters().entriesScanned > afterFall, "a rise past " + above);
        }
    }

    @Test
    void shouldNotBeKnownWithoutAnIndex() {
        assertEquals(0, load(Finder.SWEEP).nextTrigger(1, false));
        assertEquals(0, load(Finder.INDEX).nextTrigger(RevaluationWorld.INSTRUMENTS + 1, false));
    }

    private EngineFeed loaded;

    private MarginEngine load(final Finder finder) {
        final EngineCapacity capacity = new EngineCapacity(
                ACCOUNTS,
                RevaluationWorld.maxLegs(ACCOUNTS),
                ACCOUNTS * 2,
                RevaluationWorld.ASSETS,
                RevaluationWorld.INSTRUMENTS);
        final MarginEngine engine = new MarginEngine(capacity, finder);
        loaded = new EngineFeed(engine);
        new RevaluationWorld(ACCOUNTS, 1, false, loaded).load();
        return engine;
    }
}
