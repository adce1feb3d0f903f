package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.feed.Head;
import io.plimsoll.gateway.feed.OrderFeed;
import io.plimsoll.gateway.feed.Pump;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /v1/health}: whether orders come through, how far, and everything counted; 503 where they do not. */
final class HealthRoute implements Route {
    private final OrderFeed feed;
    private final Pump pump;
    private final Counters counters;
    private final Connections connections;
    private final Optional<Tokens> tokens;

    HealthRoute(
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
        final boolean isReady = feed.isPlaced() && feed.problem().isEmpty();
        exchange.answer(isReady ? 200 : 503, "application/json", json(isReady).getBytes(UTF_8));
    }

    private String json(final boolean isReady) {
        final Head head = feed.head();
        final StringBuilder json = new StringBuilder(1024)
                .append("{\"status\":\"")
                .append(isReady ? "ready" : "not-ready")
                .append("\",\"problem\":\"")
                .append(JsonText.escape(feed.problem()))
                .append("\",\"tokensProblem\":\"")
                .append(JsonText.escape(tokens.map(Tokens::problem).orElse("")))
                .append("\",\"head\":\"")
                .append(head.place())
                .append("\",\"generation\":")
                .append(head.generation())
                .append(",\"clients\":")
                .append(pump.followers())
                .append(",\"connections\":")
                .append(connections.count())
                .append(",\"counters\":{");
        for (final Counter counter : Counter.values()) {
            append(json, counter.name().toLowerCase(Locale.ROOT), counters.value(counter));
        }
        for (final Refusal refusal : Refusal.values()) {
            append(json, "refused_" + refusal.name().toLowerCase(Locale.ROOT), counters.value(refusal));
        }
        json.setLength(json.length() - 1);
        return json.append("}}\n").toString();
    }

    private static void append(final StringBuilder json, final String name, final long value) {
        json.append('"').append(name).append("\":").append(value).append(',');
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
