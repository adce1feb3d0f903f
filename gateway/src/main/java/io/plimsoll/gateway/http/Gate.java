package io.plimsoll.gateway.http;

import io.plimsoll.gateway.config.GatewayConfig;
import io.plimsoll.journal.talk.EventLog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * Lets a request to its route, or refuses it: too many connections, a foreign host or site, no such path, another method than its own, a body,
 * no token, too many requests. Paths are looked up whole in a map; none is ever resolved against a folder.
 */
public final class Gate extends Handler.Abstract.NonBlocking {
    private static final EventLog LOG = EventLog.of(Gate.class);

    private final Map<String, Route> routes = new TreeMap<>();
    private final Counters counters;
    private final Connections connections;
    private final SiteCheck sites;
    private final Credentials credentials;
    private final Allowance clients; // by name
    private final Allowance strangers; // by address: none takes what others have without a token

    Gate(
            final GatewayConfig config,
            final Counters counters,
            final Connections connections,
            final Optional<Tokens> tokens) {
        this.counters = counters;
        this.connections = connections;
        this.sites = new SiteCheck(config);
        this.credentials = new Credentials(tokens);
        this.clients = new Allowance(config.clients());
        this.strangers = new Allowance(config.clients());
    }

    /** Adds a path; before the start. */
    void add(final String path, final Route route) {
        routes.put(path, route);
    }

    /** The paths that there are. */
    Iterable<String> paths() {
        return routes.keySet();
    }

    /** Whether a client may ask for one thing more now. */
    boolean takeRequest(final String client) {
        return clients.take(client);
    }

    /** A client's request became a WebSocket, and counts as long as that is open: {@link #leave} ends it. */
    void stay(final String client) {
        clients.stay(client);
    }

    /** See {@link #stay}. */
    void leave(final String client) {
        clients.leave(client);
    }

    @Override
    public boolean handle(final Request request, final Response response, final Callback callback) {
        final Connection connection = request.getConnectionMetaData().getConnection();
        connections.begins(connection);
        counters.count(Counter.REQUESTS);
        Request.addCompletionListener(request, failure -> connections.ends(connection));
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        final Exchange exchange = new Exchange(request, response, Grant.STRANGER, query(request), callback);
        try {
            pass(exchange, connection);
        } catch (final RuntimeException e) {
            LOG.error(GatewayCode.REQUEST_FAILED, "a request fails by a fault of the program", e);
            counters.count(Counter.FAULTS);
            refuse(exchange, Refusal.FAULT, "a fault of the program, which is in its log");
        }
        return true;
    }

    private void pass(final Exchange exchange, final Connection connection) {
        final Request request = exchange.request();
        final Route route = routes.get(Request.getPathInContext(request));
        final Refusal turnedAway = connections.refusal(connection);
        if (turnedAway != null) {
            close(exchange, turnedAway, Connections.why(turnedAway));
        } else if (!sites.isOurHost(request)) {
            refuse(exchange, Refusal.UNKNOWN_HOST, "the Host is none of this gateway's: see 'hosts'");
        } else if (!sites.isOurSite(request)) {
            refuse(exchange, Refusal.CROSS_SITE, "a web page of another site may not ask: see 'origins'");
        } else if (exchange.query() == null) {
            refuse(exchange, Refusal.BAD_REQUEST, "the query is malformed");
        } else if (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            close(exchange, Refusal.TOO_LARGE, "no request has a body");
        } else if (route == null) {
            refuse(exchange, Refusal.NOT_FOUND, "no such path; /v1/openapi.json says which there are");
        } else if (isPreflight(request)) {
            preflight(exchange);
        } else if (!route.method().equals(request.getMethod())) {
            exchange.response().getHeaders().put(HttpHeader.ALLOW, route.method());
            refuse(exchange, Refusal.METHOD, "expected " + route.method());
        } else {
            admit(exchange, route);
        }
    }

    private void admit(final Exchange exchange, final Route route) {
        final Request request = exchange.request();
        allowNamed(exchange);
        final Optional<Grant> grant = credentials.grant(request);
        final boolean isKnown = grant.isPresent();
        final Allowance allowance = isKnown ? clients : strangers;
        final String name = isKnown
                ? grant.get().client()
                : Connections.address(request.getConnectionMetaData().getRemoteSocketAddress());
        final String whose = isKnown ? "of this client" : "without a token from this address";
        if (!allowance.take(name)) {
            refuse(exchange, Refusal.RATE, "too many requests " + whose);
        } else if (!isKnown && !route.isOpen()) {
            refuse(
                    exchange,
                    Refusal.UNAUTHORIZED,
                    "expected Authorization: Bearer TOKEN, with a token of this gateway");
        } else if (!allowance.enter(name)) {
            refuse(exchange, Refusal.STREAMS, "too many requests and streams at once " + whose);
        } else {
            Request.addCompletionListener(request, failure -> allowance.leave(name));
            route.handle(new Exchange(
                    request, exchange.response(), grant.orElse(Grant.STRANGER), exchange.query(), exchange.end()));
        }
    }

    private static Fields query(final Request request) {
        try {
            return Request.extractQueryParameters(request);
        } catch (final RuntimeException e) {
            return null;
        }
    }

    private boolean isPreflight(final Request request) {
        return HttpMethod.OPTIONS.is(request.getMethod()) && sites.isNamed(request);
    }

    private void preflight(final Exchange exchange) {
        allowNamed(exchange);
        exchange.response().getHeaders().put("Access-Control-Allow-Methods", "GET");
        exchange.response().getHeaders().put("Access-Control-Allow-Headers", "Authorization, Last-Event-ID");
        exchange.response().setStatus(204);
        exchange.response().write(true, null, exchange.end());
    }

    private void allowNamed(final Exchange exchange) {
        if (sites.isNamed(exchange.request())) {
            final String origin = exchange.request().getHeaders().get(HttpHeader.ORIGIN);
            exchange.response().getHeaders().put("Access-Control-Allow-Origin", origin);
            exchange.response().getHeaders().put("Access-Control-Expose-Headers", OrdersRoute.NEXT);
            exchange.response().getHeaders().put(HttpHeader.VARY, "Origin");
        }
    }

    private void close(final Exchange exchange, final Refusal refusal, final String text) {
        exchange.response().getHeaders().put(HttpHeader.CONNECTION, "close");
        refuse(exchange, refusal, text);
    }

    private void refuse(final Exchange exchange, final Refusal refusal, final String text) {
        counters.count(refusal);
        exchange.refuse(refusal, text);
    }
}
