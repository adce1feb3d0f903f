package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.RunningDaemon.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every way to throw the kill switch, each told apart in the journal, and what stands against arming again. */
@Timeout(120)
class KillSwitchIT {
    private static final String BY_ADA = "ada\nwhy";

    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;
    private RunningDaemon daemon;
    private Venue venue;

    @BeforeEach
    void start() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home"))
                .feed(Prices.falling(1, 100_000, 39_000), "100/s")
                .with("maxPriceAge", "2s");
        daemon = RunningDaemon.start(children, home);
        venue = Venue.queued(children, home);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open 4"));
    }

    @Test
    void shouldBeThrownByFileSignalAndTokenAndHoldUntilNothingIsInTheWay() throws IOException {
        refuseWithoutToken();
        killByFile();
        killBySignal();
        refuseOldPrices();
        assertEquals(new Answer(200, "killed"), daemon.post("/kill", daemon.token(), BY_ADA));
        assertEquals(new Answer(200, "killed"), daemon.post("/kill", daemon.token(), ""));
        daemon.stop();
        final String inputs = children.plimsoll("tail", "--journal", home.journal(), "--queue", "inputs")
                .awaitExit(0)
                .out();
        final String user = System.getProperty("user.name");
        for (final String told : List.of(
                "\"origin\":\"file\",\"operator\":\"" + user + "\",\"reason\":\"the desk smells smoke\"",
                "\"origin\":\"signal\"",
                "\"origin\":\"http\",\"operator\":\"ada\",\"reason\":\"why\"",
                "\"origin\":\"http\",\"operator\":\"unknown\",\"reason\":\"no reason given\"",
                "\"type\":\"arm\",\"operator\":\"ada\",\"reason\":\"why\"")) {
            assertTrue(inputs.contains(told), told);
        }
    }

    private void refuseWithoutToken() {
        assertEquals(401, daemon.post("/kill", null, BY_ADA).status());
        assertEquals(401, daemon.post("/kill", daemon.token() + "0", BY_ADA).status());
        assertEquals(401, daemon.post("/arm", "", BY_ADA).status());
        assertEquals(400, daemon.post("/arm", daemon.token(), "ada").status());
        assertEquals(405, daemon.get("/kill").status());
        assertEquals(404, daemon.get("/status/").status());
        assertEquals("disarmed", daemon.status().text("state"));
    }

    private void killByFile() throws IOException {
        final Path file = Files.writeString(home.data().resolve("KILL"), "the desk smells smoke\n");
        awaitKilled();
        assertArmingIsRefused("the KILL file is still there");
        Files.delete(file);
        arm();
    }

    private void killBySignal() {
        daemon.process().signal("HUP");
        awaitKilled();
        arm();
    }

    private void refuseOldPrices() {
        venue.does("quote 0");
        daemon.await(
                "an old price",
                status -> status.texts("notReadyBecause").toString().contains("the price of 'ETH-PERP' is "));
        assertArmingIsRefused("the price of 'ETH-PERP' is ");
        assertEquals(503, daemon.get("/health/ready").status());
        assertEquals(new Answer(200, "live"), daemon.get("/health/live"));
        venue.does("quote 2000");
        arm();
    }

    private void arm() {
        daemon.awaitNoObjection();
        daemon.arm();
    }

    private void awaitKilled() {
        daemon.await("killed", status -> status.text("state").equals("killed"));
    }

    private void assertArmingIsRefused(final String reason) {
        final Answer refused = daemon.post("/arm", daemon.token(), BY_ADA);
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains(reason), refused.text());
    }
}
