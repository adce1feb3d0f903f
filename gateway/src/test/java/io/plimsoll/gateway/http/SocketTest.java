package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders and claims over the JDK's own WebSocket client. */
@Timeout(120)
class SocketTest {
    private static final String ALICE = "token-of-alice-0123";
    private static final String BOB = "token-of-bob-01234567";
    private static final String YAML =
            "journal: journal\nport: 0\ntokens: tokens.yaml\nclaims: gateway\nlimits:\n  heartbeat: 5s\n";

    @TempDir
    private Path folder;

    private OrderWriter writer;

    @BeforeEach
    void writeAJournal() throws IOException {
        writer = new OrderWriter(folder.resolve("journal"));
        writer.append(5);
        final Path tokens =
                Files.writeString(folder.resolve("tokens.yaml"), "alice: " + ALICE + "\nbob: " + BOB + "\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void closeIt() {
        writer.close();
    }

    @Test
    void shouldSendOrdersAndTheirPlace() throws InterruptedException {
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML).readTo(5);
                SocketClient client = new SocketClient(gateway, "/v1/ws?after=3", ALICE)) {
            assertTrue(client.next().startsWith("{\"sequence\":4,\"type\":\"order\",\"id\":\"1-4-0\""));
            assertTrue(client.next().startsWith("{\"sequence\":5,"));
            final String place = client.next();
            assertTrue(place.matches("\\{\"type\":\"place\",\"place\":\"5-[0-9a-f]+\"}"), place);
            writer.append(1);
            assertTrue(client.next().startsWith("{\"sequence\":6,"));
            try (SocketClient resumed =
                    new SocketClient(gateway, "/v1/ws?after=" + place.replaceAll(".*\"place\":\"|\"}", ""), ALICE)) {
                assertTrue(resumed.next().startsWith("{\"sequence\":6,"));
            }
        }
    }

    @Test
    void shouldGiveAnOrderToOneClientAtATime() throws InterruptedException {
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML).readTo(5);
                SocketClient alice = new SocketClient(gateway, "/v1/ws", ALICE);
                SocketClient bob = new SocketClient(gateway, "/v1/ws", BOB)) {
            final String claim = "{\"type\":\"claim\",\"id\":\"1-4-0\",\"leaseMs\":60000}";
            final String given = alice.ask(claim);
            assertTrue(
                    given.matches("\\{\"type\":\"claimed\",\"id\":\"1-4-0\",\"by\":\"alice\",\"untilMs\":\\d+}"),
                    given);
            assertTrue(bob.ask(claim)
                    .startsWith("{\"type\":\"refused\",\"id\":\"1-4-0\",\"reason\":\"claimed\",\"by\":\"alice\""));
            assertTrue(alice.ask(claim).startsWith("{\"type\":\"claimed\""), "renewed");
            assertTrue(bob.ask("{\"type\":\"release\",\"id\":\"1-4-0\"}").contains("\"reason\":\"claimed\""));
            assertEquals(
                    "{\"type\":\"released\",\"id\":\"1-4-0\"}", alice.ask("{\"type\":\"release\",\"id\":\"1-4-0\"}"));
            assertTrue(alice.ask("{\"type\":\"release\",\"id\":\"1-4-0\"}").contains("\"reason\":\"not-claimed\""));
            assertTrue(bob.ask(claim).startsWith("{\"type\":\"claimed\""));
            assertTrue(bob.ask("{\"type\":\"ack\",\"id\":\"1-4-0\"}").startsWith("{\"type\":\"acked\""));
            assertTrue(alice.ask(claim).contains("\"reason\":\"acked\",\"by\":\"bob\""));
        }
    }

    @Test
    void shouldEndALeaseAndKeepClaimsOverARestart() throws InterruptedException {
        final String claim = "{\"type\":\"claim\",\"id\":\"1-%d-0\",\"leaseMs\":%d}";
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML);
                SocketClient alice = new SocketClient(gateway, "/v1/ws", ALICE);
                SocketClient bob = new SocketClient(gateway, "/v1/ws", BOB)) {
            alice.ask(claim.formatted(1, 1));
            String answer = bob.ask(claim.formatted(1, 1));
            while (answer.contains("refused")) {
                answer = bob.ask(claim.formatted(1, 1));
            }
            assertTrue(answer.contains("\"by\":\"bob\""), answer);
            assertTrue(alice.ask(claim.formatted(2, 60_000)).startsWith("{\"type\":\"claimed\""));
            assertTrue(alice.ask("{\"type\":\"ack\",\"id\":\"1-3-0\"}").startsWith("{\"type\":\"acked\""));
        }
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML);
                SocketClient bob = new SocketClient(gateway, "/v1/ws", BOB)) {
            assertTrue(bob.ask(claim.formatted(2, 60_000)).contains("\"reason\":\"claimed\",\"by\":\"alice\""));
            assertTrue(bob.ask(claim.formatted(3, 60_000)).contains("\"reason\":\"acked\",\"by\":\"alice\""));
            assertTrue(bob.ask(claim.formatted(1, 60_000)).startsWith("{\"type\":\"claimed\""));
        }
    }

    @Test
    void shouldRefuseWhatItCannotUnderstand() throws InterruptedException {
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML);
                SocketClient client = new SocketClient(gateway, "/v1/ws", ALICE)) {
            for (final String message : new String[] {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"claim\"}",
                "{\"type\":\"claim\",\"id\":\"1-2\",\"leaseMs\":5}",
                "{\"type\":\"claim\",\"id\":\"1-2-3\"}",
                "{\"type\":\"claim\",\"id\":\"1-2-3\",\"leaseMs\":0}",
                "{\"type\":\"claim\",\"id\":\"99999999999-2-3\",\"leaseMs\":5}",
                "{\"type\":\"ack\",\"id\":\"1-2-3\",\"leaseMs\":5}",
                "{\"type\":\"ack\",\"id\":\"1-2-3\",\"x\":5}",
                "{\"type\":\"ack\",\"id\":\"1-2-3\"} {}",
                "{\"type\":\"ack\",\"id\":[\"1-2-3\"]}"
            }) {
                assertTrue(client.ask(message).startsWith("{\"type\":\"error\",\"text\":\""), message);
            }
            assertEquals(13, gateway.count(Refusal.BAD_REQUEST));
            assertTrue(client.ask("{\"type\":\"ack\",\"id\":\"1-2-3\"" + " ".repeat(5_000) + "}")
                    .startsWith("closed 1009 too-large"));
        }
    }

    @Test
    void shouldLimitTheRateOfMessages() throws InterruptedException {
        try (RunningGateway gateway =
                        RunningGateway.configured(folder, YAML + "  requestsBurst: 5\n  requestsPerSecond: 1\n");
                SocketClient client = new SocketClient(gateway, "/v1/ws", ALICE)) {
            String answer = "";
            for (int i = 0; i < 100 && !answer.startsWith("closed"); i++) {
                answer = client.ask("{\"type\":\"ack\",\"id\":\"1-2-3\"}");
            }
            assertTrue(answer.startsWith("closed 1008 rate"), answer);
            assertEquals(1, gateway.count(Refusal.RATE));
        }
    }

    @Test
    void shouldUpgradeNobodyWithoutAToken() {
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML)) {
            assertThrows(CompletionException.class, () -> new SocketClient(gateway, "/v1/ws", "token-of-nobody-0"));
            assertEquals(1, gateway.count(Refusal.UNAUTHORIZED));
            assertEquals(
                    400,
                    gateway.get("/v1/ws", "Authorization", "Bearer " + ALICE).statusCode());
        }
    }

    @Test
    void shouldTakeATokenAsASubprotocol() {
        try (RunningGateway gateway = RunningGateway.configured(folder, YAML)) {
            final WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("plimsoll.v1", "bearer." + ALICE)
                    .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/v1/ws"), new WebSocket.Listener() {})
                    .join();
            assertEquals("plimsoll.v1", socket.getSubprotocol());
            socket.abort();
        }
    }
}
