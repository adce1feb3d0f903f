package io.plimsoll.gateway.http;

import io.plimsoll.gateway.claims.ClaimDesk;
import io.plimsoll.gateway.config.GatewayConfig;
import io.plimsoll.gateway.config.StreamConfig;
import io.plimsoll.gateway.console.Console;
import io.plimsoll.gateway.feed.Cut;
import io.plimsoll.gateway.feed.OrderFeed;
import io.plimsoll.gateway.feed.Pump;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.ReadableLogs;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The whole gateway: one tailer, one pump, one HTTP server. It only reads the journal. Every route is added in the constructor; whoever
 * wants another one adds it there.
 */
public final class Gateway implements AutoCloseable {
    private static final int MAX_THREADS = 16; // none of them ever waits for a client
    private static final long LAST_WORDS_NS = TimeUnit.SECONDS.toNanos(2);

    private final Counters counters = new Counters();
    private final ProblemLog journalProblems =
            new ProblemLog(GatewayCode.JOURNAL_UNREADABLE, "the journal can be read again");
    private final ProblemLog tokensProblems =
            new ProblemLog(GatewayCode.TOKENS_UNUSABLE, "the file of tokens can be used again");
    private final Server server;
    private final ServerConnector connector;
    private final Pump pump;
    private final Gate gate;
    private final Duties duties;
    private final Connections connections;
    private final Optional<Tokens> tokens;
    private final Optional<ClaimDesk> desk;
    private final Console console;

    /**
     * Nothing runs before {@link #start}.
     *
     * @throws UserError when the tokens or the certificate cannot be used
     */
    public Gateway(final GatewayConfig config) {
        this(config, logs(config));
    }

    /** The same over other logs, as tests have them. */
    Gateway(final GatewayConfig config, final ReadableLogs logs) {
        final StreamConfig streams = config.streams();
        final OrderFeed feed = new OrderFeed(logs, streams.windowRecords(), streams.windowBytes());
        pump = new Pump(feed, logs, streams.historyBytes(), streams.limits(), counters);
        connections = new Connections(config.clients(), counters);
        tokens = config.tokens().map(Tokens::new);
        requireTokens(config, tokens);
        duties = new Duties(
                counters, connections::sweep, this::lookAtTokens, () -> journalProblems.tell(feed.problem()));
        gate = new Gate(config, counters, connections, tokens);
        gate.add("/v1/orders", new OrdersRoute(feed, pump, counters));
        gate.add("/v1/stream", new StreamRoute(pump, counters));
        gate.add("/v1/health", new HealthRoute(feed, pump, counters, connections, tokens));
        gate.add("/metrics", new MetricsRoute(feed, pump, counters, connections, tokens));
        gate.add("/v1/openapi.json", new ResourceRoute("/gateway/openapi.json", "application/json"));
        gate.add("/v1/schema.xml", new ResourceRoute("/plimsoll/plimsoll-sbe.xml", "application/xml"));
        final QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("gateway-http");
        server = new Server(threads);
        desk = config.claims()
                .map(directory ->
                        new ClaimDesk(directory, config.maxLeaseNs(), SystemEpochNanoClock.INSTANCE::nanoTime));
        gate.add("/v1/ws", new SocketRoute(server, config.clients(), pump, gate, connections, desk, counters));
        console = new Console(config.console(), counters, streams.limits().stallNs());
        console.routes().forEach(gate::add);
        server.setErrorHandler(new JsonErrors(counters));
        server.setHandler(gate);
        connector = connector(config);
        server.addConnector(connector);
    }

    private void lookAtTokens() {
        tokens.ifPresent(Tokens::refresh);
        tokensProblems.tell(tokens.map(Tokens::problem).orElse(""));
    }

    // A misspelt name would be noticed when somebody has to kill.
    private static void requireTokens(final GatewayConfig config, final Optional<Tokens> tokens) {
        final Set<String> named = new TreeSet<>(config.console().readers());
        named.addAll(config.console().operators());
        tokens.ifPresent(known -> named.removeAll(known.names()));
        if (!named.isEmpty()) {
            throw new UserError(
                    "console: no token in " + config.tokens().orElseThrow() + " is of " + String.join(", ", named));
        }
    }

    private static ReadableLogs logs(final GatewayConfig config) {
        final FrameLogs logs = FrameLogs.in(config.journal());
        return config.isDurable() ? logs.durable() : logs;
    }

    private ServerConnector connector(final GatewayConfig config) {
        final HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(config.clients().headerBytes());
        http.setIdleTimeout(-1);
        final HttpConnectionFactory plain = new HttpConnectionFactory(http);
        plain.addBean(connections); // its own connections only, not TLS around them
        final ServerConnector made = config.tls()
                .map(tls -> new ServerConnector(
                        server, 1, 1, new SslConnectionFactory(Certificate.contexts(tls), "http/1.1"), plain))
                .orElseGet(() -> new ServerConnector(server, 1, 1, plain));
        made.setHost(config.address().getHostAddress());
        made.setPort(config.port());
        made.setIdleTimeout(TimeUnit.NANOSECONDS.toMillis(config.clients().idleTimeoutNs()));
        made.setAcceptQueueSize(1_024);
        return made;
    }

    /**
     * Begins to read and to listen.
     *
     * @throws UserError when it cannot listen there
     */
    public void start() {
        pump.start();
        duties.start();
        try {
            server.start();
        } catch (final IOException e) {
            throw new UserError("cannot listen at " + connector.getHost() + ":" + connector.getPort() + ": "
                    + (e.getCause() == null ? e : e.getCause()).getMessage());
        } catch (final Exception e) {
            throw new IllegalStateException("the HTTP server does not start", e);
        }
    }

    /** The port that it listens at. */
    public int port() {
        return connector.getLocalPort();
    }

    /** What it counts. */
    Counters counters() {
        return counters;
    }

    /** The paths that it has. */
    Iterable<String> paths() {
        return gate.paths();
    }

    /** Tells every client that it stops, and stops. */
    @Override
    public void close() {
        connector.close();
        console.close();
        pump.cutAll(Cut.STOPPING, LAST_WORDS_NS);
        try {
            server.stop();
        } catch (final Exception e) {
            throw new IllegalStateException("the HTTP server does not stop", e);
        } finally {
            duties.close();
            pump.close();
            desk.ifPresent(ClaimDesk::close);
        }
    }
}
