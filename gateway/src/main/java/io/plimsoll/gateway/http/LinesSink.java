package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.OrderEvent;
import io.plimsoll.gateway.feed.Place;
import io.plimsoll.gateway.feed.Resync;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;

/** NDJSON, to an end. A place that is not there is refused before the first line; after it the answer breaks off. */
final class LinesSink extends HttpSink {
    private final Counters counters;
    private boolean isBegun;

    LinesSink(final Exchange exchange, final Counters counters) {
        super(exchange, OrderEvent::line);
        this.counters = counters;
    }

    @Override
    void begin() {
        if (!isBegun) {
            isBegun = true;
            response().setStatus(200);
            response().getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-ndjson");
        }
    }

    @Override
    public void resync(final Resync resync, final Done done) {
        final Refusal refusal = resync.reason() == Resync.Reason.PRUNED ? Refusal.PRUNED : Refusal.OTHER_JOURNAL;
        counters.count(refusal);
        refuse(refusal, resync.json() + "\n", done);
    }

    @Override
    public void idle(final Place place, final Done done) {
        done.done(null);
    }

    @Override
    public void end(final Done done) {
        begin();
        finish("", done);
    }

    @Override
    public void cut(final Cut reason, final Done done) {
        counters.count(Refusal.NOT_READY);
        refuse(Refusal.NOT_READY, reason.json() + "\n", done);
    }

    private void refuse(final Refusal refusal, final String json, final Done done) {
        if (isBegun) {
            final IOException brokenOff = new IOException("broken off: " + refusal.code());
            complete(brokenOff);
            done.done(brokenOff);
            return;
        }
        response().setStatus(refusal.status());
        response().getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response().write(true, ByteBuffer.wrap(json.getBytes(UTF_8)), exchange().end());
        done.done(null);
    }
}
