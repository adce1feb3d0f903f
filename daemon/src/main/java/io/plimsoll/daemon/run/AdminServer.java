package io.plimsoll.daemon.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plimsoll.daemon.log.EventLog;
import io.plimsoll.daemon.log.LogCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The admin port, loopback only: {@code GET /health/live}, {@code GET /health/ready}, {@code GET /status}, {@code GET /metrics}, {@code GET
 * /overview}, {@code POST /kill}, {@code POST /arm}, {@code POST /reload}, {@code POST /snapshot} and {@code POST /act}. The overview, which shows accounts, and those
 * that change something need the token from the file {@code admin.token}. Its own threads.
 */
final class AdminServer implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(AdminServer.class);
    private static final int MAX_BODY = 1024;
    private static final int LINES_OF_AN_ACT = 5;
    private static final Answer NO_TOKEN = new Answer(401, "the token from the file admin.token is needed");

    private final HttpServer server;
    private final ExecutorService executor;
    private final AdminActions actions;
    private final byte[] token;
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

    AdminServer(final int port, final String token, final AdminActions actions, final ErrorSink onFailure)
            throws IOException {
        this.actions = actions;
        this.onFailure = onFailure;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        executor = Executors.newFixedThreadPool(2, task -> {
            final Thread thread = new Thread(task, "plimsoll-admin");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        route("/health/live", "GET", exchange -> this.actions.live());
        route("/health/ready", "GET", exchange -> this.actions.ready());
        route("/status", "GET", exchange -> this.actions.status());
        route("/overview", "GET", exchange -> hasToken(exchange) ? this.actions.overview() : NO_TOKEN);
        route(
                "/metrics",
                "GET",
                exchange -> this.actions.metrics(exchange.getRequestHeaders().getFirst("Accept")));
        route("/kill", "POST", exchange -> change(exchange, this.actions::kill));
        route("/arm", "POST", exchange -> change(exchange, this.actions::arm));
        route("/reload", "POST", exchange -> change(exchange, this.actions::reload));
        route("/snapshot", "POST", exchange -> change(exchange, this.actions::snapshot));
        route("/act", "POST", this::act);
    }

    /** Begins to answer: once everything is there that an answer tells of. Until then whoever asks waits. */
    void start() {
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @FunctionalInterface
    private interface Change {
        Answer apply(String operator, String reason);
    }

    private Answer change(final HttpExchange exchange, final Change change) throws IOException {
        if (!hasToken(exchange)) {
            return NO_TOKEN;
        }
        // The operator's name, a line end, the reason. What is more is cut and never a reason to refuse: it may be a
        // kill.
        final String[] lines = body(exchange).split("\n", 2);
        return change.apply(text(lines[0]), lines.length < 2 ? "" : text(lines[1]));
    }

    private Answer act(final HttpExchange exchange) throws IOException {
        if (!hasToken(exchange)) {
            return NO_TOKEN;
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
        final byte[] expected =
                ("Bearer " + new String(token, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(bytes, expected);
    }

    private static String text(final String given) {
        return given.strip().replaceAll("\\s+", " ");
    }

    // Whoever only looks does not end a daemon; what changes something and fails does.
    private static Answer look(final String path, final Route route, final HttpExchange exchange) throws IOException {
        try {
            return route.answer(exchange);
        } catch (final RuntimeException e) {
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

    private static Answer answer(final HttpExchange exchange, final String path, final String method, final Route route)
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
