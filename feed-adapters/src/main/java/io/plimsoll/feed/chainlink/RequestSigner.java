package io.plimsoll.feed.chainlink;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The three headers that the venue wants with each request, handshakes included. It takes a signature for five seconds before and after
 * its time, by its own clock. The rule: https://docs.chain.link/data-streams/reference/data-streams-api/authentication. Any thread.
 */
final class RequestSigner {
    private final Credentials credentials;

    RequestSigner(final Credentials credentials) {
        this.credentials = credentials;
    }

    /** Headers of a GET without a body, at a wall clock in milliseconds since the Unix epoch. */
    Map<String, String> get(final URI uri, final long nowMs) {
        return headers("GET", uri.getRawPath() + '?' + uri.getRawQuery(), "", nowMs);
    }

    /** Headers of any request; {@code target} is its path and query as they are sent. */
    Map<String, String> headers(final String method, final String target, final String body, final long nowMs) {
        final String signed =
                String.join(" ", method, target, hex(sha256(body)), credentials.keyId(), Long.toString(nowMs));
        return Map.of(
                "Authorization", credentials.keyId(),
                "X-Authorization-Timestamp", Long.toString(nowMs),
                "X-Authorization-Signature-SHA256", hex(credentials.sign(signed)));
    }

    private static String hex(final byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(final String body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
