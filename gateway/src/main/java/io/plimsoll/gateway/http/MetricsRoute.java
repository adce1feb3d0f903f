package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.OrderFeed;
import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.gateway.feed.Resync;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /metrics}: every {@link GatewayMetric} in the text format of Prometheus. Open to all, since none tells of an order or a client. */
final class MetricsRoute implements Route {
    private static final PrometheusTextFormatWriter WRITER = PrometheusTextFormatWriter.create();
    private static final double NS_PER_SECOND = 1e9;

    private final OrderFeed feed;
    private final Pump pump;
    private final Counters counters;
    private final Connections connections;
    private final Optional<Tokens> tokens;

    MetricsRoute(
            final OrderFeed feed,
            final Pump pump,
            final Counters counters,
            final Connections connections,
            final Optional<Tokens> tokens) {
        this.feed = feed;
        this.pump = pump;
        this.counters = counters;
        this.connections = connections;
        this.tokens = tokens;
    }

    @Override
    public void handle(final Exchange exchange) {
        final List<MetricSnapshot> all = new ArrayList<>();
        for (final GatewayMetric metric : GatewayMetric.values()) {
            all.add(snapshot(metric, values(metric)));
        }
        final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 13);
        try {
            WRITER.write(out, new MetricSnapshots(all));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        exchange.answer(200, WRITER.getContentType(), out.toByteArray());
    }

    /** By the value of the one label; one of the empty text where there is none. */
    private Map<String, Double> values(final GatewayMetric metric) {
        return switch (metric) {
            case READY -> one(feed.isPlaced() && feed.problem().isEmpty() ? 1 : 0);
            case BEHIND -> one(feed.behindNs() / NS_PER_SECOND);
            case CLIENT_LAG -> one(pump.clientLag());
            case HEAD -> one((double) feed.head().place().sequence());
            case CLIENTS -> one(pump.followers());
            case CONNECTIONS -> one(connections.count());
            case TOKENS_PROBLEM -> one(tokens.map(Tokens::problem).orElse("").isEmpty() ? 0 : 1);
            case CONNECTIONS_OPENED -> one(Counter.CONNECTIONS_OPENED);
            case REQUESTS -> one(Counter.REQUESTS);
            case REFUSALS -> refusals();
            case STREAMS_OPENED -> one(Counter.STREAMS_OPENED);
            case EVENTS_SENT -> one(Counter.EVENTS_SENT);
            case SENT -> one(Counter.EVENT_BYTES_SENT);
            case RESYNCS -> resyncs();
            case CUTS -> cuts();
            case CLAIMS -> claims();
            case CONSOLES_OPENED -> one(Counter.CONSOLES_OPENED);
            case KILLS_PASSED_ON -> one(Counter.KILLS_PASSED_ON);
            case ARMS_PASSED_ON -> one(Counter.ARMS_PASSED_ON);
            case FAULTS -> one(Counter.FAULTS);
        };
    }

    private static Map<String, Double> one(final double value) {
        return Map.of("", value);
    }

    private Map<String, Double> one(final Counter counter) {
        return one((double) counters.value(counter));
    }

    private Map<String, Double> refusals() {
        final Map<String, Double> values = new LinkedHashMap<>();
        for (final Refusal refusal : Refusal.values()) {
            values.put(refusal.code(), (double) counters.value(refusal));
        }
        return values;
    }

    private Map<String, Double> resyncs() {
        final Map<String, Double> values = new LinkedHashMap<>();
        for (final Resync.Reason reason : Resync.Reason.values()) {
            values.put(reason.code(), (double) counters.value(Counter.of(reason)));
        }
        return values;
    }

    private Map<String, Double> cuts() {
        final Map<String, Double> values = new LinkedHashMap<>();
        for (final Cut reason : Cut.values()) {
            values.put(reason.code(), (double) counters.value(Counter.of(reason)));
        }
        return values;
    }

    private Map<String, Double> claims() {
        return Map.of(
                "given", (double) counters.value(Counter.CLAIMS_GIVEN),
                "refused", (double) counters.value(Counter.CLAIMS_REFUSED));
    }

    private static MetricSnapshot snapshot(final GatewayMetric metric, final Map<String, Double> values) {
        final MetricMetadata metadata = new MetricMetadata(metric.label().replaceAll("_total$", ""), metric.meaning());
        if (metric.isCounter()) {
            return new CounterSnapshot(
                    metadata,
                    values.entrySet().stream()
                            .map(one ->
                                    new CounterDataPointSnapshot(one.getValue(), labels(metric, one.getKey()), null, 0))
                            .toList());
        }
        return new GaugeSnapshot(
                metadata,
                values.entrySet().stream()
                        .map(one -> new GaugeDataPointSnapshot(one.getValue(), labels(metric, one.getKey()), null))
                        .toList());
    }

    private static Labels labels(final GatewayMetric metric, final String value) {
        return metric.tag().isEmpty() ? Labels.EMPTY : Labels.of(metric.tag(), value);
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
