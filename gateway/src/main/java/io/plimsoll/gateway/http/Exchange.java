package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/**
 * One request that passed every check, with what answers it.
 *
 * @param grant who asks, by its token; {@link Grant#ANONYMOUS} where there are no tokens, {@link Grant#STRANGER} without one
 * @param query the parameters of its address
 * @param end to be completed once, when the answer is whole or has failed
 */
public record Exchange(Request request, Response response, Grant grant, Fields query, Callback end) {
    /** The name of the client that asks. */
    public String client() {
        return grant.client();
    }

    /** A parameter that is there once. */
    public Optional<String> parameter(final String name) {
        return Optional.ofNullable(query.getValue(name));
    }

    /** A header. */
    Optional<String> header(final String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Answers with a whole body. */
    public void answer(final int status, final String contentType, final byte[] body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), end);
    }

    /** Answers that it is refused. */
    public void refuse(final Refusal refusal, final String text) {
        if (refusal == Refusal.UNAUTHORIZED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal == Refusal.RATE || refusal == Refusal.NOT_READY) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        answer(refusal.status(), "application/json", refusal.json(text).getBytes(UTF_8));
    }
}
