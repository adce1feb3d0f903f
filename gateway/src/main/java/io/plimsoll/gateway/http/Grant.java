package io.plimsoll.gateway.http;

import java.security.MessageDigest;

/**
 * That a client may ask, until its token is withdrawn. Whatever it has open looks at its grant now and then, and ends when that is over. Any
 * thread; {@link Tokens} alone withdraws.
 */
public final class Grant {
    /** Of those who have no token where one is needed for most. */
    static final Grant STRANGER = new Grant("stranger", new byte[0]);

    /** Of everyone, where there are no tokens. */
    static final Grant ANONYMOUS = new Grant("anonymous", new byte[0]);

    private final String client;
    private final byte[] digest;
    private volatile boolean isWithdrawn;

    /** @param digest of the token */
    Grant(final String client, final byte[] digest) {
        this.client = client;
        this.digest = digest.clone();
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
