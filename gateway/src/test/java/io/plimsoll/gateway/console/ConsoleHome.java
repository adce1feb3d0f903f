package io.plimsoll.gateway.console;

import io.plimsoll.gateway.http.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A folder with a gateway's configuration and tokens: ada may operate, carol may look, bob is a bot. */
final class ConsoleHome {
    static final String ADA = "token-of-ada-who-operates";
    static final String CAROL = "token-of-carol-who-looks";
    static final String BOB = "token-of-bob-who-is-a-bot";

    private static final String CONFIG = """
            journal: journal
            port: 0
            tokens: tokens.yaml
            console:
              dataDir: data
              readers: carol
              operators: ada
            limits:
              requestsPerSecond: 10_000
              requestsBurst: 10_000
            """;

    private final Path folder;

    ConsoleHome(final Path folder) {
        this.folder = folder;
    }

    /** A gateway with a console. */
    RunningGateway gateway() {
        tokens("ada: " + ADA + "\ncarol: " + CAROL + "\nbob: " + BOB + "\n");
        return RunningGateway.configured(folder, CONFIG);
    }

    /** Replaces the tokens whole, since a gateway may look at any moment. */
    void tokens(final String text) {
        try {
            final Path written = Files.writeString(folder.resolve("tokens.new"), text);
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
            Files.move(written, folder.resolve("tokens.yaml"), StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FakeDaemon daemon() {
        return new FakeDaemon(folder.resolve("data"));
    }

    Path journal() {
        return folder.resolve("journal");
    }

    static String[] as(final String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
