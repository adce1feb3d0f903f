package io.plimsoll.daemon.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The secrets of an admin port: one is good for everything, and where there is a second one, that is good for looking only. Any thread. */
final class AdminTokens {
    private static final byte[] NONE = {};

    private final byte[] operator;
    private final byte[] monitor; // empty: there is none

    /** What a request came with. */
    enum Given {
        NOTHING,
        WRONG,
        MONITOR,
        OPERATOR
    }

    private AdminTokens(final byte[] operator, final byte[] monitor) {
        this.operator = operator;
        this.monitor = monitor;
    }

    /** One for everything. */
    static AdminTokens of(final String operator) {
        return new AdminTokens(header(operator), NONE);
    }

    /** With one more that only looks. */
    static AdminTokens of(final String operator, final String monitor) {
        return new AdminTokens(header(operator), header(monitor));
    }

    private static byte[] header(final String token) {
        return ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    /** @param authorization as in HTTP; null without one */
    Given given(final String authorization) {
        if (authorization == null) {
            return Given.NOTHING;
        }
        final byte[] bytes = authorization.getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(bytes, operator)) {
            return Given.OPERATOR;
        }
        return monitor.length > 0 && MessageDigest.isEqual(bytes, monitor) ? Given.MONITOR : Given.WRONG;
    }

    /** Whether they are the same. */
    boolean same(final AdminTokens other) {
        return MessageDigest.isEqual(operator, other.operator) && MessageDigest.isEqual(monitor, other.monitor);
    }
}
