package io.plimsoll.daemon.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.plimsoll.daemon.log.LogCode;
import io.plimsoll.journal.talk.EventLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The admin port: {@code GET /health/live}, {@code GET /health/ready}, {@code GET /status}, {@code GET /metrics}, {@code GET /overview},
 * {@code POST /kill}, {@code POST /arm}, {@code POST /reload}, {@code POST /snapshot} and {@code POST /act}. On loopback it speaks HTTP, and
 * the overview, which shows accounts, and those that change something need the token from the file {@code admin.token}. Elsewhere it speaks
 * TLS only, and everything but health needs a token that the configuration names: one is good for everything, one for status and metrics.
 * Its own threads.
 */
final class AdminServer implements AutoCloseable {
    private static final EventLog LOG = EventLog.of(AdminServer.class);
    private static final int BACKLOG = 128;
    private static final int MAX_BODY = 1024;
    private static final int LINES_OF_AN_ACT = 5;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    static {
        AdminThreads.boundServers();
    }

    private final HttpServer server;
    private final AdminThreads threads;
    private final AdminWatch.Port port;
    private final AdminActions actions;
    private final ShownKey key; // null: none is shown on loopback
    private volatile AdminTokens tokens; // a reload replaces them
    private final HandlerErrors errors;
    private final AdminWatch watch;
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

    /** Who may ask for something. */
    private enum For {
        ANYONE,
        MONITORS,
        OPERATORS
    }

    private AdminServer(
            final HttpServer server,
            final AdminThreads threads,
            final AdminWatch.Port port,
            final AdminTokens tokens,
            final ShownKey key,
            final AdminActions actions,
            final HandlerErrors errors,
            final AdminWatch watch,
            final ErrorSink onFailure) {
        this.server = server;
        this.threads = threads;
        this.port = port;
        this.tokens = tokens;
        this.key = key;
        this.actions = actions;
        this.errors = errors;
        this.watch = watch;
        this.onFailure = onFailure;
        server.setExecutor(threads);
        final For looks = port == AdminWatch.Port.LOCAL ? For.ANYONE : For.MONITORS;
        get("/health/live", For.ANYONE, exchange -> this.actions.live());
        get("/health/ready", For.ANYONE, exchange -> this.actions.ready());
        get("/status", looks, exchange -> this.actions.status());
        get("/overview", For.OPERATORS, exchange -> this.actions.overview());
        get(
                "/metrics",
                looks,
                exchange -> this.actions.metrics(exchange.getRequestHeaders().getFirst("Accept")));
        post("/kill", exchange -> change(exchange, this.actions::kill));
        post("/arm", exchange -> change(exchange, this.actions::arm));
        post("/reload", exchange -> change(exchange, this.actions::reload));
        post("/snapshot", exchange -> change(exchange, this.actions::snapshot));
        post("/act", this::act);
    }

    /** On loopback. */
    static AdminServer local(
            final int port,
            final String token,
            final AdminActions actions,
            final HandlerErrors errors,
            final AdminWatch watch,
            final ErrorSink onFailure)
            throws IOException {
        final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new AdminServer(
                HttpServer.create(address, BACKLOG),
                new AdminThreads(),
                AdminWatch.Port.LOCAL,
                AdminTokens.of(token),
                null,
                actions,
                errors,
                watch,
                onFailure);
    }

