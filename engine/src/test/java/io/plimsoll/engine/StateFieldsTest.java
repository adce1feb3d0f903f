package io.plimsoll.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.plimsoll.engine.differential.EventGenerator;
import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.differential.MemoryImage;
import io.plimsoll.engine.naive.Definitions;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.protocol.Decimals;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every field that hangs on an engine is in the hash and the image, which flipping it proves, or listed here with why it need not be.
 */
@Timeout(400)
class StateFieldsTest {
    private static final EngineCapacity CAPACITY = new EngineCapacity(1_000, 10_000, 10_000, 200, 200);
    private static final int TRIED = 512; // elements of an array: more than any world here uses
    private static final String INDEX = "found again from the rows themselves";
    private static final String CHAIN = "which place a row has never shows; the order of a chain is hashed";
    private static final String DEFINED = "follows from the definitions in force";
    private static final String SCRATCH = "written before it is read, within one record";
    private static final String TOLD = "for people; no rule reads it";
    private static final String FIXED = "set when the engine is built";
    private static final Map<String, String> NOT_STATE = Map.ofEntries(
            Map.entry("MarginEngine.capacity", FIXED),
            Map.entry("Definitions.capacity", FIXED),
            Map.entry("MarginEngine.counters", TOLD),
            Map.entry("MarginEngine.cause", SCRATCH),
            Map.entry("MarginEngine.view", TOLD),
            Map.entry("MarginEngine.gauges", TOLD),
            Map.entry("MarginEngine.fired", SCRATCH),
            Map.entry("MarginEngine.outputs", SCRATCH),
            Map.entry("MarginEngine.evaluator", SCRATCH),
            Map.entry("MarginEngine.ends", SCRATCH),
            Map.entry("MarginEngine.expired", SCRATCH),
            Map.entry("MarginEngine.acts", "writes rows, holds nothing"),
            Map.entry("OperatorHolds.count", INDEX),
            Map.entry("MarginEngine.facts", SCRATCH),
            Map.entry("MarginEngine.seizeFacts", "writes rows, holds nothing"),
            Map.entry("MarginEngine.fundFacts", "writes funds, holds nothing"),
            Map.entry("MarginEngine.withdrawals", SCRATCH),
            Map.entry("MarginEngine.deleverager", SCRATCH),
            Map.entry("MarginEngine.guardedPrices", "writes prices, holds nothing"),
            Map.entry("MarginEngine.revaluation", "says whom to value, never what follows; rebuilt from the rows"),
            Map.entry("EngineState.cause", SCRATCH),
            Map.entry("EngineState.hash", SCRATCH),
            Map.entry("EngineState.rowHash", SCRATCH),
            Map.entry("Definitions.lastDefect", TOLD),
            Map.entry("Catalog.assets", INDEX),
            Map.entry("Catalog.instruments", INDEX),
            Map.entry("Catalog.valueDecimals", DEFINED),
            Map.entry("Catalog.boundBits", DEFINED),
            Map.entry("Catalog.planBounds", DEFINED),
            Map.entry("Catalog.rounder", DEFINED),
            Map.entry("Catalog.profitCap", DEFINED),
            Map.entry("Catalog.isBucketed", DEFINED),
            Map.entry("Catalog.isThrottled", DEFINED),
            Map.entry("Factor.priceSlot", DEFINED),
            Map.entry("Factor.settlementSlot", DEFINED),
            Map.entry("Factor.settlement", DEFINED),
            Map.entry("Factor.sizes", DEFINED),
            Map.entry("Factor.sizeWeights", DEFINED),
            Map.entry("Factor.tiers", DEFINED),
            Map.entry("Factor.counting", DEFINED),
            Map.entry("Factor.alignment", DEFINED),
            Map.entry("Factor.exposurePpm", DEFINED),
            Map.entry("Factor.askedInitialPpm", DEFINED),
            Map.entry("Factor.askedStopPpm", DEFINED),
            Map.entry("Factor.askedMaintenancePpm", DEFINED),
            Map.entry("Factor.askedTerms", DEFINED),
            Map.entry("Factor.isPlain", DEFINED),
            Map.entry("Factor.contract", DEFINED),
            Map.entry("Interest.division", SCRATCH),
            Map.entry("Interest.scratch", SCRATCH),
            Map.entry("Factor.stopWeightPpm", DEFINED),
            Map.entry("Factor.isDebtRequired", DEFINED),
            Map.entry("Factor.index", "where it stands in the catalog, whose order is hashed"),
            Map.entry("Factor.sortKey", "of kind and id"),
            Map.entry("Prices.slotById", INDEX),
            Map.entry("Prices.decimals", DEFINED),
            Map.entry("Prices.maxPrice", DEFINED),
            Map.entry("Prices.orphans", INDEX),
            Map.entry("Units.unitById", INDEX),
            Map.entry("Units.hashes", "the kept hashes themselves"),
            Map.entry("Units.capacity", FIXED),
            Map.entry("Units.rows word 4", CHAIN),
            Map.entry("Units.marks 0", CHAIN),
            Map.entry("Names.position", CHAIN),
            Map.entry("Names.chunk", CHAIN),
            Map.entry("Names.offset", CHAIN),
            Map.entry("Names.view", SCRATCH),
            Map.entry("Legs.capacity", FIXED),
            Map.entry("Legs.rows word 4", CHAIN),
            Map.entry("Legs.places", CHAIN),
            Map.entry("Legs.firstFree", CHAIN),
            Map.entry("Legs.used", CHAIN),
            Map.entry("OrdersInFlight.next", CHAIN),
            Map.entry("OrdersInFlight.firstFree", CHAIN),
            Map.entry("OrdersInFlight.used", CHAIN),
            Map.entry("OrdersInFlight.doomed", SCRATCH),
            Map.entry("OrdersInFlight.holder", INDEX),
            Map.entry("OrdersInFlight.inFlight", CHAIN),
            Map.entry("OrdersInFlight.place", CHAIN),
            Map.entry("OrdersInFlight.placedNs", TOLD),
            Map.entry("LiquidationQueue.waiting", INDEX),
            Map.entry("LiquidationQueue.throttled", INDEX),
            Map.entry("PeriodCounts.capacity", FIXED),
            Map.entry("LiquidationQueue.taken", SCRATCH),
            Map.entry("LiquidationQueue.shortfall", SCRATCH),
            Map.entry("Waterfall.legs", FIXED),
            Map.entry("Waterfall.hasRoom", "whether anything of it was ever asked for"),
            Map.entry("Funds.promised", INDEX),
            Map.entry("Funds.size", INDEX),
            Map.entry("Funds.balances", INDEX),
            Map.entry("Funds.value", SCRATCH),
            Map.entry("UnitInstruments.capacity", FIXED),
            Map.entry("UnitInstruments.next", CHAIN),
            Map.entry("UnitInstruments.first", CHAIN),
            Map.entry("UnitInstruments.firstFree", CHAIN),
            Map.entry("UnitInstruments.used", CHAIN),
            Map.entry("UnitInstruments.factors", FIXED),
            Map.entry("UnitInstruments.places", CHAIN),
            Map.entry("UnitInstruments.place", CHAIN),
            Map.entry("UnitInstruments.revaluation", FIXED),
            Map.entry("CancelFirst.told", CHAIN),
            Map.entry("CancelFirst.place", CHAIN),
            Map.entry("CancelFirst.count", CHAIN),
            Map.entry("Catalog.openOrderFee", DEFINED),
            Map.entry("Catalog.capsDeposits", DEFINED),
            Map.entry("Prices.stables", INDEX),
            Map.entry("MarginEngine.initialFacts", "writes entries, holds nothing"),
            Map.entry("MarginEngine.scaleFacts", SCRATCH),
            Map.entry("Draws.next", CHAIN),
            Map.entry("Draws.first", CHAIN),
            Map.entry("Draws.firstFree", CHAIN),
            Map.entry("Draws.used", CHAIN),
            Map.entry("UncoveredDebts.unitOf", CHAIN),
            Map.entry("UncoveredDebts.next", CHAIN),
            Map.entry("UncoveredDebts.first", CHAIN),
            Map.entry("UncoveredDebts.firstFree", CHAIN),
            Map.entry("UncoveredDebts.end", CHAIN),
            Map.entry("Deficits.sum", INDEX),
            Map.entry("Assignments.order", CHAIN),
            Map.entry("Assignments.nextOfOrder", CHAIN),
            Map.entry("Assignments.nextOfUnit", INDEX),
            Map.entry("Assignments.firstOfOrder", CHAIN),
            Map.entry("Assignments.firstOfUnit", INDEX),
            Map.entry("Assignments.firstFree", CHAIN),
            Map.entry("Assignments.used", CHAIN),
            Map.entry("Guards.slots", INDEX),
            Map.entry("Guards.consensus", SCRATCH),
            Map.entry("PriceGuard.consensus", SCRATCH),
            Map.entry("PriceGuard.division", SCRATCH),
            Map.entry("PriceGuard.product", SCRATCH),
            Map.entry("PriceGuard.quotient", SCRATCH),
            Map.entry("PriceGroups.waiting", INDEX),
            Map.entry("Snapshots.cause", SCRATCH),
            Map.entry("Snapshots.legBook", "writes rows, holds nothing"),
            Map.entry("Snapshots.ledger", "writes rows, holds nothing"),
            Map.entry("Snapshots.facts", SCRATCH),
            Map.entry("Snapshots.reconciliation", "compares rows, holds nothing"),
            Map.entry("Snapshots.recordCost", SCRATCH));

