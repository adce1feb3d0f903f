package io.plimsoll.daemon.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The values of one moment, gathered metric by metric, as the client library's snapshots. Of two values of one series the later stays. One thread. */
public final class Scrape {
    private static final double NANOS = 1e9;
    private static final long NO_TIME = 0;

    private final Map<Metric, Map<Labels, Double>> values = new EnumMap<>(Metric.class);
    private final Map<Metric, Map<Labels, Durations.Sum>> durations = new EnumMap<>(Metric.class);

    /** A value in the metric's unit, with one value for each of its labels. */
    public Scrape set(final Metric metric, final double value, final String... labelValues) {
        values.computeIfAbsent(metric, any -> new LinkedHashMap<>()).put(labels(metric, labelValues), value);
        return this;
    }

    /** A count. */
    public Scrape set(final Metric metric, final long count, final String... labelValues) {
        return set(metric, (double) count, labelValues);
    }

    /** A duration in nanoseconds, of a metric in seconds. */
    public Scrape setNanos(final Metric metric, final long nanos, final String... labelValues) {
        return set(metric, nanos / NANOS, labelValues);
    }

    /** 1 or 0. */
    public Scrape set(final Metric metric, final boolean value, final String... labelValues) {
        return set(metric, value ? 1 : 0, labelValues);
    }

    /** 1 for the label's value that holds now, 0 for all others. */
    public Scrape setOneOf(final Metric metric, final List<String> all, final String current) {
        all.forEach(one -> set(metric, one.equals(current), one));
        return this;
    }

    /** What a histogram has counted. */
    public Scrape set(final Metric metric, final Durations.Sum sum, final String... labelValues) {
        durations.computeIfAbsent(metric, any -> new LinkedHashMap<>()).put(labels(metric, labelValues), sum);
        return this;
    }

    private static Labels labels(final Metric metric, final String... labelValues) {
        return Labels.of(metric.labels().toArray(String[]::new), labelValues);
    }

    /** All that was set. */
    public MetricSnapshots snapshots() {
        final List<MetricSnapshot> all = new ArrayList<>();
        values.forEach((metric, points) -> all.add(snapshot(metric, points)));
        durations.forEach((metric, points) -> all.add(
                new HistogramSnapshot(metadata(metric, ""), points(points, (labels, sum) -> histogram(labels, sum)))));
        return new MetricSnapshots(all);
    }

    private static MetricSnapshot snapshot(final Metric metric, final Map<Labels, Double> points) {
        return switch (metric.type()) {
            case GAUGE ->
                new GaugeSnapshot(
                        metadata(metric, ""),
                        points(points, (labels, value) -> new GaugeDataPointSnapshot(value, labels, null)));
            case COUNTER ->
                new CounterSnapshot(
                        metadata(metric, "_total"),
                        points(points, (labels, value) -> new CounterDataPointSnapshot(value, labels, null, NO_TIME)));
            case INFO ->
                new InfoSnapshot(
                        metadata(metric, "_info"),
                        points(points, (labels, value) -> new InfoDataPointSnapshot(labels)));
            case HISTOGRAM -> throw new IllegalArgumentException(metric + " is a histogram");
        };
    }

    private static <V, P> List<P> points(final Map<Labels, V> points, final BiFunction<Labels, V, P> point) {
        final List<P> all = new ArrayList<>(points.size());
        points.forEach((labels, value) -> all.add(point.apply(labels, value)));
        return all;
    }

    private static HistogramDataPointSnapshot histogram(final Labels labels, final Durations.Sum sum) {
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(Durations.boundsSeconds(), sum.counts()),
                sum.nanos() / NANOS,
                labels,
                Exemplars.EMPTY,
                NO_TIME);
    }

    // The library puts a type's ending behind the name by itself.
    private static MetricMetadata metadata(final Metric metric, final String ending) {
        final String name = metric.label().substring(0, metric.label().length() - ending.length());
        return metric.unit() == MetricUnit.NONE
                ? new MetricMetadata(name, metric.meaning())
                : new MetricMetadata(
                        name, metric.meaning(), new Unit(metric.unit().label()));
    }
}
