package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.gateway.feed.OrderEvent;
import io.plimsoll.gateway.feed.Sink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What streams over plain HTTP have in common: one buffer of events at a time, shared by all clients that get the same. */
abstract class HttpSink implements Sink {
    private final Exchange exchange;
    private final Function<OrderEvent, ByteBuffer> part;
    private final AtomicBoolean isOver = new AtomicBoolean();

    /** @param part of an event that this format shows */
    HttpSink(final Exchange exchange, final Function<OrderEvent, ByteBuffer> part) {
        this.exchange = exchange;
        this.part = part;
    }

    /** The answer. */
    final Response response() {
        return exchange.response();
    }

    /** The request with its answer. */
    final Exchange exchange() {
        return exchange;
    }

    @Override
    public final ByteBuffer send(final List<OrderEvent> events, final ByteBuffer shared, final Done done) {
        begin();
        final ByteBuffer bytes = shared == null ? bytes(events) : shared;
        exchange.response().write(false, bytes.duplicate(), callback(done));
        return bytes;
    }

    private ByteBuffer bytes(final List<OrderEvent> events) {
        final List<ByteBuffer> parts = events.stream().map(part).toList();
        final ByteBuffer bytes = ByteBuffer.allocate(
                parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(bytes::put);
        return bytes.flip();
    }

    /** Before the first bytes. */
    void begin() {
        // nothing, unless the format needs it
    }

    final void write(final String text, final Done done) {
        exchange.response().write(false, ByteBuffer.wrap(text.getBytes(UTF_8)), callback(done));
    }

    /** Writes the last bytes, and ends the answer. */
    final void finish(final String text, final Done done) {
        exchange.response()
                .write(
                        true,
                        ByteBuffer.wrap(text.getBytes(UTF_8)),
                        Callback.from(
                                () -> {
                                    complete(null);
                                    done.done(null);
                                },
                                failure -> {
                                    complete(failure);
                                    done.done(failure);
                                }));
    }

    private Callback callback(final Done done) {
        return Callback.from(() -> done.done(null), failure -> {
            complete(failure);
            done.done(failure);
        });
    }

    /** Ends the exchange once. */
    final void complete(final Throwable failure) {
        if (isOver.compareAndSet(false, true)) {
            if (failure == null) {
                exchange.end().succeeded();
            } else {
                exchange.end().failed(failure);
            }
        }
    }

    @Override
    public final void abort() {
        exchange.request().getConnectionMetaData().getConnection().getEndPoint().close();
        complete(new IOException("cut off"));
    }

    @Override
    public final Object format() {
        return getClass();
    }
}
