package io.plimsoll.daemon.latency;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Percentiles of the last intervals of a few hops, for whoever looks. Any thread. */
public final class LatencyHistory {
    /** Intervals kept: half an hour of ten seconds each. */
    public static final int SIZE = 180;

    private static final Hop[] SHOWN = {Hop.TICK_TO_ORDER, Hop.TICK_TO_PROCESSED, Hop.ENGINE};

    private final Map<Hop, Deque<long[]>> intervals = new EnumMap<>(Hop.class);

    LatencyHistory() {
        for (final Hop hop : SHOWN) {
            intervals.put(hop, new ArrayDeque<>());
        }
    }

    synchronized void add(final Hop hop, final long endMs, final Histogram interval) {
        final Deque<long[]> of = intervals.get(hop);
        if (of == null) {
            return;
        }
        if (of.size() == SIZE) {
            of.removeFirst();
        }
        of.addLast(new long[] {
            endMs,
            interval.getTotalCount(),
            interval.getValueAtPercentile(50),
            interval.getValueAtPercentile(99),
            interval.getValueAtPercentile(99.9),
            interval.getMaxValue()
        });
    }

    /** Writes, for each hop, an array of intervals: end in ms, how many, and p50, p99, p99.9 and the longest in ns. */
    public synchronized void write(final JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (final Hop hop : SHOWN) {
            json.writeArrayFieldStart(hop.label());
            for (final long[] interval : intervals.get(hop)) {
                json.writeArray(interval, 0, interval.length);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}
