package io.plimsoll.gateway.console;

import io.plimsoll.gateway.http.Exchange;
import io.plimsoll.gateway.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.jetty.http.HttpFields;

/**
 * One file of the page, read once from the class path; open to all, since it says nothing of anybody. Whatever a browser is told by it may
 * load from this gateway only, runs no script that is not a file here, and shows in no other site's frame.
 */
final class PageRoute implements Route {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String contentType;
    private final byte[] body;

    PageRoute(final String resource, final String contentType) {
        this.contentType = contentType;
        try (InputStream in = PageRoute.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + resource);
            }
            body = in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(final Exchange exchange) {
        final HttpFields.Mutable headers = exchange.response().getHeaders();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        exchange.answer(200, contentType, body);
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