    /** For other machines, over TLS. */
    static AdminServer remote(
            final RemoteAdminConfig config,
            final Map<String, String> environment,
            final AdminActions actions,
            final HandlerErrors errors,
            final AdminWatch watch,
            final ErrorSink onFailure)
            throws IOException {
        final AdminSecrets secrets = config.readSecrets(environment);
        final ShownKey key = new ShownKey(secrets.key());
        final SSLContext context = context(key);
        final HttpsServer server = HttpsServer.create(new InetSocketAddress(config.address(), config.port()), BACKLOG);
        final AdminThreads threads = new AdminThreads();
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(final HttpsParameters parameters) {
                final InetAddress from = parameters.getClientAddress().getAddress();
                if (!threads.enters(from)) {
                    watch.turnedAway(AdminWatch.Port.REMOTE, AdminWatch.Reason.TOO_MANY, from);
                    throw new IllegalStateException("too many requests of " + from); // the server closes the connection
                }
                final SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setProtocols(PROTOCOLS);
                parameters.setSSLParameters(wanted);
            }
        });
        watch.certificateEnds(secrets.key().endsMs());
        return new AdminServer(
                server, threads, AdminWatch.Port.REMOTE, secrets.tokens(), key, actions, errors, watch, onFailure);
    }

    private static SSLContext context(final ShownKey key) {
        try {
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {key}, null, null);
            return context;
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /**
     * From now on these count, and those before them no more; connections there are keep what they were shown. For the port for other machines.
     *
     * @return what of them is new, for people
     */
    List<String> replaceSecrets(final AdminSecrets fresh) {
        final List<String> changes = new ArrayList<>();
        if (!tokens.same(fresh.tokens())) {
            changes.add("other tokens of admin.remote");
        }
        tokens = fresh.tokens();
        if (key.replace(fresh.key())) {
            changes.add("another certificate of admin.remote");
        }
        watch.certificateEnds(fresh.key().endsMs());
        return changes;
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
        // The operator's name, a line end, the reason. What is more is cut and never a reason to refuse: it may be a
        // kill.
        final String[] lines = body(exchange).split("\n", 2);
        return change.apply(text(lines[0]), lines.length < 2 ? "" : text(lines[1]));
    }

    private Answer act(final HttpExchange exchange) throws IOException {
        final String[] lines = body(exchange).split("\n", -1);
        return lines.length < LINES_OF_AN_ACT
                ? new Answer(
                        400, "not done: expected five lines: operator, reason, act, subject, and a price or nothing")
                : actions.act(text(lines[0]), text(lines[1]), text(lines[2]), text(lines[3]), text(lines[4]));
    }

    private static String body(final HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    // Empty where the request may be answered.
    private Optional<Answer> refusal(final HttpExchange exchange, final For whom) {
        if (whom == For.ANYONE) {
            return Optional.empty();
        }
        final AdminTokens.Given given =
                tokens.given(exchange.getRequestHeaders().getFirst("Authorization"));
        if (given == AdminTokens.Given.OPERATOR || (given == AdminTokens.Given.MONITOR && whom == For.MONITORS)) {
            return Optional.empty();
        }
        watch.turnedAway(
                port,
                switch (given) {
                    case NOTHING -> AdminWatch.Reason.NO_TOKEN;
                    case MONITOR -> AdminWatch.Reason.READ_ONLY;
                    default -> AdminWatch.Reason.WRONG_TOKEN;
                },
                exchange.getRemoteAddress().getAddress());
        final String token = port == AdminWatch.Port.LOCAL
                ? "the token from the file admin.token is needed"
                : "the token of admin.remote is needed";
        return Optional.of(
                new Answer(401, given == AdminTokens.Given.MONITOR ? token + ": this one is for looking only" : token));
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

    private void get(final String path, final For whom, final Route route) {
        route(path, "GET", whom, route);
    }

    private void post(final String path, final Route route) {
        route(path, "POST", For.OPERATORS, route);
    }

    private void route(final String path, final String method, final For whom, final Route route) {
        server.createContext(path, exchange -> {
            try {
                send(exchange, answer(exchange, path, method, whom, route));
            } catch (final RuntimeException | Error e) {
                // Before the connection is closed: whoever asked learns of the fault after the daemon does.
                onFailure.onError("admin port", e);
                throw e;
            } finally {
                exchange.close();
            }
        });
    }

    private Answer answer(
            final HttpExchange exchange, final String path, final String method, final For whom, final Route route)
            throws IOException {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            return new Answer(404, "no such path");
        }
        if (!exchange.getRequestMethod().equals(method)) {
            return new Answer(405, "expected " + method);
        }
        final Optional<Answer> refusal = refusal(exchange, whom);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return method.equals("GET") ? look(path, route, exchange) : route.answer(exchange);
    }

    private void send(final HttpExchange exchange, final Answer answer) throws IOException {
        final byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        if (port == AdminWatch.Port.REMOTE) {
            exchange.getResponseHeaders().set("Connection", "close"); // an address is counted once a connection
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
