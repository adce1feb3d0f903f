package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.eclipse.jetty.websocket.core.exception.ProtocolException;

/** A WebSocket. What comes is taken down on the library's threads: pings are answered, closes as the library does. */
final class SocketPeer extends Peer implements FrameHandler {
    private final ScriptedServer server;
    private final Script script;
    private final BlockingQueue<Optional<String>> texts = new LinkedBlockingQueue<>();
    private volatile CoreSession session;

    SocketPeer(final ScriptedServer server, final Script script, final PacedEndPoint endPoint) {
        super(endPoint);
        this.server = server;
        this.script = script;
    }

    @Override
    public void onOpen(final CoreSession opened, final Callback callback) {
        session = opened;
        callback.succeeded();
        opened.demand();
        server.play(script, this);
    }

    @Override
    public void onFrame(final Frame frame, final Callback callback) {
        final byte[] payload = BufferUtil.toArray(frame.getPayload());
        final Received received = new Received(frame.getOpCode(), new String(payload, StandardCharsets.UTF_8));
        server.received(received);
        if (received.opcode() == OpCode.TEXT) {
            texts.add(Optional.of(received.text()));
        } else if (received.opcode() == OpCode.PING) {
            session.sendFrame(
                    new OutgoingEntry.Builder(new Frame(OpCode.PONG, BufferUtil.toBuffer(payload)), Callback.NOOP)
                            .build());
        }
        callback.succeeded();
        session.demand();
    }

    @Override
    public void onError(final Throwable cause, final Callback callback) {
        if (cause instanceof ProtocolException) {
            server.fail(cause);
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(final CloseStatus status, final Callback callback) {
        texts.add(Optional.empty());
        callback.succeeded();
    }

    @Override
    void send(final List<Frame> frames) throws IOException, InterruptedException {
        final Callback.Completable sent = new Callback.Completable();
        for (int i = 0; i < frames.size(); i++) {
            final boolean isLast = i == frames.size() - 1;
            session.sendFrame(new OutgoingEntry.Builder(frames.get(i), isLast ? sent : Callback.NOOP)
                    .batch(!isLast)
                    .build());
        }
        await(sent);
    }

    @Override
    void write(final byte[] bytes) {
        throw new IllegalStateException("a WebSocket has no body");
    }

    @Override
    void expect(final String message) throws InterruptedException {
        final Optional<String> received = texts.take();
        if (!received.equals(Optional.of(message))) {
            throw new AssertionError("expected of the client: " + message + "; came: " + received.orElse("its end"));
        }
    }

    @Override
    void close(final int status, final String reason) throws IOException, InterruptedException {
        final Callback.Completable closed = new Callback.Completable();
        session.close(status, reason, closed);
        await(closed);
    }

    @Override
    void finish() {
        // it listens on until the client goes away
    }
}
