package io.plimsoll.daemon.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.daemon.metrics.Samples;
import io.plimsoll.daemon.metrics.Samples.Sample;
import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.http.EventClient;
import io.plimsoll.gateway.http.Refusal;
import io.plimsoll.gateway.http.RunningGateway;
import io.plimsoll.gateway.http.SocketClient;
import io.plimsoll.journal.LogFiles;
import io.plimsoll.journal.LogName;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
    private static final String HOST = "Host: localhost\r\n";
    private static final String METRICS = request("/metrics", HOST);

    @TempDir
    private Path folder;

    private static Samples scrape(final RunningGateway gateway) {
        return Samples.parse(gateway.get("/metrics").body());
    }

    private static void assertFires(final RunningGateway gateway, final Samples before, final String... alerts) {
        for (final String alert : alerts) {
            assertFalse(AlertRule.named(alert).fires(before, before), alert + " fires before its cause");
            Await.until(() -> alert, () -> AlertWatch.sees(alert, scrape(gateway), before));
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
    void shouldTellOfAGatewayThatReadsNothingAndOfOneThatIsGone() throws IOException {
        final List<String> alerts = List.of("PlimsollGatewayNotReady", "PlimsollGatewayBehind");
        final int port;
        try (RunningGateway gateway = RunningGateway.configured(folder, OPEN + LIMITS)) {
            port = gateway.port();
            final Samples before = scrape(gateway);
            assertEquals(503, gateway.get("/v1/orders").statusCode());
            assertFires(gateway, before, "PlimsollGatewayTurnsAway");
            for (final String alert : alerts) {
                Await.until(() -> alert, () -> AlertWatch.sees(alert, scrape(gateway), before));
            }
            try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
                writer.append(1);
                for (final String alert : alerts) {
                    Await.until(
                            () -> alert + " still",
                            () -> !AlertRule.named(alert).fires(scrape(gateway), before));
                }
            }
            assertFalse(AlertRule.named("PlimsollGatewayDown").fires(up(port), before));
        }
        assertTrue(AlertWatch.sees("PlimsollGatewayDown", up(port), Samples.parse("")));
    }

    /** What Prometheus itself adds to each scrape, or has in place of one that is not answered. */
    private static Samples up(final int port) throws IOException {
        double up;
        try {
            up = raw(port, METRICS).startsWith("HTTP/1.1 200 ") ? 1 : 0;
        } catch (final ConnectException e) {
            up = 0;
        }
        return new Samples(List.of(new Sample("up", Map.of("job", "plimsoll-gateway"), up)));
    }

    /** Everything that comes after these bytes until the gateway closes. */
    private static String raw(final int port, final String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String request(final String path, final String headers) {
        return "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
    }

    /** What makes an alert fire. */
    private interface Cause {
        void happen(RunningGateway gateway) throws IOException;
    }

    /** By this label alone, since nothing that came before its cause is counted. */
    private static void assertCauses(
            final RunningGateway gateway, final String alert, final Refusal label, final Cause cause)
            throws IOException {
        final long counted = gateway.count(label);
        final Samples before = scrape(gateway);
        cause.happen(gateway);
        assertTrue(gateway.count(label) > counted, "nothing is counted as " + label);
        assertFires(gateway, before, alert);
    }

    @Test
    @Fires("PlimsollGatewayForbidden")
    void shouldTellOfEachWayOfBeingForbidden() throws IOException {
        tokens(TOKENS);
        final Map<Refusal, Cause> causes = Map.of(
                Refusal.FORBIDDEN, gateway -> gateway.post("/v1/console/kill?reason=x", as(BOB)),
                Refusal.CROSS_SITE, gateway -> gateway.get("/v1/orders", "Origin", "https://evil.example"),
                Refusal.UNKNOWN_HOST, gateway -> raw(gateway.port(), request("/v1/orders", "Host: evil.example\r\n")));
        try (RunningGateway gateway = RunningGateway.configured(folder, CLOSED + LIMITS)) {
            for (final Map.Entry<Refusal, Cause> one : causes.entrySet()) {
                assertCauses(gateway, "PlimsollGatewayForbidden", one.getKey(), one.getValue());
            }
        }
    }

    private void assertFloods(final String limits, final Refusal label, final Cause cause) throws IOException {
        try (RunningGateway gateway = RunningGateway.configured(folder, CLOSED + limits)) {
            assertCauses(gateway, "PlimsollGatewayFlooded", label, cause);
        }
    }

    @Test
    @Fires("PlimsollGatewayFlooded")
    void shouldTellOfEachLimitThatIsReached() throws IOException {
        tokens(TOKENS);
        final String bob = "Authorization: Bearer " + BOB + "\r\n";
        final String patient = LIMITS + "  headerTimeout: 60s\n";
        assertFloods("limits:\n  requestsBurst: 100\n", Refusal.RATE, gateway -> {
            final String last = request("/v1/orders", HOST + bob);
            final String many = last.replace("close", "keep-alive").repeat(2 * MANY) + last;
            while (gateway.count(Refusal.RATE) < MANY) {
                raw(gateway.port(), many);
            }
        });
        assertFloods(patient + "  connections: 4\n", Refusal.CONNECTIONS, GatewayAlertsFireTest::crowd);
        assertFloods(
                patient + "  connectionsPerAddress: 4\n", Refusal.ADDRESS_CONNECTIONS, GatewayAlertsFireTest::crowd);
        assertFloods(
                LIMITS + "  headerTimeout: 500ms\n",
                Refusal.HEADER_TIMEOUT,
                gateway -> whileOpen(
                        gateway,
                        MANY,
                        () -> Await.until("too early", () -> gateway.count(Refusal.HEADER_TIMEOUT) >= MANY)));
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(1);
            assertFloods(LIMITS + "  streamsPerClient: 1\n", Refusal.STREAMS, gateway -> {
                try (EventClient one = new EventClient(gateway.port(), "/v1/stream?after=0", bob)) {
                    assertEquals(1, one.next().sequence());
                    repeat(() -> gateway.get("/v1/orders", as(BOB)));
                }
            });
        }
    }

    /** More connections than four, which say something. */
    private static void crowd(final RunningGateway gateway) throws IOException {
        whileOpen(
                gateway,
                4,
                () -> repeat(() -> {
                    try {
                        raw(gateway.port(), request("/v1/health", HOST));
                    } catch (final IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    /** With so many connections that say nothing. */
    private static void whileOpen(final RunningGateway gateway, final int connections, final Runnable action)
            throws IOException {
        final List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), gateway.port()));
            }
            action.run();
        } finally {
            for (final Socket one : open) {
                one.close();
            }
        }
    }

    @Test
    @Fires({
        "PlimsollGatewayWrongTokens",
        "PlimsollGatewayMalformed",
        "PlimsollGatewayPlacesRefused",
        "PlimsollGatewayResyncs",
        "PlimsollGatewayCannotAskDaemon",
        "PlimsollGatewayFault"
    })
    void shouldTellOfWhatIsRefused() throws IOException {
        tokens(TOKENS);
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(3);
            try (RunningGateway gateway =
                    RunningGateway.configured(folder, CLOSED + LIMITS).readTo(3)) {
                final Samples before = scrape(gateway);
                repeat(() -> gateway.get("/v1/orders", as("token-of-nobody-0")));
                assertFires(gateway, before, "PlimsollGatewayWrongTokens");
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
                    return AlertWatch.sees("PlimsollGatewayClientLag", scrape(gateway), before);
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
                    () -> AlertWatch.sees("PlimsollGatewayCutJournal", scrape(gateway), Samples.parse("")));
            assertFalse(AlertRule.named("PlimsollGatewayCutJournal").fires(before, before));
        }
    }
}
