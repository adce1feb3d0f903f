package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.OrderEvent;
import io.plimsoll.gateway.feed.Place;
import io.plimsoll.gateway.feed.Resync;
import org.eclipse.jetty.http.HttpHeader;

/** Server-sent events: an order is an event without a name, whatever else is said has one. */
final class EventStreamSink extends HttpSink {
    EventStreamSink(final Exchange exchange) {
        super(exchange, OrderEvent::sse);
        response().setStatus(200);
        response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        response().getHeaders().put("X-Accel-Buffering", "no"); // a proxy that gathers would hold orders back
    }

    /** The headers, and how soon to come back. */
    void open(final Done done) {
        write("retry: 1000\n\n", done);
    }

    @Override
    public void resync(final Resync resync, final Done done) {
        write(event("resync", resync.json()), done);
    }

    @Override
    public void idle(final Place place, final Done done) {
        write("id: " + place + "\n\n", done); // no event, but a browser keeps the id
    }

    @Override
    public void end(final Done done) {
        finish("", done);
    }

    @Override
    public void cut(final Cut reason, final Done done) {
        finish(event("cut", reason.json()), done);
    }

    private static String event(final String name, final String json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }
}
