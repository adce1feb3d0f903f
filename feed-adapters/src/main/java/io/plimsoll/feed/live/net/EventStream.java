package io.plimsoll.feed.live.net;

import io.plimsoll.feed.live.Connection;
import io.plimsoll.feed.live.ConnectionListener;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Locale;

/** A connection that gives server-sent events: the long answer to a GET. The source's thread only. */
final class EventStream extends Download implements Connection, EventReader.Events {
    private static final String TYPE = "text/event-stream";
    private static final long NANOS_PER_MS = 1_000_000;

    private final ConnectionListener listener;
    private final EventReader reader;
    private final int maxFrameBytes;
    private long receivedNanoTime;

    EventStream(final SourceThread thread, final int maxFrameBytes, final ConnectionListener listener) {
        super(thread);
        this.maxFrameBytes = maxFrameBytes;
        this.listener = listener;
        reader = new EventReader(maxFrameBytes, this);
    }

    @Override
    String begin(final HttpResponse.ResponseInfo info) {
        final String type = info.headers().firstValue("Content-Type").orElse("nothing");
        if (!type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            return "gives " + type + " instead of " + TYPE;
        }
        listener.opened();
        return null;
    }

    @Override
    String part(final ByteBuffer bytes, final long atNanoTime) {
        receivedNanoTime = atNanoTime;
        return reader.read(bytes) ? null : "an event of more than " + maxFrameBytes + " bytes";
    }

    @Override
    public void event(final byte[] data, final int offset, final int length) {
        if (!isDone()) {
            listener.frame(data, offset, length, receivedNanoTime);
        }
    }

    @Override
    public void keepAlive() {
        if (!isDone()) {
            listener.keepAlive();
        }
    }

    @Override
    void end() {
        listener.closed("the venue ended the stream", reader.retryMs() * NANOS_PER_MS);
    }

    @Override
    void fail(final String reason, final long retryAfterNs) {
        listener.closed(reason, Math.max(retryAfterNs, reader.retryMs() * NANOS_PER_MS));
    }

    @Override
    public void send(final String text) {
        throw new UnsupportedOperationException("an event stream takes no messages");
    }

    @Override
    public void ping() {
        // there are none
    }

    @Override
    public void close(final String reason) {
        cancel();
    }
}
