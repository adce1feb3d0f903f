package io.plimsoll.feed.live.net;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What went wrong with a connection, in words for a log. Stateless. */
final class Failures {
    private Failures() {}

    static String text(final Throwable failure) {
        final Throwable cause = cause(failure);
        if (cause instanceof UnknownHostException) {
            return "no such host";
        }
        if (cause instanceof HttpTimeoutException) {
            return "not open within 10 s";
        }
        if (cause instanceof ConnectException) {
            return "cannot connect";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** What a status other than the wanted one means for us. */
    static String status(final int status) {
        return "refused with HTTP status " + status + (status / 100 == 3 ? " (no redirect is followed)" : "");
    }

    /** The exception inside those that futures wrap. */
    static Throwable cause(final Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
