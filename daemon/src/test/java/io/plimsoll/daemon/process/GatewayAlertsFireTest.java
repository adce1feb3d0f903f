package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Samples;
import io.plimsoll.daemon.metrics.Samples.Sample;
import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.http.EventClient;
import io.plimsoll.gateway.http.RunningGateway;
import io.plimsoll.gateway.http.SocketClient;
import io.plimsoll.journal.LogFiles;
import io.plimsoll.journal.LogName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Has each of the gateway's alerts fire by what it is about. */
@Timeout(120)
class GatewayAlertsFireTest {
    private static final String ALICE = "token-of-alice-0123";
    private static final String BOB = "token-of-bob-01234567";
    private static final String TOKENS = "alice: " + ALICE + "\nbob: " + BOB + "\n";
    private static final String OPEN = "journal: journal\nport: 0\ntokens: none\n";
    private static final String CLOSED = """
            journal: journal
            port: 0
            tokens: tokens.yaml
            claims: claims
            console:
              dataDir: data
              operators: alice
            """;
    private static final String LIMITS = "limits:\n  requestsPerSecond: 10000\n  requestsBurst: 10000\n";
    private static final int MANY = 101; // more than an alert on a loop allows
    private static final int SMALL = 4_096;

    @TempDir
    private Path folder;

    private static Samples scrape(final RunningGateway gateway) {
        return Samples.parse(gateway.get("/metrics").body());
    }

    private static void assertFires(final RunningGateway gateway, final Samples before, final String... alerts) {
        for (final String alert : alerts) {
            assertFalse(AlertRule.named(alert).fires(before, before), alert + " fires before its cause");
            Await.until(() -> alert, () -> AlertRule.named(alert).fires(scrape(gateway), before));
        }
    }

    private void tokens(final String text) throws IOException {
        final Path written = Files.writeString(folder.resolve("tokens.new"), text);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
        Files.move(written, folder.resolve("tokens.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void repeat(final Runnable action) {
        for (int i = 0; i < MANY; i++) {
            action.run();
        }
    }

    private static String[] as(final String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    @Test
    @Fires({"PlimsollGatewayDown", "PlimsollGatewayNotReady", "PlimsollGatewayBehind", "PlimsollGatewayTurnsAway"})
    void shouldTellOfAGatewayThatReadsNothing() {
        final List<String> alerts = List.of("PlimsollGatewayNotReady", "PlimsollGatewayBehind");
        try (RunningGateway gateway = RunningGateway.configured(folder, OPEN + LIMITS)) {
            final Samples before = scrape(gateway);
            assertEquals(503, gateway.get("/v1/orders").statusCode());
            assertFires(gateway, before, "PlimsollGatewayTurnsAway");
            for (final String alert : alerts) {
                Await.until(() -> alert, () -> AlertRule.named(alert).fires(scrape(gateway), before));
            }
            try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
                writer.append(1);
                for (final String alert : alerts) {
                    Await.until(
                            () -> alert + " still",
                            () -> !AlertRule.named(alert).fires(scrape(gateway), before));
                }
            }
        }
        assertFalse(AlertRule.named("PlimsollGatewayDown").fires(up(1), up(1)));
        assertTrue(AlertRule.named("PlimsollGatewayDown").fires(up(0), up(1)));
    }

    /** What Prometheus itself adds to each scrape, or has in place of one. */
    private static Samples up(final double value) {
        return new Samples(List.of(new Sample("up", Map.of("job", "plimsoll-gateway"), value)));
    }

    @Test
    @Fires({
        "PlimsollGatewayWrongTokens",
        "PlimsollGatewayForbidden",
        "PlimsollGatewayMalformed",
        "PlimsollGatewayFlooded",
        "PlimsollGatewayPlacesRefused",
        "PlimsollGatewayResyncs",
        "PlimsollGatewayCannotAskDaemon",
        "PlimsollGatewayFault"
    })
    void shouldTellOfWhatIsRefused() throws IOException {
        tokens(TOKENS);
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(3);
            try (RunningGateway gateway = RunningGateway.configured(folder, CLOSED + LIMITS + "  streamsPerClient: 2\n")
                    .readTo(3)) {
                final Samples before = scrape(gateway);
                repeat(() -> gateway.get("/v1/orders", as("token-of-nobody-0")));
                assertFires(gateway, before, "PlimsollGatewayWrongTokens");
                assertEquals(
                        403, gateway.post("/v1/console/kill?reason=x", as(BOB)).statusCode());
                assertFires(gateway, before, "PlimsollGatewayForbidden");
                repeat(() -> gateway.get("/nowhere"));
                assertFires(gateway, before, "PlimsollGatewayMalformed");
                assertEquals(409, gateway.get("/v1/orders?after=99", as(ALICE)).statusCode());
                assertFires(gateway, before, "PlimsollGatewayPlacesRefused");
                assertEquals(
                        502,
                        gateway.post("/v1/console/kill?reason=x", as(ALICE)).statusCode());
                assertFires(gateway, before, "PlimsollGatewayCannotAskDaemon");
                final String bob = "Authorization: Bearer " + BOB + "\r\n";
                try (EventClient one = new EventClient(gateway.port(), "/v1/stream?after=99", bob);
                        EventClient two = new EventClient(gateway.port(), "/v1/stream?after=0", bob)) {
                    assertEquals("resync", one.next().name());
                    assertEquals("", two.next().name());
                    assertFires(gateway, before, "PlimsollGatewayResyncs");
                    repeat(() -> gateway.get("/v1/orders", as(BOB)));
                    assertFires(gateway, before, "PlimsollGatewayFlooded");
                }
                gateway.fail();
                assertFires(gateway, before, "PlimsollGatewayFault");
            }
        }
    }

    @Test
    @Fires({"PlimsollGatewayTokenWithdrawn", "PlimsollGatewayTokensFile", "PlimsollGatewayClaimsRefused"})
    void shouldTellOfTokensAndClaims() throws IOException, InterruptedException {
        tokens(TOKENS);
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(3);
            try (RunningGateway gateway =
                            RunningGateway.configured(folder, CLOSED + LIMITS).readTo(3);
                    SocketClient alice = new SocketClient(gateway, "/v1/ws", ALICE);
                    SocketClient bob = new SocketClient(gateway, "/v1/ws", BOB)) {
                final Samples before = scrape(gateway);
                final String claim = "{\"type\":\"claim\",\"id\":\"1-1-0\",\"leaseMs\":60000}";
                assertTrue(alice.ask(claim).contains("claimed"));
                for (int i = 0; i < MANY; i++) {
                    bob.ask(claim);
                }
                assertFires(gateway, before, "PlimsollGatewayClaimsRefused");
                tokens("alice: " + ALICE + "\n");
                assertFires(gateway, before, "PlimsollGatewayTokenWithdrawn");
                tokens("alice: short\n");
                assertFires(gateway, before, "PlimsollGatewayTokensFile");
            }
        }
    }

