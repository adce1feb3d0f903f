package io.plimsoll.feed.live;

import java.net.URI;
import java.util.Map;

/**
 * Where to connect to or ask, and what to say of oneself: made anew for each connection, since some venues sign the time.
 *
 * @param uri a {@code ws}, {@code wss}, {@code http} or {@code https} address
 * @param headers names and values; they may hold secrets and are never printed
 */
public record Endpoint(URI uri, Map<String, String> headers) {
    /** Takes a copy of the headers. */
    public Endpoint {
        headers = Map.copyOf(headers);
    }

    /** An address without headers. */
    public static Endpoint of(final URI uri) {
        return new Endpoint(uri, Map.of());
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath(); // a query may hold a key
    }
}
