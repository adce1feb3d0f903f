package io.plimsoll.daemon.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Durations counted by their length in a few classes, from the intervals of a histogram of nanoseconds: what a scrape has room for. One
 * thread adds, any thread reads.
 */
public final class Durations {
    private static final long[] BOUNDS_NS = {
        10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000, 25_000_000, 100_000_000, 1_000_000_000
    };
    private static final double NANOS = 1e9;

    private final long[] counts = new long[BOUNDS_NS.length + 1];
    private double sumNanos;
    private long maxNanos;

    /**
     * What was counted.
     *
     * @param counts by class, each duration in one
     * @param nanos sum of all
     * @param maxNanos longest of the last interval; 0 when it had none
     */
    public record Sum(List<Long> counts, double nanos, long maxNanos) {}

    /** Upper bounds of the classes, in seconds; the last is infinite. */
    static List<Double> boundsSeconds() {
        final List<Double> bounds = new ArrayList<>();
        for (final long bound : BOUNDS_NS) {
            bounds.add(bound / NANOS);
        }
        bounds.add(Double.POSITIVE_INFINITY);
        return bounds;
    }

    /** Adds an interval's durations. */
    public synchronized void add(final Histogram interval) {
        for (final HistogramIterationValue value : interval.recordedValues()) {
            final long nanos = value.getValueIteratedTo();
            final int found = Arrays.binarySearch(BOUNDS_NS, nanos);
            counts[found < 0 ? ~found : found] += value.getCountAddedInThisIterationStep();
            sumNanos += (double) nanos * value.getCountAddedInThisIterationStep();
        }
        maxNanos = interval.getMaxValue();
    }

    /** All that was added. */
    public synchronized Sum sum() {
        return new Sum(Arrays.stream(counts).boxed().toList(), sumNanos, maxNanos);
    }
}
