package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.gateway.feed.Wish;

/** {@code GET /v1/stream}: orders as they come, as server-sent events. */
final class StreamRoute implements Route {
    private final Pump pump;
    private final Counters counters;

    StreamRoute(final Pump pump, final Counters counters) {
        this.pump = pump;
        this.counters = counters;
    }

    @Override
    public void handle(final Exchange exchange) {
        final Wish wish;
        try {
            wish = Wishes.ofStream(exchange);
        } catch (final Wishes.Malformed e) {
            counters.count(Refusal.BAD_REQUEST);
            exchange.refuse(Refusal.BAD_REQUEST, e.getMessage());
            return;
        }
        counters.count(Counter.STREAMS_OPENED);
        final EventStreamSink sink = new EventStreamSink(exchange);
        sink.open(failure -> {
            if (failure == null) {
                pump.follow(wish, sink, exchange.grant()::isWithdrawn);
            }
        });
    }
}
