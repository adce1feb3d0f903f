package io.plimsoll.gateway.http;

import io.plimsoll.gateway.claims.ClaimDesk;
import io.plimsoll.gateway.config.ClientLimits;
import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.gateway.feed.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/** {@code GET /v1/ws}: orders and claims over a WebSocket, without compression. */
final class SocketRoute implements Route {
    private static final int FRAME_BYTES = 1 << 20; // of what is sent; what comes has a limit of its own

    private final WebSocketMappings mappings;
    private final ClientLimits limits;
    private final Pump pump;
    private final Gate gate;
    private final Connections connections;
    private final Optional<ClaimDesk> desk;
    private final Counters counters;

    SocketRoute(
            final Server server,
            final ClientLimits limits,
            final Pump pump,
            final Gate gate,
            final Connections connections,
            final Optional<ClaimDesk> desk,
            final Counters counters) {
        this.mappings = new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        this.limits = limits;
        this.pump = pump;
        this.gate = gate;
        this.connections = connections;
        this.desk = desk;
        this.counters = counters;
    }

    @Override
    public void handle(final Exchange exchange) {
        final Wish wish;
        try {
            wish = Wishes.ofStream(exchange);
        } catch (final Wishes.Malformed e) {
            counters.count(Refusal.BAD_REQUEST);
            exchange.refuse(Refusal.BAD_REQUEST, e.getMessage());
            return;
        }
        final Configuration.ConfigurationCustomizer settings = new Configuration.ConfigurationCustomizer();
        settings.setMaxFrameSize(FRAME_BYTES);
        settings.setAutoFragment(false);
        settings.setIdleTimeout(Duration.ofNanos(limits.idleTimeoutNs()));
        final boolean isUpgraded = mappings.upgrade(
                new Negotiator(exchange, wish), exchange.request(), exchange.response(), exchange.end(), settings);
        if (!isUpgraded) {
            counters.count(Refusal.BAD_REQUEST);
            exchange.refuse(Refusal.BAD_REQUEST, "expected the upgrade to a WebSocket, version 13");
        }
    }

    /** Makes the session of one request. */
    private final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
        private final Exchange exchange;
        private final Wish wish;

        Negotiator(final Exchange exchange, final Wish wish) {
            this.exchange = exchange;
            this.wish = wish;
        }

        @Override
        public FrameHandler negotiate(
                final ServerUpgradeRequest request, final ServerUpgradeResponse response, final Callback callback) {
            response.setExtensions(List.of());
            if (request.hasSubProtocol(Credentials.PROTOCOL)) {
                response.setAcceptedSubProtocol(Credentials.PROTOCOL);
            }
            final String address =
                    Connections.address(request.getConnectionMetaData().getRemoteSocketAddress());
            final String client = exchange.client();
            gate.stay(client);
            connections.upgrade(address);
            final AtomicBoolean isClosed = new AtomicBoolean();
            return new SocketSession(wish, exchange.grant(), limits.messageBytes(), pump, gate, desk, counters, () -> {
                if (isClosed.compareAndSet(false, true)) {
                    gate.leave(client);
                    connections.closeUpgraded(address);
                }
            });
        }
    }
}
