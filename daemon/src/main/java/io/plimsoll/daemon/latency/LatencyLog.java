package io.plimsoll.daemon.latency;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes each hop's histogram at each interval to its own {@code .hlog} file, which the stock HdrHistogram tools read, and keeps
 * the sum for the end's summary. Its own thread calls {@link #writeInterval()}; close writes the last one.
 */
public final class LatencyLog implements AutoCloseable {
    private final LatencyRecorders recorders;
    private final Map<Hop, PrintStream> streams = new EnumMap<>(Hop.class);
    private final Map<Hop, HistogramLogWriter> writers = new EnumMap<>(Hop.class);
    private final Map<Hop, Histogram> recycled = new EnumMap<>(Hop.class);
    private final Map<Hop, Histogram> totals = new EnumMap<>(Hop.class);
    private final LatencyHistory history = new LatencyHistory();

    /** Files are made in {@code folder}; null keeps the totals only. */
    public LatencyLog(final LatencyRecorders recorders, final Path folder) throws IOException {
        this.recorders = recorders;
        if (folder != null) {
            Files.createDirectories(folder);
        }
        final long now = System.currentTimeMillis();
        for (final Hop hop : Hop.values()) {
            totals.put(hop, new Histogram(3));
            if (folder != null) {
                final PrintStream stream = new PrintStream(
                        new FileOutputStream(
                                folder.resolve(hop.label() + ".hlog").toFile(), true),
                        false,
                        StandardCharsets.UTF_8);
                final HistogramLogWriter writer = new HistogramLogWriter(stream);
                writer.outputComment("[" + hop.label() + ", nanoseconds, interval maximum in milliseconds]");
                writer.outputLogFormatVersion();
                writer.outputStartTime(now);
                writer.setBaseTime(now);
                writer.outputLegend();
                streams.put(hop, stream);
                writers.put(hop, writer);
            }
        }
    }

    /** Takes and writes what was recorded since the last call. */
    public synchronized void writeInterval() {
        final long now = System.currentTimeMillis();
        for (final Hop hop : Hop.values()) {
            final Histogram interval = recorders.interval(hop, recycled.get(hop));
            recycled.put(hop, interval);
            totals.get(hop).add(interval);
            history.add(hop, now, interval);
            if (writers.containsKey(hop)) {
                writers.get(hop).outputIntervalHistogram(interval);
                streams.get(hop).flush();
            }
        }
    }

    /** The last intervals. */
    public LatencyHistory history() {
        return history;
    }

    /** Drops what was recorded since the last call: for work that is not to be measured, such as loading a book. */
    public synchronized void discardInterval() {
        for (final Hop hop : Hop.values()) {
            recycled.put(hop, recorders.interval(hop, recycled.get(hop)));
        }
    }

    /** Everything recorded up to the last interval. */
    public synchronized Histogram total(final Hop hop) {
        return totals.get(hop).copy();
    }

    @Override
    public synchronized void close() {
        writeInterval();
        streams.values().forEach(PrintStream::close);
        writers.clear();
        streams.clear();
    }
}
