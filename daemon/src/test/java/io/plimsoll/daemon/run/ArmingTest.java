package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.chain.EngineInput;
import io.plimsoll.daemon.definitions.AssetSpec;
import io.plimsoll.daemon.definitions.DefinitionRecords;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.daemon.definitions.InstrumentSpec;
import io.plimsoll.daemon.definitions.ProfileSpec;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A wall clock that steps keeps a daemon from arming, either way, and never lets it arm on an old price (promise P19). */
@Timeout(20)
class ArmingTest {
    private static final long ACCEPTED_NS = 1_700_000_000_000_000_000L;
    private static final long MAX_AGE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    @TempDir
    private Path folder;

    private final DefinitionSet definitions = new DefinitionSet(
            List.of(new AssetSpec("test", 1, "USD", null, 6, 0, 1_000_000, 1_000_000, 1_000_000_000, 1)),
            List.of(new InstrumentSpec(
                    "test",
                    1,
                    "XP",
                    "XP",
                    InstrumentKind.PERPETUAL,
                    1,
                    1,
                    2,
                    3,
                    100_000,
                    75_000,
                    50_000,
                    1,
                    1,
                    1_000_000,
                    1_000_000)),
            new ProfileSpec("test", 1, 1_000_000, 500_000, 500_000, 0, 0, ProfileTerms.PLAIN));
    private final MarginEngine engine = new MarginEngine(new EngineCapacity(1, 1, 1, 1, 1));
    private final EngineInput input = new EngineInput(engine);
    private long nowNs;

    @BeforeEach
    void acceptAPrice() {
        new DefinitionRecords(definitions).write(input, ACCEPTED_NS);
        new PricePublisher(input, WhenFull.WAIT)
                .publish(new PriceTick()
                        .price(1, 100, 0)
                        .published(ACCEPTED_NS, 1)
                        .received(ACCEPTED_NS, 0)
                        .eventNs(ACCEPTED_NS));
    }

    @Test
    void shouldNotArmOnAPriceWhoseSourceIsDown() {
        final PricePublisher prices = new PricePublisher(input, WhenFull.WAIT);
        new SourceStates(input, prices).down(0, 0, ACCEPTED_NS);
        assertEquals(List.of("no source of the price of 'XP' is up"), objectionsAfter(0));
        prices.publish(new PriceTick()
                .price(1, 100, 0)
                .published(ACCEPTED_NS, 2)
                .received(ACCEPTED_NS, 0)
                .eventNs(ACCEPTED_NS));
        assertEquals(List.of(), objectionsAfter(0));
    }

    private List<String> objectionsAfter(final long sincePriceNs) {
        nowNs = ACCEPTED_NS + sincePriceNs;
        final KillWatch killWatch = new KillWatch(folder.resolve("KILL"), (origin, operator, reason) -> {});
        return new Arming(definitions, engine.view(), List.of(), killWatch, () -> MAX_AGE_NS, () -> nowNs).objections();
    }

    @Test
    void shouldArmOnAFreshPrice() {
        assertEquals(List.of(), objectionsAfter(0));
        assertEquals(List.of(), objectionsAfter(MAX_AGE_NS));
    }

    @Test
    void shouldNotArmWhenTheClockSteppedForward() {
        final List<String> objections = objectionsAfter(HOUR_NS);
        assertEquals(1, objections.size());
        assertTrue(objections.get(0).contains("3600.0 s old"), objections.get(0));
    }

    @Test
    void shouldNotArmWhenTheClockSteppedBack() {
        final List<String> objections = objectionsAfter(-HOUR_NS);
        assertEquals(1, objections.size());
        assertTrue(objections.get(0).contains("the clock has stepped back"), objections.get(0));
    }
}
