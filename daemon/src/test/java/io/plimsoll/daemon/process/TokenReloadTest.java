package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.TestKeys;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A token that was replaced in its file counts after a reload. That the one before it does not: RemoteAdminTest. */
@Timeout(60)
class TokenReloadTest {
    @RegisterExtension
    final Children children = new Children();

    @Test
    void shouldReadTokensAgainOrChangeNothing() throws Exception {
        final DaemonHome home = new DaemonHome(children.scratch().resolve("home"));
        final Path token = home.remoteAdmin(2);
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertEquals(
                    "reloaded: nothing has changed\n", daemon.asks("/reload").body());
            TestKeys.secret(token, "u".repeat(32));
            assertEquals(
                    "reloaded: other tokens of admin.remote\n",
                    daemon.asks("/reload").body());
            TestKeys.secret(token, "guessed");
            final HttpResponse<String> refused = daemon.asks("/reload");
            assertEquals(400, refused.statusCode(), refused.body());
        }
    }
}
