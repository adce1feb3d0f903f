package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.RunningDaemon.Answer;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon beside the example matching engine: liquidates, is killed, restarted and armed again, and loses and doubles nothing. */
@Timeout(180)
class RunIT {
    private static final int ACCOUNTS = 40;
    private static final List<String> FALLING = Prices.falling(20_000, 120_000, 34_000);
    private static final String PACE = "1000/s";

    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;
    private RunningDaemon daemon;
    private Venue venue;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home")).feed(FALLING, PACE);
    }

    @Test
    void shouldLiquidateAndBeKilledAndGoOnAfterARestart() throws IOException {
        startUnarmed();
        armAndLiquidate();
        final long issued = kill();
        restartStillKilled(issued);
        armAndFill(issued);
        assertLogged();
        killAndResumeTheVenue();
        daemon.stop();

        final OrdersSeen seen = new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenues()
                .holdingsAre(venue)
                .orders();
        assertTrue(seen.cancelledByKill().size() >= 3, seen.cancelledByKill() + " cancelled by the kill");
        assertTrue(seen.withheld().contains(WithheldReason.KILLED), "the reason is told");
        assertTrue(seen.filled() > 0, "filled");
        assertEquals("[LIVE]", seen.modes().toString());
    }

    private void startUnarmed() throws IOException {
        daemon = RunningDaemon.start(children, home);
        assertEquals("disarmed", stateByCommand());
        assertEquals(503, daemon.get("/health/ready").status());
        final String refusal = daemon.command(21, "arm", "--operator", "ada", "--reason", "test")
                .err();
        assertTrue(refusal.contains("account source 'venue' is not at its head"), refusal);
        assertTrue(refusal.contains("no price of 'ETH-PERP' yet"), refusal);
    }

    private void armAndLiquidate() {
        venue = Venue.queued(children, home);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open " + ACCOUNTS));
        daemon.awaitNoObjection();
        assertEquals(new Answer(503, "not ready: disarmed"), daemon.get("/health/ready"));
        daemon.command(0, "arm", "--operator", "ada", "--reason", "test");
        assertEquals(new Answer(200, "ready"), daemon.get("/health/ready"));
        daemon.await("orders in flight", status -> status.number("counters.ordersInFlight") >= 3);
        assertEquals("armed", stateByCommand());
        assertTrue(
                new BigDecimal(daemon.status().text("nextTriggers.ETH-PERP.onFall")).signum() > 0,
                "a price at which the next account is valued");
    }

    private long kill() {
        daemon.command(0, "kill", "--reason", "test");
        final long issued = assertNoOrderWhilePricesMove();
        assertEquals("killed", stateByCommand());
        assertEquals(new Answer(503, "not ready: killed"), daemon.get("/health/ready"));
        return issued;
    }

    private void restartStillKilled(final long issued) throws IOException {
        daemon.stop();
        daemon.command(20, "status");
        venue.does("trade 50"); // nobody listens
        daemon = RunningDaemon.start(children, home);
        daemon.awaitFacts(venue.does("trade 50"));
        assertEquals("killed", stateByCommand());
        assertEquals(issued, assertNoOrderWhilePricesMove());
    }

    private void armAndFill(final long issued) {
        daemon.awaitNoObjection();
        daemon.arm();
        venue.does("fill 1");
        daemon.await(
                "further orders, all filled",
                status -> status.number("counters.ordersIssued") > issued
                        && status.number("counters.ordersInFlight") == 0);
    }

    // As machines read it: no terminal is there. The lines come behind the orders.
    private void assertLogged() {
        daemon.await("a line for a liquidation", status -> logged("LIQUIDATION").count() > 0);
        final String line = logged("LIQUIDATION").findFirst().orElseThrow();
        assertTrue(line.matches(".*-PERP  limit .* maintenance  seen -?\\d+ us after its cause\".*"), line);
        for (final String code : List.of("RUNNING", "RECOVERED", "ARM")) {
            assertEquals(1, logged(code).count(), code);
        }
    }

    private Stream<String> logged(final String code) {
        return daemon.process().err().lines().filter(line -> line.contains("\"markers\": [\"" + code + "\"]"));
    }

    private void killAndResumeTheVenue() {
        venue.process().kill();
        venue = Venue.queued(children, home);
        venue.does("fill 1");
        daemon.awaitFacts(venue.does("trade 100"));
        venue.does("fill 0");
        final long last = venue.does("resend 1");
        daemon.await("copies, dropped", status -> status.number("counters.factsDuplicate") >= last);
        daemon.awaitFacts(last);
        assertEquals(0, daemon.status().number("counters.factsFlagged"));
    }

    private String stateByCommand() {
        assertEquals(new Answer(200, "live"), daemon.get("/health/live"));
        return Fields.of(daemon.command(0, "status", "--json").out()).text("state");
    }

    /** The orders issued, as many after some hundreds of prices as before. */
    private long assertNoOrderWhilePricesMove() {
        final Fields before = daemon.status();
        final long prices = before.number("counters.pricesAccepted");
        final Fields after =
                daemon.await("500 more prices", status -> status.number("counters.pricesAccepted") > prices + 500);
        assertEquals(before.number("counters.ordersIssued"), after.number("counters.ordersIssued"));
        assertEquals(0, before.number("counters.ordersInFlight"));
        assertEquals(0, after.number("counters.ordersInFlight"));
        return after.number("counters.ordersIssued");
    }

    @Test
    void shouldLoseNothingOnTheSocketWhenTheDaemonDies() throws IOException {
        home.with("accountSources", "[{type: socket, name: venue, path: venue.sock}]");
        daemon = RunningDaemon.start(children, home);
        daemon.assertNotArmed("account source 'venue' is not at its head");
        venue = Venue.connected(children, home);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open " + ACCOUNTS));
        daemon.awaitNoObjection();
        daemon.arm();
        daemon.await("orders in flight", status -> status.number("counters.ordersInFlight") >= 3);
        assertEquals(new Answer(200, "killed"), daemon.post("/kill", daemon.token(), "ada\nwhy"));
        final long issued = assertNoOrderWhilePricesMove();
        venue.does("load 20");
        daemon.process().kill(); // in the midst of lines
        venue.does("trade 100");
        daemon = RunningDaemon.start(children, home);
        venue.does("load 0");
        daemon.awaitFacts(venue.does("trade 1"));
        assertEquals("killed", daemon.status().text("state"));
        assertEquals(issued, assertNoOrderWhilePricesMove());
        armAndFill(issued);
        venue.does("fill 0");
        daemon.awaitFacts(venue.does("say {\"type\":\"fill\",\"source\":\"7\"}"));
        assertTrue(venue.process().awaitLine("ANSWER").contains("\"error\":"));
        daemon.await("one line refused", status -> status.number("accountSources.0.refused") == 1);
        assertEquals(0, daemon.status().number("counters.factsFlagged"));
        daemon.stop();
        new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenues()
                .holdingsAre(venue)
                .orders();
    }

    @Test
    void shouldWithholdBehindAGapUntilSnapshotsAndFlagEveryShadowOrder() throws IOException {
        home.with("mode", "shadow");
        daemon = RunningDaemon.start(children, home);
        venue = Venue.queued(children, home);
        venue.does("quote 2000");
        venue.does("fill 1"); // which it must not do with a shadow order
        final long opened = venue.does("open " + ACCOUNTS);
        venue.does("gap 3");
        final long traded = venue.does("trade 1");
        daemon.awaitFacts(traded - 3);
        daemon.awaitNoObjection();
        assertTrue(daemon.arm().endsWith(": " + ACCOUNTS));
        assertEquals(ACCOUNTS, daemon.status().number("suspectAccounts"));
        daemon.await("withheld", status -> status.number("counters.withheld") >= 3);
        assertEquals(0, daemon.status().number("counters.ordersIssued"));
        assertEquals(1, daemon.status().number("counters.factsFlagged"));
        venue.does("snapshots");
        daemon.await("orders", status -> status.number("counters.ordersIssued") >= 3);
        daemon.await("nobody suspect", status -> status.number("suspectAccounts") == 0);
        daemon.stop();
        assertTrue(daemon.process().err().contains("source 7: expected " + (opened + 1) + ", got "));

        final OrdersSeen seen = new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenues()
                .orders();
        assertEquals("[SHADOW]", seen.modes().toString());
        assertTrue(seen.withheld().contains(WithheldReason.SUSPECT), seen.withheld()::toString);
        assertEquals(0, seen.filled());
        assertTrue(traded > opened + 3);
    }
}
