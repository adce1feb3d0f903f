package io.plimsoll.daemon.venue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plimsoll.feed.live.server.QuotedVenue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;

/**
 * Five venues in a process of its own, on two ports of the loopback interface, one for WebSockets and one for event streams:
 * {@code [port port]}. A path says which of them a client speaks to, and they speak as {@link QuotedVenue} quotes them; each tells the same
 * two prices, over and over, unless told to lie. Does what standard input says, a command a line: {@code price BTC 40000},
 * {@code slide BTC 36000} (by a thousandth at a time), {@code lie coinbase 50} (percent of the truth; 100 ends it). Prints
 * {@code READY port port} first.
 */
public final class ExampleOracle {
    private static final long CENTS = 100;

    private final Map<String, Long> cents =
            new ConcurrentHashMap<>(Map.of("BTC", 40_000 * CENTS, "ETH", 2_000 * CENTS));
    private final Map<String, Long> goals = new ConcurrentHashMap<>();
    private final Map<QuotedVenue, Integer> percents = new ConcurrentHashMap<>();

    private ExampleOracle() {}

    public static void main(final String[] args) throws Exception {
        new ExampleOracle()
                .run(args.length > 0 ? Integer.parseInt(args[0]) : 0, args.length > 1 ? Integer.parseInt(args[1]) : 0);
    }

    private void run(final int socketPort, final int streamPort) throws Exception {
        final ServerConnector sockets = listenForSockets(socketPort);
        final HttpServer streams =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), streamPort), 0);
        streams.setExecutor(work -> start("oracle-client", work));
        streams.createContext("/", this::stream);
        streams.start();
        System.out.println(
                "READY " + sockets.getLocalPort() + " " + streams.getAddress().getPort());
        obeyAll();
    }

    private ServerConnector listenForSockets(final int port) throws Exception {
        final Server server = new Server();
        final ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("localhost");
        connector.setPort(port);
        server.addConnector(connector);
        final WebSocketMappings mappings =
                new WebSocketMappings(WebSocketServerComponents.ensureWebSocketComponents(server));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(final Request request, final Response response, final Callback callback) {
                final QuotedVenue venue = QuotedVenue.at(Request.getPathInContext(request));
                return mappings.upgrade(
                        new Negotiator(venue),
                        request,
                        response,
                        callback,
                        new Configuration.ConfigurationCustomizer());
            }
        });
        server.start();
        return connector;
    }

    /** Makes a client of who comes to a venue. */
    private final class Negotiator extends WebSocketNegotiator.AbstractNegotiator {
        private final QuotedVenue venue;

        Negotiator(final QuotedVenue venue) {
            this.venue = venue;
        }

        @Override
        public FrameHandler negotiate(
                final ServerUpgradeRequest request, final ServerUpgradeResponse response, final Callback callback) {
            return new OracleClient(ExampleOracle.this, venue);
        }
    }

    private void stream(final HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0); // chunked
            new OracleClient(this, QuotedVenue.at(exchange.getRequestURI().getPath())).tell(exchange.getResponseBody());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void start(final String name, final Runnable work) {
        final Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a venue says that a coin is worth, in cents. Any thread. */
    long price(final QuotedVenue venue, final String coin) {
        final long truth = cents.compute(coin, (name, now) -> now + step(now, goals.getOrDefault(name, now)));
        return truth * percents.getOrDefault(venue, 100) / 100;
    }

    private static long step(final long now, final long goal) {
        final long most = now / 1_000;
        return Math.max(-most, Math.min(most, goal - now));
    }

    private void obeyAll() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().forEach(this::obey);
        }
    }

    private void obey(final String command) {
        final String[] words = command.split(" ", 3);
        switch (words[0]) {
            case "price" -> {
                goals.put(words[1], Long.parseLong(words[2]) * CENTS);
                cents.put(words[1], Long.parseLong(words[2]) * CENTS);
            }
            case "slide" -> goals.put(words[1], Long.parseLong(words[2]) * CENTS);
            case "lie" ->
                percents.put(QuotedVenue.valueOf(words[1].toUpperCase(Locale.ROOT)), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("unknown command: " + command);
        }
        System.out.println("DONE " + command);
    }
}
