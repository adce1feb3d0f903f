package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the HTTP library itself refuses, told and counted as everything else is. Any thread. */
final class JsonErrors extends ErrorHandler {
    private final Counters counters;

    JsonErrors(final Counters counters) {
        this.counters = counters;
    }

    @Override
    public boolean errorPageForMethod(final String method) {
        return true; // by whatever method, even one that there is not
    }

    @Override
    protected void generateResponse(
            final Request request,
            final Response response,
            final int status,
            final String message,
            final Throwable cause,
            final Callback callback) {
        final Refusal refusal = Refusal.of(status);
        counters.count(refusal);
        response.setStatus(refusal.status());
        final byte[] body = refusal.json(refusal == Refusal.FAULT ? "a fault" : String.valueOf(message))
                .getBytes(UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
