package io.plimsoll.gateway.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.http.Counter;
import io.plimsoll.gateway.http.Counters;
import io.plimsoll.gateway.http.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;

/**
 * One open console, which takes server-sent events. One write is in flight at a time: what comes meanwhile is left out, since what comes next
 * says it anew; whoever takes nothing for long, or whose token is withdrawn, is cut off. {@link #show} is the watch's thread's.
 */
final class Viewer {
    private final Exchange exchange;
    private final Counters counters;
    private final long stallNs;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile boolean isBusy;
    private final String greeting;
    private volatile boolean isNew = true;
    private long busySinceNs;

    /**
     * Begins its answer.
     *
     * @param greeting shown to it before anything else
     * @param stallNs after which one that takes nothing is cut off
     */
    Viewer(final Exchange exchange, final String greeting, final Counters counters, final long stallNs) {
        this.exchange = exchange;
        this.greeting = greeting;
        this.counters = counters;
        this.stallNs = stallNs;
        exchange.response().setStatus(200);
        exchange.response().getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
        exchange.response()
                .getHeaders()
                .put("X-Accel-Buffering", "no"); // a proxy that gathers would make it look stale
    }

    /** Whether nothing was shown to it yet. */
    boolean isNew() {
        return isNew;
    }

    /** Shows an event unless it is still busy with one before; false when it has gone. */
    boolean show(final String event) {
        if (isOver.get()) {
            return false;
        }
        if (exchange.grant().isWithdrawn()) {
            counters.count(Counter.CUT_WITHDRAWN);
            end("your token is withdrawn");
            return false;
        }
        final long nowNs = System.nanoTime();
        if (!isBusy) {
            final String text = isNew ? greeting + event : event;
            isNew = false;
            isBusy = true;
            busySinceNs = nowNs;
            exchange.response()
                    .write(
                            false,
                            ByteBuffer.wrap(text.getBytes(UTF_8)),
                            Callback.from(() -> isBusy = false, this::complete));
        } else if (nowNs - busySinceNs > stallNs) {
            counters.count(Counter.CUT_STALLED);
            abort("takes nothing");
        }
        return !isOver.get();
    }

    /** Says why nothing more comes, to one that takes it, and ends. */
    void end(final String why) {
        if (isBusy) {
            abort(why);
        } else if (!isOver.get()) {
            isBusy = true;
            exchange.response()
                    .write(
                            true,
                            ByteBuffer.wrap(("event: problem\ndata: {\"text\":\"" + why + "\"}\n\n").getBytes(UTF_8)),
                            Callback.from(() -> complete(null), this::complete));
        }
    }

    private void abort(final String why) {
        exchange.request().getConnectionMetaData().getConnection().getEndPoint().close();
        complete(new IOException(why));
    }

    private void complete(final Throwable failure) {
        if (isOver.compareAndSet(false, true)) {
            if (failure == null) {
                exchange.end().succeeded();
            } else {
                exchange.end().failed(failure);
            }
        }
    }
}