    private final Set<String> seen = new TreeSet<>();
    private MarginEngine engine;
    private long baseline;
    private int flipped;

    @Test
    void shouldHashAndKeepEveryFieldThatIsNotListed() throws Exception {
        System.out.println("seed " + playUntilEverythingIsInUse());
        assertEquals(baseline, MemoryImage.copy(engine, CAPACITY).stateHash(), "a copy of what was not flipped");
        final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
        final Queue<Object> waiting = new ArrayDeque<>();
        waiting.add(engine);
        while (!waiting.isEmpty()) {
            final Object owner = waiting.remove();
            if (visited.add(owner)) {
                for (final Field field : owner.getClass().getDeclaredFields()) {
                    look(field, owner, waiting);
                }
            }
        }
        assertTrue(flipped >= 140, flipped + " fields were flipped");
        final Set<String> gone = new TreeSet<>(NOT_STATE.keySet());
        gone.removeAll(seen);
        assertEquals(Set.of(), gone, "listed, but no longer there");
    }

    private void look(final Field field, final Object owner, final Queue<Object> waiting) throws Exception {
        final String name = owner.getClass().getSimpleName() + "." + field.getName();
        if (Modifier.isStatic(field.getModifiers()) || isCodec(field.getType())) {
            return;
        }
        seen.add(name);
        if (NOT_STATE.containsKey(name)) {
            return;
        }
        field.setAccessible(true);
        final Object value = field.get(owner);
        if (value instanceof Object[] elements) {
            for (final Object element : elements) {
                if (element != null) {
                    waiting.add(element);
                }
            }
        } else if (value instanceof List<?> elements) {
            flipRecords(name, elements);
            elements.stream().filter(element -> !(element instanceof Record)).forEach(waiting::add);
        } else if (value instanceof Record) {
            if (seen.add("flipped " + name)) { // of many factors, one
                flipRecord(name, field, owner);
            }
        } else if (value != null && isOfEngine(value.getClass())) {
            waiting.add(value);
        } else if (owner instanceof Legs && value instanceof long[] rows) {
            flipARow(name + " word ", rows, Legs.WORDS);
        } else if (owner instanceof Units && value instanceof long[] rows) {
            flipARow(name + " word ", rows, Units.WORDS);
        } else if (owner instanceof Units && value instanceof byte[] marks) {
            flipARow(name + " ", marks, Units.MARKS);
        } else if (value != null && value.getClass().isArray()) {
            flipAnElement(name, value, 0, 1);
        } else if (seen.add("flipped " + name)) { // of many factors, one
            flip(name, field, owner);
        }
    }

