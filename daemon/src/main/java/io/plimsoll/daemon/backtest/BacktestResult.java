package io.plimsoll.daemon.backtest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.book.Book;
import io.plimsoll.daemon.latency.Hop;
import io.plimsoll.daemon.latency.LatencyLog;
import io.plimsoll.engine.EngineCounters;
import io.plimsoll.engine.MarginEngine;
import io.plimsoll.journal.FrameLogReader;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a backtest did, read back from its own journal where the journal knows. */
public final class BacktestResult {
    private static final double NANOS = 1e9;

    private final Book book;
    private final Path journalDir;
    private final PaperTerms fills;
    private final OrdersSummary orders;
    private final EngineCounters counters;
    private final int ordersInFlight;
    private final Map<Hop, Histogram> latency = new EnumMap<>(Hop.class);
    private final Measured measured;
    private final int unitsWithoutIndex;
    private final long stateHash;

    /**
     * What the run itself measured, from the first tick until the last decision stood in the journal.
     *
     * @param ticks released
     * @param nanos wall time
     * @param engineBytes allocated by the engine's thread
     */
    record Measured(long ticks, long nanos, long engineBytes) {}

    private BacktestResult(
            final Book book,
            final Path journalDir,
            final PaperTerms fills,
            final OrdersSummary orders,
            final MarginEngine engine,
            final Measured measured) {
        this.book = book;
        this.journalDir = journalDir;
        this.fills = fills;
        this.orders = orders;
        this.counters = engine.counters();
        this.ordersInFlight = engine.view().ordersInFlight();
        this.measured = measured;
        this.unitsWithoutIndex = engine.unitsWithoutIndex();
        this.stateHash = engine.stateHash();
    }

    static BacktestResult of(
            final Book book,
            final FrameLogs logs,
            final Path journalDir,
            final PaperTerms fills,
            final MarginEngine engine,
            final LatencyLog log,
            final Measured measured) {
        final OrdersSummary summary = new OrdersSummary();
        try (FrameLogReader reader = logs.reader(LogName.ORDERS, Position.start())) {
            while (reader.poll(summary)) {
                // to the end
            }
        }
        final BacktestResult result = new BacktestResult(book, journalDir, fills, summary, engine, measured);
        for (final Hop hop : Hop.values()) {
            result.latency.put(hop, log.total(hop));
        }
        return result;
    }

    /** Liquidation orders made. */
    public long orders() {
        return orders.orders();
    }

    /** Accounts with at least one order. */
    public long accountsLiquidated() {
        return orders.accountsLiquidated();
    }

    /** Hash of the engine's state at the end. */
    public long stateHash() {
        return stateHash;
    }

    public long ticks() {
        return measured.ticks();
    }

    /** Total histogram of one hop. */
    public Histogram latency(final Hop hop) {
        return latency.get(hop);
    }

    /** Counters that do not depend on the machine; of what the engine's thread allocated, only when the JVM starts up. */
    public Map<String, Long> costs() {
        final Map<String, Long> costs = new LinkedHashMap<>();
        costs.put("events", counters.events);
        costs.put("unitsRecomputed", counters.unitsRecomputed);
        costs.put("entriesScanned", counters.entriesScanned);
        costs.put("sweeps", counters.sweeps);
        costs.put("legsSwept", counters.legsSwept);
        costs.put("unitsWithoutIndex", (long) unitsWithoutIndex);
        costs.put("engineBytesAllocated", measured.engineBytes());
        costs.put("verdictChanges", counters.verdictChanges);
        costs.put("withheld", counters.withheld);
        costs.put("unitsQueued", counters.unitsQueued);
        costs.put("deleverageCandidates", counters.deleverageCandidates);
        costs.put("deleverageCompared", counters.deleverageCompared);
        costs.put("facts", counters.facts);
        costs.put("factsFlagged", counters.factsFlagged);
        costs.put("factsDuplicate", counters.factsDuplicate);
        return costs;
    }

    /** One JSON object. */
    public void writeJson(final OutputStream out) throws IOException {
        final JsonFactory factory = JsonFactory.builder().build();
        try (JsonGenerator json = factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeNumberField("accounts", book.accounts().count());
            json.writeNumberField("positions", book.accounts().positionCount());
            json.writeNumberField("ticks", measured.ticks());
            json.writeNumberField("ticksRejected", counters.pricesRefused);
            json.writeNumberField("ticksPerSecond", Math.round(ticksPerSecond()));
            json.writeNumberField("orders", orders.orders());
            json.writeNumberField("ordersFilled", orders.filled());
            json.writeNumberField("ordersInFlight", ordersInFlight);
            json.writeNumberField("accountsLiquidated", orders.accountsLiquidated());
            json.writeStringField("fills", fillsText());
            json.writeStringField("journal", journalDir.toString());
            json.writeStringField("stateHash", Long.toHexString(stateHash));
            json.writeObjectFieldStart("latencyNs");
            for (final Map.Entry<Hop, Histogram> entry : latency.entrySet()) {
                final Histogram histogram = entry.getValue();
                json.writeObjectFieldStart(entry.getKey().label());
                json.writeNumberField("p50", histogram.getValueAtPercentile(50));
                json.writeNumberField("p99", histogram.getValueAtPercentile(99));
                json.writeNumberField("p999", histogram.getValueAtPercentile(99.9));
                json.writeNumberField("max", histogram.getMaxValue());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeObjectFieldStart("costs");
            for (final Map.Entry<String, Long> cost : costs().entrySet()) {
                json.writeNumberField(cost.getKey(), cost.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** The same for people. */
    public void writeText(final PrintStream out) {
        out.printf(
                "%,d ticks over %,d accounts with %,d positions in %.1f s: %,.0f ticks/s%n",
                measured.ticks(),
                book.accounts().count(),
                book.accounts().positionCount(),
                measured.nanos() / NANOS,
                ticksPerSecond());
        out.printf(
                "%,d liquidation orders for %,d accounts; %,d filled, %,d still in flight%n",
                orders.orders(), orders.accountsLiquidated(), orders.filled(), ordersInFlight);
        out.printf("fills: %s%n", fillsText());
        out.printf(
                "%,d prices refused, %,d facts flagged, %,d withheld%n",
                counters.pricesRefused, counters.factsFlagged, counters.withheld);
        out.printf("%n%-18s %12s %12s %12s %12s   (us)%n", "hop", "p50", "p99", "p99.9", "max");
        latency.forEach((hop, histogram) -> out.printf(
                "%-18s %12.1f %12.1f %12.1f %12.1f%n",
                hop.label(),
                histogram.getValueAtPercentile(50) / 1e3,
                histogram.getValueAtPercentile(99) / 1e3,
                histogram.getValueAtPercentile(99.9) / 1e3,
                histogram.getMaxValue() / 1e3));
        out.printf("%njournal: %s%nstate hash: %s%n", journalDir, Long.toHexString(stateHash));
    }

    private double ticksPerSecond() {
        return measured.ticks() * NANOS / Math.max(1, measured.nanos());
    }

    private String fillsText() {
        return fills == null
                ? "none (orders stay in flight: nothing is filled, expired or escalated)"
                : "paper, " + fills.delayNs() / 1_000_000 + " ms after the cause, " + fills.slipBps()
                        + " bps worse than the mark, never past the limit, against " + Backtest.LIQUIDATOR;
    }
}
