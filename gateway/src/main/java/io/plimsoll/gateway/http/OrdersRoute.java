package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.OrderFeed;
import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.gateway.feed.Wish;

/** {@code GET /v1/orders}: what there is after a place, as NDJSON. */
final class OrdersRoute implements Route {
    /** Says up to where the log reached when the answer began. */
    static final String NEXT = "Plimsoll-Head";

    private final OrderFeed feed;
    private final Pump pump;
    private final Counters counters;

    OrdersRoute(final OrderFeed feed, final Pump pump, final Counters counters) {
        this.feed = feed;
        this.pump = pump;
        this.counters = counters;
    }

    @Override
    public void handle(final Exchange exchange) {
        if (!feed.isPlaced() || !feed.problem().isEmpty()) {
            counters.count(Refusal.NOT_READY);
            exchange.refuse(Refusal.NOT_READY, feed.isPlaced() ? feed.problem() : "the log's end is being looked for");
            return;
        }
        final Wish wish;
        try {
            wish = Wishes.ofLines(exchange);
        } catch (final Wishes.Malformed e) {
            counters.count(Refusal.BAD_REQUEST);
            exchange.refuse(Refusal.BAD_REQUEST, e.getMessage());
            return;
        }
        exchange.response().getHeaders().put(NEXT, feed.head().place().toString());
        pump.follow(wish, new LinesSink(exchange, counters), exchange.grant()::isWithdrawn);
    }
}
