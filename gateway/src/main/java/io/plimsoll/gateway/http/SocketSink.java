package io.plimsoll.gateway.http;

import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.OrderEvent;
import io.plimsoll.gateway.feed.Place;
import io.plimsoll.gateway.feed.Resync;
import io.plimsoll.gateway.feed.Sink;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;

/** Orders over a WebSocket: each record is a message of its own, and behind each piece one names the place. */
final class SocketSink implements Sink {
    static final int TRY_AGAIN = 1013; // the code of the WebSocket registry for a client that is to come back
    static final int GOING_AWAY = 1001;
    private static final int POLICY = 1008;

    private final CoreSession session;

    SocketSink(final CoreSession session) {
        this.session = session;
    }

    @Override
    public ByteBuffer send(final List<OrderEvent> events, final ByteBuffer shared, final Done done) {
        for (final OrderEvent event : events) {
            send(new Frame(OpCode.TEXT, event.json()), Callback.NOOP, true);
        }
        text(place(events.get(events.size() - 1).place()), done);
        return null; // the events themselves are shared
    }

    private static String place(final Place place) {
        return "{\"type\":\"place\",\"place\":\"" + place + "\"}";
    }

    private void text(final String json, final Done done) {
        send(new Frame(OpCode.TEXT, json), callback(done), false);
    }

    private void send(final Frame frame, final Callback callback, final boolean isMore) {
        session.sendFrame(
                new OutgoingEntry.Builder(frame, callback).batch(isMore).build());
    }

    private static Callback callback(final Done done) {
        return Callback.from(() -> done.done(null), done::done);
    }

    @Override
    public void resync(final Resync resync, final Done done) {
        text(resync.json(), done);
    }

    @Override
    public void idle(final Place place, final Done done) {
        text(place(place), done);
    }

    @Override
    public void end(final Done done) {
        session.close(callback(done));
    }

    @Override
    public void cut(final Cut reason, final Done done) {
        final int status = switch (reason) {
            case STOPPING -> GOING_AWAY;
            case WITHDRAWN -> POLICY;
            default -> TRY_AGAIN;
        };
        session.close(status, reason.code() + ": " + reason.text(), callback(done));
    }

    @Override
    public void abort() {
        session.abort();
    }

    @Override
    public Object format() {
        return SocketSink.class;
    }
}
