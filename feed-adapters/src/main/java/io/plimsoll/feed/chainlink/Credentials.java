package io.plimsoll.feed.chainlink;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Key id and secret of an account at the venue. Printed by nothing: not by {@link #toString()}, nor in an exception. Immutable. */
public final class Credentials {
    private static final String HMAC = "HmacSHA256";

    private final String keyId;
    private final SecretKeySpec secret;

    private Credentials(final String keyId, final String secret) {
        this.keyId = keyId;
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC);
    }

    /**
     * Reads the key id on the first line and the secret on the second; blanks around both are dropped.
     *
     * @throws IllegalArgumentException for anything but two lines, telling nothing of what they hold
     */
    public static Credentials parse(final String text) {
        final String[] lines = text.strip().split("\\R", -1);
        if (lines.length != 2 || lines[0].isBlank() || !isVisible(lines[0].strip()) || !isVisible(lines[1].strip())) {
            throw new IllegalArgumentException("the secret holds " + lines.length
                    + (lines.length == 1 ? " line" : " lines") + "; expected two, a key id and a secret");
        }
        return new Credentials(lines[0].strip(), lines[1].strip());
    }

    // What is none would end a header, and with it the request.
    private static boolean isVisible(final String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Which key signs: what the {@code Authorization} header says. */
    String keyId() {
        return keyId;
    }

    /** HMAC-SHA256 of a text under the secret. */
    byte[] sign(final String text) {
        try {
            final Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "Credentials[hidden]";
    }
}
