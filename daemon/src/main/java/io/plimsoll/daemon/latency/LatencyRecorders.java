package io.plimsoll.daemon.latency;

import java.util.EnumMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * One recorder a hop, in nanoseconds. Each hop is written by one thread; intervals are taken by another. A value outside the
 * range is clamped to it and counted, never dropped: a histogram that loses its worst values would flatter us.
 */
public final class LatencyRecorders {
    /** A longer duration is clamped. */
    static final long HIGHEST_NS = TimeUnit.MINUTES.toNanos(10);

    private static final int DIGITS = 3;

    private final EnumMap<Hop, SingleWriterRecorder> recorders = new EnumMap<>(Hop.class);
    private final AtomicLong clamped = new AtomicLong();

    public LatencyRecorders() {
        for (final Hop hop : Hop.values()) {
            recorders.put(hop, newRecorder());
        }
    }

    /** One of the range that all latencies have. */
    static SingleWriterRecorder newRecorder() {
        return new SingleWriterRecorder(HIGHEST_NS, DIGITS);
    }

    /** Records one duration; the hop's own thread only. */
    public void record(final Hop hop, final long nanos) {
        if (nanos < 0 || nanos > HIGHEST_NS) {
            clamped.incrementAndGet();
            recorders.get(hop).recordValue(nanos < 0 ? 0 : HIGHEST_NS);
        } else {
            recorders.get(hop).recordValue(nanos);
        }
    }

    /** What was recorded since the last call; one taking thread. */
    public Histogram interval(final Hop hop, final Histogram recycled) {
        return recorders.get(hop).getIntervalHistogram(recycled);
    }

    /** Values that did not fit the range. */
    public long clampedCount() {
        return clamped.get();
    }
}
