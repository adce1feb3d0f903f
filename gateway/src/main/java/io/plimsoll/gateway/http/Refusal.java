package io.plimsoll.gateway.http;

import java.util.Locale;

/** Why a request is refused, each with its HTTP status. */
public enum Refusal {
    /** Cannot be understood. */
    BAD_REQUEST(400),
    /** No token, or none that is known. */
    UNAUTHORIZED(401),
    /** A web page of another site asks. */
    CROSS_SITE(403),
    /** Not with this token. */
    FORBIDDEN(403),
    /** No such path. */
    NOT_FOUND(404),
    /** Not by this method. */
    METHOD(405),
    /** The headers did not come in time. */
    HEADER_TIMEOUT(408),
    /** The log has another record in that place, or none yet. */
    OTHER_JOURNAL(409),
    /** Records after that place were pruned. */
    PRUNED(410),
    /** A body, or a message that is too long. */
    TOO_LARGE(413),
    /** The request line is too long. */
    URI_TOO_LONG(414),
    /** Another Host than the gateway's. */
    UNKNOWN_HOST(421),
    /** Too many requests. */
    RATE(429),
    /** Too many streams of this client at once. */
    STREAMS(429),
    /** Too many connections of this address. */
    ADDRESS_CONNECTIONS(429),
    /** The headers are too long. */
    HEADERS_TOO_LARGE(431),
    /** A fault of the program. */
    FAULT(500),
    /** The daemon cannot be asked. */
    DAEMON_UNREACHABLE(502),
    /** Too many connections. */
    CONNECTIONS(503),
    /** The log's end has not been found yet, or it cannot be read. */
    NOT_READY(503);

    private final int status;

    Refusal(final int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** One word for machines. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As a JSON object. */
    String json(final String text) {
        return "{\"error\":\"" + code() + "\",\"status\":" + status + ",\"text\":\"" + JsonText.escape(text) + "\"}\n";
    }

    /** What a status of the HTTP library's own means here. */
    static Refusal of(final int status) {
        for (final Refusal refusal : values()) {
            if (refusal.status == status) {
                return refusal;
            }
        }
        // a version or a transfer coding that the library does not have is what the client should not have sent
        return status == 501 || status == 505 || status < 500 ? BAD_REQUEST : FAULT;
    }
}
