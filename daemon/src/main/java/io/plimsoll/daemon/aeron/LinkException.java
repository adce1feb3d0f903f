package io.plimsoll.daemon.aeron;

/** There is no way through the media driver now; another attempt may find one. */
public final class LinkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LinkException(final String message, final Throwable cause) {
        super(message, cause);
    }
}
