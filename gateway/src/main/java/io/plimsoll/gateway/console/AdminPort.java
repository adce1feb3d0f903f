package io.plimsoll.gateway.console;

import io.plimsoll.gateway.config.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The daemon's admin port, on loopback, spoken to with the operator's token. Port and token are read each time anew from the daemon's data
 * directory. Waits for nothing; any thread.
 */
final class AdminPort {
    private static final Duration GET_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(10); // it waits up to 5 s for its engine

    private final Path portFile;
    private final Path tokenFile;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(GET_TIMEOUT).build();

    /** What it said: the HTTP status, and one line or a JSON object. */
    record Answer(int status, String text) {}

    /** It cannot be asked, or what answers is not the daemon; the message says why. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(final String message) {
            super(message);
        }
    }

    AdminPort(final Path dataDir) {
        portFile = dataDir.resolve("admin.port");
        tokenFile = dataDir.resolve("admin.token");
    }

    /** Asks for something; fails with {@link Unreachable}. */
    CompletableFuture<Answer> get(final String path) {
        return send(HttpRequest.newBuilder().GET().timeout(GET_TIMEOUT), path);
    }

    /** Has something done, in the name of an operator; fails with {@link Unreachable}. */
    CompletableFuture<Answer> post(final String path, final String operator, final String reason) {
        return send(
                HttpRequest.newBuilder()
                        .POST(HttpRequest.BodyPublishers.ofString(operator + "\n" + reason))
                        .timeout(POST_TIMEOUT),
                path);
    }

    private CompletableFuture<Answer> send(final HttpRequest.Builder request, final String path) {
        final int port;
        try {
            port = port();
            request.header("Authorization", "Bearer " + token());
        } catch (final Unreachable e) {
            return CompletableFuture.failedFuture(e);
        }
        return client.sendAsync(
                        request.uri(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(new Unreachable(why(port, failure)));
                    }
                    if (response.statusCode() == 401) {
                        throw new CompletionException(new Unreachable(
                                "whatever listens on 127.0.0.1:" + port + " does not take the token in " + tokenFile));
                    }
                    return new Answer(response.statusCode(), response.body().strip());
                });
    }

    private static String why(final int port, final Throwable failure) {
        final Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof HttpTimeoutException
                ? "no daemon answers in time on 127.0.0.1:" + port
                : "no daemon answers on 127.0.0.1:" + port;
    }

    private int port() throws Unreachable {
        try {
            final int port = Integer.parseInt(Files.readString(portFile).strip());
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (final IOException | NumberFormatException ignored) {
            // told below
        }
        throw new Unreachable("no daemon has run here, or its port cannot be read: " + portFile);
    }

    private String token() throws Unreachable {
        try {
            final String token = Files.readString(tokenFile).strip();
            if (!PrivateFile.isPrivate(tokenFile)) {
                throw new Unreachable(tokenFile + ": others than its owner may read it; expected mode 0600");
            }
            if (token.matches("[0-9A-Za-z]+")) {
                return token;
            }
        } catch (final IOException ignored) {
            // told below
        }
        throw new Unreachable("the daemon's token cannot be read by this user: " + tokenFile);
    }
}
