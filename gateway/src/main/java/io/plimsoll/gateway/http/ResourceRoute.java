package io.plimsoll.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file of the class path, read once; open to all. */
final class ResourceRoute implements Route {
    private final String contentType;
    private final byte[] body;

    ResourceRoute(final String resource, final String contentType) {
        this.contentType = contentType;
        try (InputStream in = ResourceRoute.class.getResourceAsStream(resource)) {
            body = in.readAllBytes();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(final Exchange exchange) {
        exchange.answer(200, contentType, body);
    }

    @Override
    public boolean isOpen() {
        return true;
    }
}
