package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.run.DataFolder;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.journal.config.YamlSection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which daemon a command speaks to: the one of a configuration on this machine, or one elsewhere. One thread. */
final class AdminAddress {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration that a daemon of this machine runs with.")
    private Path config; // null: it is elsewhere

    @ArgGroup(exclusive = false)
    private RemoteAddress remote; // null: it is here

    /** The configuration's file. */
    Path config() {
        return config;
    }

    /** Whether every question wants the token: those to a daemon elsewhere. */
    boolean isRemote() {
        return remote != null;
    }

    /** Where a path of it is. */
    URI uri(final String path) {
        return remote != null ? remote.uri(path) : URI.create("http://127.0.0.1:" + port(folder()) + path);
    }

    String token() {
        if (remote != null) {
            return remote.token();
        }
        try {
            return folder().adminToken();
        } catch (final IOException e) {
            throw new UserError(
                    ExitCode.NOT_RUNNING,
                    "no daemon is running here, or not as this user: its admin token cannot be read: "
                            + e.getMessage());
        }
    }

    /** Lets a client believe it to be the one that is meant. */
    void trust(final HttpClient.Builder client) {
        if (remote != null) {
            client.sslContext(remote.trusting());
        }
    }

    /** That nobody is there. */
    UserError notRunning(final String why) {
        return remote != null ? new UserError(ExitCode.NOT_RUNNING, why) : notRunning(folder(), why);
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
