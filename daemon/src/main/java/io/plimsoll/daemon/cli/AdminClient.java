package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.run.DataFolder;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Speaks to the daemon of a configuration over its admin port. */
final class AdminClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "The configuration that the daemon runs with.")
    private Path config = Path.of("");

    /** The configuration. */
    Path config() {
        return config;
    }

    String get(final String path) {
        return send(HttpRequest.newBuilder().GET(), path, folder());
    }

    /** @param lines the operator, the reason, and what the path wants beside them */
    String post(final String path, final String... lines) {
        final DataFolder folder = folder();
        final String token;
        try {
            token = folder.adminToken();
        } catch (final IOException e) {
            throw new UserError(
                    ExitCode.NOT_RUNNING,
                    "no daemon is running here, or not as this user: its admin token cannot be read: "
                            + e.getMessage());
        }
        return send(
                HttpRequest.newBuilder()
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines))),
                path,
                folder);
    }

    private DataFolder folder() {
        try {
            final Path folder = YamlSection.read(config).path("dataDir");
            if (!Files.isDirectory(folder)) {
                throw new UserError(ExitCode.NOT_RUNNING, "no daemon is running: there is no data directory " + folder);
            }
            return new DataFolder(folder);
        } catch (final IOException e) {
            throw new UserError("the data directory cannot be used: " + e.getMessage());
        }
    }

    private static String send(final HttpRequest.Builder request, final String path, final DataFolder folder) {
        final int port = port(folder);
        try {
            final URI uri = URI.create("http://127.0.0.1:" + port + path);
            final HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request.uri(uri).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new UserError(ExitCode.REFUSED, response.body().strip());
            }
            return response.body().strip();
        } catch (final ConnectException e) {
            throw notRunning(folder, "nothing listens on 127.0.0.1:" + port + ", the admin port of the last one there");
        } catch (final HttpTimeoutException e) {
            throw new UserError(
                    ExitCode.NOT_RUNNING,
                    "no daemon answers: whatever listens on 127.0.0.1:" + port + " has said nothing for "
                            + TIMEOUT.toSeconds() + " s; it hangs, or is no daemon");
        } catch (final IOException e) {
            throw new UserError(ExitCode.NOT_RUNNING, "no daemon answers on 127.0.0.1:" + port + ": " + e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError(ExitCode.FAILED, "interrupted");
        }
    }

    private static int port(final DataFolder folder) {
        try {
            return folder.adminPort();
        } catch (final NoSuchFileException e) {
            throw notRunning(folder, "none has run there yet");
        } catch (final IOException | NumberFormatException e) {
            throw notRunning(folder, "its admin port cannot be read: " + e);
        }
    }

    private static UserError notRunning(final DataFolder folder, final String why) {
        return new UserError(
                ExitCode.NOT_RUNNING,
                "no daemon is running in " + folder.path() + ": " + why
                        + folder.lastFailure()
                                .map(file -> "; why it stopped is in " + file)
                                .orElse(""));
    }
}
