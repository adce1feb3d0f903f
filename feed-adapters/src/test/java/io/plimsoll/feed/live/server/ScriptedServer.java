package io.plimsoll.feed.live.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * A server (Jetty) on a free loopback port that plays one {@link Script} for each request, in the order in which they come; one too many
 * is ended at once. Each script has a thread. What a client did against a script is thrown by {@link #check}, and by closing.
 */
public final class ScriptedServer implements AutoCloseable {
    private final Server server = new Server();
    private final PacedConnector connector;
    private final WebSocketMappings mappings;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean isClosed;

    public ScriptedServer(final Script... scripts) {
        this(null, scripts);
    }

    /** A server that speaks TLS. */
    public ScriptedServer(final SSLContext tls, final Script... scripts) {
        this.scripts.addAll(List.of(scripts));
        connector = new PacedConnector(server, tls == null ? null : factory(tls));
        server.addConnector(connector);
        mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(final Request request, final Response response, final Callback callback) {
                answer(request, response, callback);
                return true;
            }
        });
        LifeCycle.start(server);
    }

    private static SslContextFactory.Server factory(final SSLContext tls) {
        final SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls);
        return factory;
    }

    /** Address of a path here, as {@code ws} and {@code /stream?x=1}. */
    public URI uri(final String scheme, final String path) {
        return URI.create(scheme + "://localhost:" + connector.getLocalPort() + path);
    }

    private void answer(final Request request, final Response response, final Callback callback) {
        requests.add(head(request));
        final PacedEndPoint endPoint = PacedEndPoint.of(request);
        final Script script = scripts.poll();
        if (script == null) {
            endPoint.close();
            return;
        }
        if (!script.admits(request.getHttpURI().getPathQuery(), request.getHeaders()::get)) {
            Response.writeError(request, response, callback, HttpStatus.UNAUTHORIZED_401);
            return;
        }
        switch (script.kind()) {
            case WEB_SOCKET -> upgrade(new SocketPeer(this, script, endPoint), request, response, callback);
            case ANSWER -> {
                response.setStatus(script.status());
                script.headers().forEach(response.getHeaders()::put);
                play(script, new AnswerPeer(endPoint, response, callback));
            }
            default -> {
                // the client waits
            }
        }
    }

    private static String head(final Request request) {
        final StringBuilder head = new StringBuilder(request.getMethod())
                .append(' ')
                .append(request.getHttpURI().getPathQuery())
                .append(' ')
                .append(request.getConnectionMetaData().getHttpVersion().asString())
                .append("\r\n");
        for (final HttpField field : request.getHeaders()) {
            head.append(field.getName()).append(": ").append(field.getValue()).append("\r\n");
        }
        return head.toString();
    }

    private void upgrade(
            final SocketPeer peer, final Request request, final Response response, final Callback callback) {
        final Configuration.ConfigurationCustomizer settings = new Configuration.ConfigurationCustomizer();
        settings.setMaxFrameSize(0); // a script may send what it likes
        settings.setAutoFragment(false);
        settings.setIdleTimeout(Duration.ZERO);
        final WebSocketNegotiator negotiator = new WebSocketNegotiator.AbstractNegotiator() {
            @Override
            public FrameHandler negotiate(
                    final ServerUpgradeRequest asked, final ServerUpgradeResponse agreed, final Callback negotiated) {
                return peer;
            }
        };
        if (!mappings.upgrade(negotiator, request, response, callback, settings)) {
            fail(new AssertionError("no handshake of a WebSocket: " + head(request)));
            peer.end();
        }
    }

    void play(final Script script, final Peer peer) {
        final Thread player = new Thread(
                () -> {
                    try {
                        script.play(peer);
                    } catch (final IOException e) {
                        // the client went away, which it may
                    } catch (final InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (final RuntimeException | AssertionError e) {
                        fail(e);
                    }
                },
                "scripted-server-" + requests.size());
        player.setDaemon(true);
        player.start();
    }

    void fail(final Throwable failure) {
        if (!isClosed) {
            failures.add(failure);
        }
    }

    void received(final Received frame) {
        received.add(frame);
    }

    /** Heads of the requests that came so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Frames that clients sent so far. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** Throws what a client did against its script. */
    public void check() {
        final List<Throwable> soFar = List.copyOf(failures);
        if (!soFar.isEmpty()) {
            throw new AssertionError("against the script", soFar.get(0));
        }
    }

    @Override
    public void close() {
        isClosed = true;
        LifeCycle.stop(server);
        check();
    }
}
