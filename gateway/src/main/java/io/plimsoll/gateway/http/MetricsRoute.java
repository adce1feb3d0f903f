package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.OrderFeed;
import io.plimsoll.gateway.feed.Pump;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@code GET /metrics}: what {@code /v1/health} says, in the text format of Prometheus. Open to all, as that is: no order, no client by name. */
final class MetricsRoute implements Route {
    private static final String PREFIX = "plimsoll_gateway_";
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();

    private final OrderFeed feed;
    private final Pump pump;
    private final Counters counters;
    private final Connections connections;

    MetricsRoute(final OrderFeed feed, final Pump pump, final Counters counters, final Connections connections) {
        this.feed = feed;
        this.pump = pump;
        this.counters = counters;
        this.connections = connections;
    }

    @Override
    public void handle(final Exchange exchange) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 13);
        try {
            WRITER.write(out, snapshots());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.answer(200, WRITER.getContentType(), out.toByteArray());
    }

    private MetricSnapshots snapshots() {
        final boolean isReady = feed.isPlaced() && feed.problem().isEmpty();
        final List<MetricSnapshot> all = new ArrayList<>();
        all.add(gauge("ready", "1 while orders come through.", isReady ? 1 : 0));
        all.add(gauge(
                "head_sequence",
                "Sequence of the newest record of orders read.",
                feed.head().place().sequence()));
        all.add(gauge("clients", "Clients that follow.", pump.followers()));
        all.add(gauge("connections", "Connections that are open.", connections.count()));
        for (final Counter counter : Counter.values()) {
            final String name = counter.name().toLowerCase(Locale.ROOT);
            all.add(new CounterSnapshot(
                    new MetricMetadata(PREFIX + name, "Since the start: " + name.replace('_', ' ') + "."),
                    List.of(point(counters.value(counter), Labels.EMPTY))));
        }
        all.add(new CounterSnapshot(
                new MetricMetadata(PREFIX + "refusals", "Requests refused since the start, by reason."),
                Arrays.stream(Refusal.values())
                        .map(refusal -> point(counters.value(refusal), Labels.of("reason", refusal.code())))
                        .toList()));
        return new MetricSnapshots(all);
    }

    private static GaugeSnapshot gauge(final String name, final String help, final long value) {
        return new GaugeSnapshot(
                new MetricMetadata(PREFIX + name, help),
                List.of(new GaugeDataPointSnapshot((double) value, Labels.EMPTY, null)));
    }

    private static CounterDataPointSnapshot point(final long value, final Labels labels) {
        return new CounterDataPointSnapshot((double) value, labels, null, 0);
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
