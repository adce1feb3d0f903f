package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.MarginEngine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jol.info.GraphLayout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a book costs: how fast it goes into the engine (each account's opening and its snapshot of cash and positions, encoded into records
 * and applied by the engine alone, without ring or journal; the making of the records is measured beside and taken off), and the bytes that the engine then holds, table by table, walked object by
 * object. An engine takes all its memory when it is made, so what counts is what it has room for.
 */
@Command(name = "memory", mixinStandardHelpOptions = true)
public final class MemoryBenchmark implements Callable<Integer> {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;
    private static final double MB = 1e6;

    @Option(names = "--accounts", defaultValue = "1000000", description = "Accounts. Default: ${DEFAULT-VALUE}.")
    private int accounts = 1_000_000;

    @Option(names = "--loads", defaultValue = "5", description = "Fresh engines to load. Default: ${DEFAULT-VALUE}.")
    private int loads = 5;

    @Option(names = "--json", description = "Write the figures to this file as well.")
    private Path json;

    public static void main(final String[] args) {
        System.exit(new CommandLine(new MemoryBenchmark()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        final Environment environment = Environment.here();
        System.out.println(environment);
        final double[] rates = new double[loads];
        MarginEngine engine = null;
        long positions = 0;
        for (int i = 0; i < loads; i++) {
            engine = null; // makes room for the next
            engine = new MarginEngine(new EngineCapacity(
                    accounts, legs(), accounts * 2, RevaluationWorld.ASSETS, RevaluationWorld.INSTRUMENTS));
            final RevaluationWorld world = new RevaluationWorld(accounts, 1, false, new EngineFeed(engine));
            final long making =
                    loading(new RevaluationWorld(accounts, 1, false, new EngineFeed(new NothingSubject(), () -> null)));
            final long all = loading(world);
            rates[i] = accounts * NANOS / (all - making);
            positions = world.positions();
            System.out.printf(
                    Locale.ROOT,
                    "load %d: %,.0f accounts a second of CPU time; %,d ns each, and %,d to make the records%n",
                    i + 1,
                    rates[i],
                    (all - making) / accounts,
                    making / accounts);
        }
        Arrays.sort(rates);
        final Map<String, Long> bytes = layout(engine);
        print(bytes, rates, positions);
        if (json != null) {
            final long loaded = positions;
            JsonReport.write(json, environment, out -> writeTo(out, bytes, rates, loaded));
        }
        return 0;
    }

    private static long loading(final RevaluationWorld world) {
        final long before = THREADS.getCurrentThreadCpuTime();
        world.load();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    // Positions as they come, and a balance each.
    private int legs() {
        return RevaluationWorld.maxLegs(accounts);
    }

    /** Bytes reachable from each part, each object counted where it is reached first. */
    private static Map<String, Long> layout(final MarginEngine engine) {
        final Object state = field(engine, "state");
        final Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("legs", field(state, "legs"));
        parts.put("units", field(state, "units"));
        parts.put("orders in flight", field(state, "orders"));
        parts.put("the rest of the state", state);
        parts.put("index", field(engine, "revaluation"));
        parts.put("found units", field(engine, "fired"));
        parts.put("everything else", engine);
        final Map<String, Long> bytes = new LinkedHashMap<>();
        GraphLayout seen = null;
        for (final Map.Entry<String, Object> part : parts.entrySet()) {
            final GraphLayout reached = GraphLayout.parseInstance(part.getValue());
            final GraphLayout fresh = seen == null ? reached : reached.subtract(seen);
            bytes.put(part.getKey(), fresh.totalSize());
            seen = seen == null ? reached : seen.add(fresh);
        }
        return bytes;
    }

    private static Object field(final Object owner, final String name) {
        try {
            final Field field = owner.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException(owner.getClass() + " has no field " + name, e);
        }
    }

    private long perLeg(final Map<String, Long> bytes) {
        return (bytes.get("legs") + bytes.get("index")) / legs();
    }

    private long perAccount(final Map<String, Long> bytes) {
        return (bytes.get("units") + bytes.get("found units")) / accounts;
    }

    private static long total(final Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    private void print(final Map<String, Long> bytes, final double[] rates, final long positions) {
        System.out.printf(
                Locale.ROOT,
                "%n%,d accounts with %,d positions; room for %,d legs (positions and balances)%n",
                accounts,
                positions,
                legs());
        bytes.forEach((part, size) -> System.out.printf(
                Locale.ROOT,
                "%-24s %,10.1f MB %8.1f an account %8.1f a leg%n",
                part,
                size / MB,
                (double) size / accounts,
                (double) size / legs()));
        System.out.printf(
                Locale.ROOT,
                "%-24s %,10.1f MB, of which room for %,d orders in flight takes %,.1f%n%nbytes a position, index included: %d; an account, beside its legs: %d%n",
                "total",
                total(bytes) / MB,
                accounts * 2,
                bytes.get("orders in flight") / MB,
                perLeg(bytes),
                perAccount(bytes));
        System.out.printf(
                Locale.ROOT,
                "loaded at %,.0f accounts a second, median of %d (%,.0f to %,.0f)%n",
                rates[loads / 2],
                loads,
                rates[0],
                rates[loads - 1]);
    }

    private void writeTo(
            final JsonGenerator out, final Map<String, Long> bytes, final double[] rates, final long positions)
            throws IOException {
        out.writeNumberField("accounts", accounts);
        out.writeNumberField("positions", positions);
        out.writeNumberField("legs", legs());
        out.writeNumberField("accountsPerSecond", rates[loads / 2]);
        out.writeNumberField("bytes", total(bytes));
        out.writeNumberField("bytesPerPosition", perLeg(bytes));
        out.writeNumberField("bytesPerAccount", perAccount(bytes));
        out.writeObjectFieldStart("layout");
        for (final Map.Entry<String, Long> part : bytes.entrySet()) {
            out.writeNumberField(part.getKey(), part.getValue());
        }
        out.writeEndObject();
    }
}