    private static boolean isCodec(final Class<?> type) {
        return type.getPackageName().equals("io.plimsoll.protocol.codec") && !type.isEnum();
    }

    private static boolean isOfEngine(final Class<?> type) {
        return type.getPackageName().equals("io.plimsoll.engine") && !type.isEnum();
    }

    private void flip(final String name, final Field field, final Object owner) throws Exception {
        final Object old = field.get(owner);
        field.set(owner, flippedValue(name, old));
        assertSeen(name);
        field.set(owner, old);
        assertEquals(baseline, hash(), name + " put back");
    }

    private void flipARow(final String prefix, final Object rows, final int length) throws Exception {
        for (int i = 0; i < length; i++) {
            seen.add(prefix + i);
            if (!NOT_STATE.containsKey(prefix + i)) {
                flipAnElement(prefix + i, rows, i, length);
            }
        }
    }

    private void flipAnElement(final String name, final Object array, final int from, final int step) throws Exception {
        final long before = hash();
        for (int i = from; i < Math.min(TRIED * step, Array.getLength(array)); i += step) {
            final Object old = Array.get(array, i);
            Array.set(array, i, flippedValue(name, old));
            final boolean isSeen = hash() != before;
            if (isSeen) {
                assertSeen(name);
            }
            Array.set(array, i, old);
            assertEquals(baseline, hash(), name + " put back");
            if (isSeen) {
                return;
            }
        }
        fail(name + " is neither hashed nor listed: no element of it changes the hash");
    }