    @Test
    @Fires({"PlimsollGatewayClientLag", "PlimsollGatewayCutClients"})
    void shouldTellOfAClientThatReadsTooSlowly() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(1);
            final String small = LIMITS + "  lagRecords: 2000\n  windowRecords: 8000\n  stall: 60s\n  heartbeat: 50s\n";
            try (RunningGateway gateway =
                            RunningGateway.configured(folder, OPEN + small).readTo(1);
                    EventClient slow = new EventClient(gateway.port(), "/v1/stream?after=0", "", SMALL)) {
                assertEquals(1, slow.next().sequence());
                final Samples before = scrape(gateway);
                Await.until(() -> "behind", () -> {
                    writer.append(200);
                    gateway.readTo(writer.last());
                    return AlertRule.named("PlimsollGatewayClientLag").fires(scrape(gateway), before);
                });
                writer.append(4_000);
                assertFires(gateway, before, "PlimsollGatewayCutClients");
            }
        }
    }

    @Test
    @Fires("PlimsollGatewayCutJournal")
    void shouldTellOfDamageInTheMiddle() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(5);
        }
        final File file = new LogFiles(folder.resolve("journal"), LogName.ORDERS).newest();
        final int middle = LogFiles.records(file).get(3L) + 60;
        final byte[] damaged = LogFiles.read(file, middle, 1);
        damaged[0] ^= 1;
        LogFiles.write(file, middle, damaged);
        try (RunningGateway gateway =
                        RunningGateway.configured(folder, OPEN + LIMITS).readTo(5);
                EventClient client = new EventClient(gateway.port(), "/v1/stream?after=0", "")) {
            final Samples before = scrape(gateway);
            EventClient.Event event = client.next();
            while (event.name().isEmpty()) {
                event = client.next();
            }
            assertTrue(event.data().contains("\"reason\":\"journal\""), event.data());
            Await.until(
                    () -> "cut",
                    () -> AlertRule.named("PlimsollGatewayCutJournal").fires(scrape(gateway), Samples.parse("")));
            assertFalse(AlertRule.named("PlimsollGatewayCutJournal").fires(before, before));
        }
    }
}
