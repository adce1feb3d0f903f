package io.plimsoll.gateway.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Whose token a request has: as {@code Authorization: Bearer TOKEN}, or where a browser lets no header be set, as a WebSocket's subprotocol. */
final class Credentials {
    /** A WebSocket offers {@code plimsoll.v1, bearer.TOKEN}; only the first is ever answered. */
    static final String PROTOCOL = "plimsoll.v1";

    private static final String BEARER = "bearer ";
    private static final String PROTOCOL_BEARER = "bearer.";

    private final Optional<Tokens> tokens;

    /** @param tokens absent: everyone is anonymous, and let in */
    Credentials(final Optional<Tokens> tokens) {
        this.tokens = tokens;
    }

    Optional<Grant> grant(final Request request) {
        return tokens.isEmpty() ? Optional.of(Grant.ANONYMOUS) : token(request).flatMap(tokens.get()::grant);
    }

    private static Optional<String> token(final Request request) {
        final String header = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        if (header != null) {
            return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? Optional.of(header.substring(BEARER.length()).strip())
                    : Optional.empty();
        }
        return request.getHeaders().getCSV(HttpHeader.SEC_WEBSOCKET_SUBPROTOCOL, false).stream()
                .filter(protocol -> protocol.startsWith(PROTOCOL_BEARER))
                .map(protocol -> protocol.substring(PROTOCOL_BEARER.length()))
                .findFirst();
    }
}
