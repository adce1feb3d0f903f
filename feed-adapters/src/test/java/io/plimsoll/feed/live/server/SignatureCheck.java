package io.plimsoll.feed.live.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whether a request is signed as https://docs.chain.link/data-streams/reference/data-streams-api/authentication says. Stateless.
 *
 * @param key of the client
 * @param secret with which it signs
 */
public record SignatureCheck(String key, String secret) {
    private static final long MOST_OFF_MS = 5_000;

    /**
     * Whether this client signed it, not long ago.
     *
     * @param pathQuery what is asked for, with GET
     * @param header value of a header of that name, or null
     */
    public boolean isSigned(final String pathQuery, final UnaryOperator<String> header) {
        final String time = header.apply("X-Authorization-Timestamp");
        return key.equals(header.apply("Authorization"))
                && Math.abs(System.currentTimeMillis() - Long.parseLong(time)) <= MOST_OFF_MS
                && sign(pathQuery, time).equals(header.apply("X-Authorization-Signature-SHA256"));
    }

    private String sign(final String pathQuery, final String time) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            final String noBody = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(new byte[0]));
            final String signed = "GET " + pathQuery + " " + noBody + " " + key + " " + time;
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
        } catch (final GeneralSecurityException e) {
            throw new AssertionError("every JDK has these", e);
        }
    }
}