    // Records cannot be written to: each component, of nested ones too, is flipped in a copy.
    private void flipRecord(final String name, final Field field, final Object owner) throws Exception {
        final Record old = (Record) field.get(owner);
        for (final Record other : flippedRecords(name, old)) {
            field.set(owner, other);
            assertSeen(name + " as " + other);
        }
        field.set(owner, old);
        assertEquals(baseline, hash(), name + " put back");
    }

    @SuppressWarnings("unchecked")
    private void flipRecords(final String name, final List<?> elements) throws Exception {
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Record old) {
                for (final Record other : flippedRecords(name, old)) {
                    ((List<Record>) elements).set(i, other);
                    assertSeen(name + " as " + other);
                }
                ((List<Record>) elements).set(i, old);
            }
        }
    }

    private static List<Record> flippedRecords(final String name, final Record record) throws Exception {
        final RecordComponent[] components = record.getClass().getRecordComponents();
        final Class<?>[] types = new Class<?>[components.length];
        final Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = components[i].getAccessor().invoke(record);
        }
        final Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
        final List<Record> flipped = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            final Object old = values[i];
            final String component = name + "." + components[i].getName();
            for (final Object other : old instanceof Record nested
                    ? flippedRecords(component, nested)
                    : List.of(flippedValue(component, old))) {
                values[i] = other;
                flipped.add((Record) constructor.newInstance(values));
            }
            values[i] = old;
        }
        return flipped;
    }

    private static Object flippedValue(final String name, final Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof Long number) {
            return number ^ 1;
        } else if (value instanceof Integer number) {
            final boolean isCount =
                    name.endsWith("ount") || name.endsWith("size"); // one more would lead beyond the rows
            return isCount && number > 0 ? number - 1 : number ^ 1;
        } else if (value instanceof Byte number) {
            return (byte) (number ^ 1);
        } else if (value instanceof Enum<?> constant) {
            final Enum<?>[] all = constant.getDeclaringClass().getEnumConstants();
            return all[0] == constant ? all[1] : all[0];
        }
        return fail(name + " is " + value + ": neither hashed nor listed");
    }

    private void assertSeen(final String name) throws Exception {
        flipped++;
        assertNotEquals(baseline, hash(), name + " does not reach the hash");
        try {
            assertNotEquals(baseline, MemoryImage.copy(engine, CAPACITY).stateHash(), name + " is not in the image");
        } catch (final IllegalStateException e) {
            // in the image it is, and such a state does not come to be
            assertTrue(e.getMessage().matches("invariant broken: an .* table is in force with it"), e::getMessage);
        }
    }

    // Over everything: what is kept by unit knows nothing of a field that was written behind its back.
    private long hash() throws Exception {
        final Units units = part("state", EngineState.class).units;
        for (int unit = 0; unit < units.count(); unit++) {
            units.changed(unit);
        }
        return engine.stateHash();
    }

    // A staged snapshot, a staged definition, a queue and orders in flight at the same time are rare. A price id
    // without a
    // price would come back with the definitions.
    private long playUntilEverythingIsInUse() throws Exception {
        for (long seed = 1; seed < 200; seed++) {
            engine = new MarginEngine(CAPACITY);
            if (play(seed)) {
                baseline = hash();
                return seed;
            }
        }
        return fail("no seed leads to a state with everything in use");
    }

    private boolean play(final long seed) throws Exception {
        final NaiveMarginEngine oracle = new NaiveMarginEngine();
        final EventGenerator generator = new EventGenerator(seed, oracle.state());
        final InputRecords records = new InputRecords();
        final OrderSink nowhere = new Nowhere();
        for (int event = 0; event < 6_000; event++) {
            generator.next(records);
            generator.observe(oracle.onEvent(records.buffer(), records.offset(), records.length()));
            engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
            final EngineState state = part("state", EngineState.class);
            final int served = 4 * state.catalog.profile().maxLiquidationsPerRecord(); // by the four records to come
            if (state.orders.used() > 0
                    && state.queue.size() > served
                    && state.prices.isSet(state.prices.count() - 1)
                    && areGuardsInUse(state)
                    && mayRoundOtherwise(state)
                    && isSnapshotStaged()) {
                final Definitions definitions = oracle.state().stated();
                records.asset(definitions.assets().values().iterator().next());
                engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
                records.guard(definitions.guards().values().iterator().next());
                engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
                records.profile(definitions.profile().orElseThrow());
                engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
                final long guarded = definitions.guards().firstKey(); // refused, it opens its source's group
                records.priceTick(guarded, 0, OptionalLong.empty(), records.eventNs(), 6_000, 1, false);
                engine.onEvent(records.buffer(), records.offset(), records.length(), nowhere);
                assertTrue(state.groups.isOpen());
                final Throttle throttle = state.throttle;
                for (final PeriodCounts counts : List.of(
                        throttle.orders,
                        throttle.notional,
                        throttle.hourlyNotional,
                        throttle.byAccount,
                        throttle.byFactor)) { // which few worlds come to bound all
                    counts.makeRoom();
                    counts.add(0, 3, 7);
                }
                state.orders.addSeize(state.units, 0, 0, 1, 5, 7, 1, 1, 1); // which few worlds come to make
                StateInUse.use(state);
                return true;
            }
        }
        return false;
    }

    // So that decimals that are flipped leave a scale that can be kept.
    private static boolean mayRoundOtherwise(final EngineState state) {
        final int dropped = state.catalog.valueDecimals()
                - state.catalog.profile().terms().rounding().decimals();
        return dropped >= 2 && dropped <= Decimals.MAX_DECIMALS - 2;
    }

    private static boolean areGuardsInUse(final EngineState state) {
        boolean isHeard = state.guards.count() > 0;
        for (int i = 0; i < state.guards.count(); i++) {
            isHeard &= state.guards.of(state.guards.slot(i)).sources.count() > 0;
        }
        return isHeard;
    }

    private boolean isSnapshotStaged() throws Exception {
        final Snapshots snapshots = part("snapshots", Snapshots.class);
        final Field unit = Snapshots.class.getDeclaredField("stagedUnit");
        final Field size = Snapshots.class.getDeclaredField("size");
        unit.setAccessible(true);
        size.setAccessible(true);
        return unit.getInt(snapshots) >= 0 && size.getInt(snapshots) > 1;
    }

    private <T> T part(final String name, final Class<T> type) throws Exception {
        final Field field = MarginEngine.class.getDeclaredField(name);
        field.setAccessible(true);
        return type.cast(field.get(engine));
    }

    private static final class Nowhere implements OrderSink {
        private final UnsafeBuffer scratch = new UnsafeBuffer(ByteBuffer.allocateDirect(8 * 1024));

        @Override
        public MutableDirectBuffer claim(final int maxLength) {
            return scratch;
        }

        @Override
        public int messageOffset() {
            return 0;
        }

        @Override
        public void commit(final int length, final long eventNs) {}
    }
}
