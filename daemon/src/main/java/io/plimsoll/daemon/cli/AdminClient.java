package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import picocli.CommandLine.ArgGroup;

/** Speaks to a daemon over its admin port. One thread. */
final class AdminClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @ArgGroup(exclusive = true, multiplicity = "1")
    private AdminAddress daemon = new AdminAddress();

    /** The daemon's configuration, for who needs it on this machine. */
    Path config() {
        if (daemon.config() == null) {
            throw new UserError("expected --config FILE: it is about files of this machine");
        }
        return daemon.config();
    }

    String get(final String path) {
        final HttpRequest.Builder request = HttpRequest.newBuilder().GET();
        return send(daemon.isRemote() ? withToken(request) : request, path);
    }

    /** @param lines the operator, the reason, and what the path wants beside them */
    String post(final String path, final String... lines) {
        return send(
                withToken(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))),
                path);
    }

    private HttpRequest.Builder withToken(final HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + daemon.token());
    }

    private String send(final HttpRequest.Builder request, final String path) {
        final URI uri = daemon.uri(path);
        final String place = uri.getAuthority();
        try {
            final HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
            daemon.trust(client);
            final HttpResponse<String> response = client.build()
                    .send(request.uri(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            final String answer = response.body().strip();
            return switch (response.statusCode()) {
                case 200 -> answer;
                case 202 -> throw new UserError(ExitCode.ASKED, answer);
                default -> throw new UserError(ExitCode.REFUSED, answer);
            };
        } catch (final ConnectException e) {
            throw daemon.notRunning("nothing listens on " + place + ", the admin port of the last one there");
        } catch (final HttpTimeoutException e) {
            throw new UserError(
                    ExitCode.NOT_RUNNING,
                    "no daemon answers: whatever listens on " + place + " has said nothing for " + TIMEOUT.toSeconds()
                            + " s; it hangs, or is no daemon");
        } catch (final SSLException e) {
            throw new UserError(
                    ExitCode.NOT_RUNNING,
                    "what answers on " + place + " is not the daemon that --trust is about: " + e.getMessage());
        } catch (final IOException e) {
            throw new UserError(ExitCode.NOT_RUNNING, "no daemon answers on " + place + ": " + e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError(ExitCode.FAILED, "interrupted");
        }
    }
}
