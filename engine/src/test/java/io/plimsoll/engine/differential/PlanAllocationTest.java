package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.engine.OrderSink;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.engine.naive.State;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountLeverageDecoder;
import io.plimsoll.protocol.codec.DefinitionsCommitDecoder;
import io.plimsoll.protocol.codec.Deleveraging;
import io.plimsoll.protocol.codec.GuardDefinitionDecoder;
import io.plimsoll.protocol.codec.MarginScaleDecoder;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.OpenOrdersDecoder;
import io.plimsoll.protocol.codec.PriceCurve;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.terms.ProfileTerms;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The engine's thread allocates nothing for what it plans, whatever the plan goes by, nor for what accounts have on order: random streams,
 * record by record. A table that is made whole at its first use may still be, once; so may what opens accounts, defines something, scales
 * what is defined or asks for a hash.
 */
class PlanAllocationTest {
    private static final int MOST_SEEDS = 1_000; // those whose worlds have nothing that is missing are not played
    private static final int WARM_UP = 700;
    private static final int EVENTS = 2_000;
    private static final int LEAST = 10;
    private static final int TABLES = 4; // that a world may come to use as late
    private static final EngineCapacity CAPACITY = new EngineCapacity(
            World.MAX_ACCOUNTS,
            World.MAX_LEGS,
            World.MAX_ORDERS_IN_FLIGHT,
            World.MAX_DEFINITIONS,
            World.MAX_DEFINITIONS);

    /** What outputs, or facts, are of. */
    private enum Kind {
        TIERED,
        LENDING,
        GUARDED,
        AUCTIONED,
        DELEVERAGED,
        OPEN_ORDERS
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void shouldAllocateNothingForAnyKindOfPlan() {
        for (final Kind kind : Kind.values()) {
            seen.put(kind, 0);
        }
        for (long seed = 1; seed <= MOST_SEEDS && isAnyMissing(); seed++) {
            play(seed);
        }
        assertFalse(isAnyMissing(), () -> "too few seen: " + seen);
    }

    private boolean isAnyMissing() {
        return Arrays.stream(Kind.values()).anyMatch(this::isMissing);
    }

    private boolean isMissing(final Kind kind) {
        return seen.get(kind) < LEAST;
    }

    private boolean mayShowOneMissing(final long seed, final World world) {
        final ProfileTerms terms = world.profile().terms();
        final boolean hasTables = world.instruments().stream().anyMatch(Instrument::hasTable);
        return (isMissing(Kind.TIERED) && hasTables)
                || (isMissing(Kind.LENDING) && LendingWorlds.seizes(terms))
                || (isMissing(Kind.GUARDED) && !world.guards().isEmpty())
                || (isMissing(Kind.AUCTIONED) && terms.auction().curve() != PriceCurve.FIXED)
                || (isMissing(Kind.DELEVERAGED) && terms.waterfall().deleverage() != Deleveraging.NONE)
                || (isMissing(Kind.OPEN_ORDERS) && OpenOrderWorlds.isOneOf(seed));
    }

    private void play(final long seed) {
        final NaiveMarginEngine naive = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, naive.state());
        if (!mayShowOneMissing(seed, generator.world())) {
            return;
        }
        final MarginEngine engine = new MarginEngine(CAPACITY);
        final Nowhere nowhere = new Nowhere();
        final InputRecords records = new InputRecords();
        final SortedMap<String, Long> allocated = new TreeMap<>();
        for (int event = 1; event <= EVENTS; event++) {
            generator.next(records);
            final List<Output> outputs = naive.onEvent(records.buffer(), records.offset(), records.length());
            generator.observe(outputs);
            final int units = engine.view().unitCount();
            final long before = threads.getCurrentThreadAllocatedBytes();
            engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
            final long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            final int record = Frame.templateId(records.buffer(), records.offset());
            if (event > WARM_UP && !mayAllocate(record) && engine.view().unitCount() == units) {
                if (bytes != 0) {
                    allocated.put("event " + event + ", record " + record, bytes);
                }
                count(naive.state(), record, outputs);
            }
        }
        assertTrue(allocated.size() <= TABLES, () -> "seed " + seed + " allocates for " + allocated);
    }

    private static boolean mayAllocate(final int record) {
        return (record != PriceTickDecoder.TEMPLATE_ID && record <= DefinitionsCommitDecoder.TEMPLATE_ID)
                || record == MarkerDecoder.TEMPLATE_ID
                || record == MarginTableDecoder.TEMPLATE_ID
                || record == MarginScaleDecoder.TEMPLATE_ID
                || record == GuardDefinitionDecoder.TEMPLATE_ID;
    }

    private void count(final State state, final int record, final List<Output> outputs) {
        final ProfileTerms terms = state.definitions().profileTerms();
        for (final Output output : outputs) {
            if (output instanceof Output.Order order) {
                hitIf(
                        state.definitions()
                                .instruments()
                                .get(order.instrumentId())
                                .hasTable(),
                        Kind.TIERED);
                hitIf(!state.definitions().guards().isEmpty(), Kind.GUARDED);
            } else if (output instanceof Output.SeizeOrder) {
                hitIf(true, Kind.LENDING);
                hitIf(terms.auction().curve() != PriceCurve.FIXED, Kind.AUCTIONED);
            } else if (output instanceof Output.Deleverage) {
                hitIf(true, Kind.DELEVERAGED);
            }
        }
        hitIf(record == OpenOrdersDecoder.TEMPLATE_ID, Kind.OPEN_ORDERS);
        hitIf(record == AccountLeverageDecoder.TEMPLATE_ID, Kind.OPEN_ORDERS);
    }

    private void hitIf(final boolean condition, final Kind kind) {
        if (condition) {
            seen.merge(kind, 1, Integer::sum);
        }
    }

    private static final class Nowhere implements OrderSink {
        private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[8 * 1024]);

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return scratch;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {
            // nobody listens
        }
    }
}
