package io.plimsoll.daemon.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Measures what the machine, the collector and the scheduler cost a thread that has nothing to do: it asks to be woken after a millisecond
 * and records by how much it was woken later. A spike of a hop with a hiccup of the same size beside it is not the daemon's work. A pause
 * counts for every millisecond that it swallowed. Its own thread; intervals are taken by another.
 */
public final class HiccupMeter implements AutoCloseable {
    /** The name of its histograms in files. */
    public static final String LABEL = "hiccup";

    private static final long PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SingleWriterRecorder recorder = LatencyRecorders.newRecorder();
    private final Thread thread = new Thread(this::run, "plimsoll-hiccups");
    private volatile boolean isClosed;

    /** Begins to measure. */
    public HiccupMeter() {
        thread.setDaemon(true);
        thread.start();
    }

    // The shortest wake-up seen is what waking costs at its best: it is no hiccup.
    private void run() {
        long shortest = Long.MAX_VALUE;
        while (!isClosed) {
            final long before = System.nanoTime();
            LockSupport.parkNanos(PERIOD_NS);
            final long took = System.nanoTime() - before;
            shortest = Math.min(shortest, took);
            recorder.recordValueWithExpectedInterval(Math.min(LatencyRecorders.HIGHEST_NS, took - shortest), PERIOD_NS);
        }
    }

    /** What was recorded since the last call; one taking thread. */
    Histogram interval(final Histogram recycled) {
        return recorder.getIntervalHistogram(recycled);
    }

    @Override
    public void close() {
        isClosed = true;
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
