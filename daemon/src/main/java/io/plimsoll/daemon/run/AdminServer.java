package io.plimsoll.daemon.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.plimsoll.daemon.log.EventLog;
import io.plimsoll.daemon.log.LogCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The admin port: {@code GET /health/live}, {@code GET /health/ready}, {@code GET /status}, {@code GET /metrics}, {@code GET /overview},
 * {@code POST /kill}, {@code POST /arm}, {@code POST /reload}, {@code POST /snapshot} and {@code POST /act}. On loopback it speaks HTTP, and
 * the overview, which shows accounts, and those that change something need the token from the file {@code admin.token}. Elsewhere it speaks
 * TLS only, and everything but health needs the token that the configuration names. Its own threads.
 */
final class AdminServer implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(AdminServer.class);
    private static final int BACKLOG = 16;
    private static final int MAX_BODY = 1024;
    private static final int LINES_OF_AN_ACT = 5;
    private static final int THREADS = 8; // so many may send half a request, and a kill is still heard
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final HttpServer server;
    private final ExecutorService executor;
    private final AdminActions actions;
    private final byte[] expected;
    private final Answer noToken;
    private final HandlerErrors errors;
    private final ErrorSink onFailure;

    /** An answer: HTTP status, and text of a content type. */
    record Answer(int status, String text, String contentType) {
        /** JSON where it begins as an object, else plain text. */
        Answer(final int status, final String text) {
            this(status, text + "\n", text.startsWith("{") ? "application/json" : "text/plain");
        }
    }

    /** What the server may ask of the daemon. Any thread. */
    interface AdminActions {
        Answer live();

        Answer ready();

        Answer status();

        /** All that a console shows. */
        Answer overview();

        /**
         * All metrics.
         *
         * @param accept the formats that the scraper takes, as in HTTP; may be null
         */
        Answer metrics(String accept);

        Answer kill(String operator, String reason);

        Answer arm(String operator, String reason);

        /** Has a snapshot written. */
        Answer snapshot(String operator, String reason);

        /** Reads the configuration again and takes over what a running daemon can; all of it or nothing. */
        Answer reload(String operator, String reason);

        /**
         * Does what an operator asks for.
         *
         * @param price empty without one
         */
        Answer act(String operator, String reason, String act, String subject, String price);
    }

    @FunctionalInterface
    private interface Route {
        Answer answer(HttpExchange exchange) throws IOException;
    }

    private AdminServer(
            final HttpServer server,
            final String token,
            final boolean isForAll,
            final String whichToken,
            final AdminActions actions,
            final HandlerErrors errors,
            final ErrorSink onFailure) {
        this.server = server;
        this.actions = actions;
        this.errors = errors;
        this.onFailure = onFailure;
        expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        noToken = new Answer(401, whichToken + " is needed");
        executor = Executors.newFixedThreadPool(THREADS, task -> {
            final Thread thread = new Thread(task, "plimsoll-admin");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        route("/health/live", "GET", exchange -> this.actions.live());
        route("/health/ready", "GET", exchange -> this.actions.ready());
        route("/status", "GET", exchange -> isForAll || hasToken(exchange) ? this.actions.status() : noToken);
        route("/overview", "GET", exchange -> hasToken(exchange) ? this.actions.overview() : noToken);
        route(
                "/metrics",
                "GET",
                exchange -> isForAll || hasToken(exchange)
                        ? this.actions.metrics(exchange.getRequestHeaders().getFirst("Accept"))
                        : noToken);
        route("/kill", "POST", exchange -> change(exchange, this.actions::kill));
        route("/arm", "POST", exchange -> change(exchange, this.actions::arm));
        route("/reload", "POST", exchange -> change(exchange, this.actions::reload));
        route("/snapshot", "POST", exchange -> change(exchange, this.actions::snapshot));
        route("/act", "POST", this::act);
    }

    /** On loopback. */
    static AdminServer local(
            final int port,
            final String token,
            final AdminActions actions,
            final HandlerErrors errors,
            final ErrorSink onFailure)
            throws IOException {
        final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new AdminServer(
                HttpServer.create(address, BACKLOG),
                token,
                true,
                "the token from the file admin.token",
                actions,
                errors,
                onFailure);
    }

    /** For other machines, over TLS. */
    static AdminServer remote(
            final RemoteAdminConfig config,
            final Map<String, String> environment,
            final AdminActions actions,
            final HandlerErrors errors,
            final ErrorSink onFailure)
            throws IOException {
        final SSLContext key = config.readKey(environment);
        final HttpsServer server = HttpsServer.create(new InetSocketAddress(config.address(), config.port()), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(key) {
            @Override
            public void configure(final HttpsParameters parameters) {
                final SSLParameters wanted = key.getDefaultSSLParameters();
                wanted.setProtocols(PROTOCOLS);
                parameters.setSSLParameters(wanted);
            }
        });
        return new AdminServer(
                server, config.readToken(environment), false, "the token of admin.remote", actions, errors, onFailure);
    }

    /** Begins to answer: once everything is there that an answer tells of. Until then whoever asks waits. */
    void start() {
        server.start();
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @FunctionalInterface
    private interface Change {
        Answer apply(String operator, String reason);
    }

    private Answer change(final HttpExchange exchange, final Change change) throws IOException {
        if (!hasToken(exchange)) {
            return noToken;
        }
        // The operator's name, a line end, the reason. What is more is cut and never a reason to refuse: it may be a
        // kill.
        final String[] lines = body(exchange).split("\n", 2);
        return change.apply(text(lines[0]), lines.length < 2 ? "" : text(lines[1]));
    }

    private Answer act(final HttpExchange exchange) throws IOException {
        if (!hasToken(exchange)) {
            return noToken;
        }
        final String[] lines = body(exchange).split("\n", -1);
        return lines.length < LINES_OF_AN_ACT
                ? new Answer(
                        400, "not done: expected five lines: operator, reason, act, subject, and a price or nothing")
                : actions.act(text(lines[0]), text(lines[1]), text(lines[2]), text(lines[3]), text(lines[4]));
    }

    private static String body(final HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    private boolean hasToken(final HttpExchange exchange) {
        final String given = exchange.getRequestHeaders().getFirst("Authorization");
        final byte[] bytes = given == null ? new byte[0] : given.getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(bytes, expected);
    }

    private static String text(final String given) {
        return given.strip().replaceAll("\\s+", " ");
    }

    // Whoever only looks does not end a daemon; what changes something and fails does.
    private Answer look(final String path, final Route route, final HttpExchange exchange) throws IOException {
        try {
            return route.answer(exchange);
        } catch (final RuntimeException e) {
            errors.threw(HandlerErrors.Handler.ADMIN_PORT);
            LOG.error(LogCode.ANSWER_FAILED, "GET {} failed", path, e);
            return new Answer(500, "a fault of the program: the daemon's log has it");
        }
    }

    private void route(final String path, final String method, final Route route) {
        server.createContext(path, exchange -> {
            try {
                send(exchange, answer(exchange, path, method, route));
            } catch (final RuntimeException | Error e) {
                // Before the connection is closed: whoever asked learns of the fault after the daemon does.
                onFailure.onError("admin port", e);
                throw e;
            } finally {
                exchange.close();
            }
        });
    }

    private Answer answer(final HttpExchange exchange, final String path, final String method, final Route route)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return new Answer(404, "no such path");
        }
        if (!exchange.getRequestMethod().equals(method)) {
            return new Answer(405, "expected " + method);
        }
        return method.equals("GET") ? look(path, route, exchange) : route.answer(exchange);
    }

    private static void send(final HttpExchange exchange, final Answer answer) throws IOException {
        final byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
