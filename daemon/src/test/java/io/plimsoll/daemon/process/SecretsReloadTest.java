package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.TestKeys;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A token or key that was replaced in its file counts after a reload. That the one before it does not: RemoteAdminTest. */
@Timeout(60)
class SecretsReloadTest {
    @RegisterExtension
    final Children children = new Children();

    @Test
    void shouldReadTokensAndKeyAgainOrChangeNothing() throws Exception {
        final DaemonHome home = new DaemonHome(children.scratch().resolve("home"));
        final Path token = home.remoteAdmin(2);
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertEquals(
                    "reloaded: nothing has changed\n", daemon.asks("/reload").body());
            TestKeys.secret(token, "u".repeat(32));
            assertEquals(
                    "reloaded: other tokens of admin.remote\n",
                    daemon.asks("/reload").body());
            TestKeys.make(token.getParent(), "next", "san=ip:127.0.0.1", 30);
            Files.move(
                    token.resolveSibling("next.p12"),
                    token.resolveSibling("admin.p12"),
                    StandardCopyOption.REPLACE_EXISTING);
            assertEquals(
                    "reloaded: another certificate of admin.remote\n",
                    daemon.asks("/reload").body());
            assertEquals(
                    29, TimeUnit.SECONDS.toDays((long) daemon.scrape().value("plimsoll_admin_certificate_seconds")));
            TestKeys.secret(token, "guessed");
            final HttpResponse<String> refused = daemon.asks("/reload");
            assertEquals(400, refused.statusCode(), refused.body());
        }
    }
}
