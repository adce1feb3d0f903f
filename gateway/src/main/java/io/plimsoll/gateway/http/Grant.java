package io.plimsoll.gateway.http;

import java.security.MessageDigest;

/**
 * That a client may ask, until its token is withdrawn. Whatever it has open looks at its grant now and then, and ends when that is over. Any
 * thread; {@link Tokens} alone withdraws.
 */
public final class Grant {
    private final String client;
    private final byte[] digest;
    private volatile boolean isWithdrawn;

    /** @param digest of the token */
    Grant(final String client, final byte[] digest) {
        this.client = client;
        this.digest = digest.clone();
    }

    /** One that nobody withdraws, since no token stands behind it. */
    static Grant standing(final String client) {
        return new Grant(client, new byte[0]);
    }

    /** The client's name. */
    public String client() {
        return client;
    }

    /** Whether the token is not the client's any more. */
    public boolean isWithdrawn() {
        return isWithdrawn;
    }

    /** Whether the token has this digest; how long it takes tells nothing. */
    boolean isOf(final byte[] given) {
        return MessageDigest.isEqual(digest, given);
    }

    /** Whether this is the same client with the same token. */
    boolean isSame(final Grant other) {
        return other != null && client.equals(other.client) && isOf(other.digest);
    }

    void withdraw() {
        isWithdrawn = true;
    }
}
