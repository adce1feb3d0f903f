package io.plimsoll.feed.live.net;

import io.plimsoll.feed.live.Connection;
import io.plimsoll.feed.live.ConnectionListener;
import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.Transport;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A WebSocket of the JDK. Parts of a message are joined, the next one is asked for when the one before is done with, and a message that
 * grows too long ends the connection before more of it is kept. The JDK answers pings and close frames. Works on the
 * source's thread, whichever one the client calls on.
 */
final class JdkWebSocket implements Connection, WebSocket.Listener {
    private static final int NORMAL = 1000;
    private static final int MOST_REASON = 100; // of the 123 bytes that a close frame has room for
    private static final int MOST_UNSENT = 64;
    private static final long LINGER_S = 1;

    private final SourceThread thread;
    private final ConnectionListener listener;
    private final FrameBuffer message;
    private final int maxFrameBytes;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private int unsent;
    private WebSocket socket;
    private boolean isClosed;

    JdkWebSocket(final SourceThread thread, final int maxFrameBytes, final ConnectionListener listener) {
        this.thread = thread;
        this.maxFrameBytes = maxFrameBytes;
        this.listener = listener;
        message = new FrameBuffer(maxFrameBytes);
    }

    void connect(final HttpClient client, final Endpoint endpoint) {
        if (isClosed) {
            return;
        }
        final WebSocket.Builder builder =
                client.newWebSocketBuilder().connectTimeout(Duration.ofNanos(Transport.ANSWER_LIMIT_NS));
        endpoint.headers().forEach(builder::header);
        final var unused = builder.buildAsync(endpoint.uri(), this).whenComplete((built, failure) -> {
            if (failure != null) {
                thread.run(() -> refused(Failures.cause(failure)));
            }
        });
    }

    private void refused(final Throwable failure) {
        if (failure instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            final var response = handshake.getResponse();
            fail(Failures.status(response.statusCode()), RetryAfter.ns(response.headers(), Instant.now()));
        } else {
            fail(Failures.text(failure), 0);
        }
    }

    /** Ends it with a failure, once; nothing where it has ended. */
    void fail(final String reason, final long retryAfterNs) {
        if (!isClosed) {
            isClosed = true;
            if (socket != null) {
                socket.abort();
            }
            listener.closed(reason, retryAfterNs);
        }
    }

    @Override
    public void onOpen(final WebSocket opened) {
        thread.run(() -> open(opened));
    }

    private void open(final WebSocket opened) {
        socket = opened;
        if (isClosed) {
            opened.abort();
            return;
        }
        ifOpen(listener::opened);
    }

    @Override
    public CompletionStage<?> onText(final WebSocket from, final CharSequence part, final boolean last) {
        final long receivedNanoTime = System.nanoTime();
        return done(() -> part(message.append(part), last, receivedNanoTime));
    }

    @Override
    public CompletionStage<?> onBinary(final WebSocket from, final ByteBuffer part, final boolean last) {
        final long receivedNanoTime = System.nanoTime();
        return done(() -> part(message.append(part), last, receivedNanoTime));
    }

    // The client leaves a part alone until what this returns is complete.
    private CompletionStage<?> done(final Runnable work) {
        if (thread.isCurrent()) {
            ifOpen(work);
            return null;
        }
        final CompletableFuture<Void> done = new CompletableFuture<>();
        thread.later(() -> {
            ifOpen(work);
            done.complete(null);
        });
        return done;
    }

    private void ifOpen(final Runnable work) {
        if (!isClosed) {
            work.run();
        }
        if (!isClosed) {
            socket.request(1);
        }
    }

    private void part(final boolean fits, final boolean last, final long receivedNanoTime) {
        if (!fits) {
            fail("a message of more than " + maxFrameBytes + " bytes", 0);
        } else if (last) {
            listener.frame(message.bytes(), 0, message.length(), receivedNanoTime);
            message.clear();
        }
    }

    @Override
    public CompletionStage<?> onPing(final WebSocket from, final ByteBuffer payload) {
        return done(listener::keepAlive);
    }

    @Override
    public CompletionStage<?> onPong(final WebSocket from, final ByteBuffer payload) {
        return done(listener::pong);
    }

    @Override
    public CompletionStage<?> onClose(final WebSocket from, final int status, final String reason) {
        thread.run(() -> fail("closed by the venue: " + status + (reason.isEmpty() ? "" : " " + reason), 0));
        return null;
    }

    @Override
    public void onError(final WebSocket from, final Throwable failure) {
        thread.run(() -> fail(Failures.text(failure), 0));
    }

    @Override
    public void send(final String text) {
        enqueue(() -> socket.sendText(text, true));
    }

    @Override
    public void ping() {
        enqueue(() -> socket.sendPing(ByteBuffer.allocate(0)));
    }

    // The JDK takes the next message only when the one before is sent.
    private void enqueue(final Supplier<CompletableFuture<WebSocket>> message) {
        if (isClosed) {
            return;
        }
        unsent++;
        if (unsent > MOST_UNSENT) {
            thread.later(() -> fail("takes nothing that is sent", 0));
            return;
        }
        sent = sent.thenCompose(before -> message.get());
        final var unused = sent.whenComplete((done, failure) -> thread.later(() -> sent(failure)));
    }

    private void sent(final Throwable failure) {
        unsent--;
        if (failure != null) {
            fail("cannot send: " + Failures.text(failure), 0);
        }
    }

    @Override
    public void close(final String reason) {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (socket != null) { // one that is still opening is aborted when it opens
            final WebSocket ending = socket;
            final String text = reason.substring(0, Math.min(reason.length(), MOST_REASON));
            // The close frame may have to wait for a peer that reads nothing; the socket is not kept for that.
            final var unused = ending.sendClose(NORMAL, text).whenComplete((done, failure) -> ending.abort());
            CompletableFuture.delayedExecutor(LINGER_S, TimeUnit.SECONDS, Runnable::run)
                    .execute(ending::abort);
        }
    }
}
