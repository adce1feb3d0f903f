package io.plimsoll.feed.live;

import io.plimsoll.feed.FormatException;
import java.net.URI;
import java.util.Map;

/**
 * Where to connect to or ask, and what to say of oneself: made anew for each connection, since some venues sign the time.
 *
 * @param uri a {@code ws}, {@code wss}, {@code http} or {@code https} address
 * @param headers names and values; they may hold secrets and are never printed
 */
public record Endpoint(URI uri, Map<String, String> headers) {
    private static final int LEAST_SECRET = 8; // shorter ones are words as 'true'

    /** Takes a copy of the headers. */
    public Endpoint {
        headers = Map.copyOf(headers);
    }

    /** An address without headers. */
    public static Endpoint of(final URI uri) {
        return new Endpoint(uri, Map.of());
    }

    /** A text of somebody else's, fit to print, without what may be secret here: values of headers and of the query. */
    public String redact(final String text) {
        String clean = String.valueOf(text);
        for (final String value : headers.values()) {
            clean = without(clean, value.split(" ", -1));
        }
        if (uri.getRawQuery() != null) {
            clean = without(clean, uri.getRawQuery().split("[&=]", -1));
        }
        return FormatException.printable(clean);
    }

    private static String without(final String text, final String... secrets) {
        String clean = text;
        for (final String secret : secrets) {
            clean = secret.length() < LEAST_SECRET ? clean : clean.replace(secret, "...");
        }
        return clean;
    }

    @Override
    public String toString() {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath(); // a query may hold a key
    }
}
