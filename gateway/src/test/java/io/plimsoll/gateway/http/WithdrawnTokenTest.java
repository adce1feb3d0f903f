package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.Told;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A token that is taken out of the file ends what is open by it, without anybody's asking; nobody else notices. */
@Timeout(60)
class WithdrawnTokenTest {
    private static final String ALICE = "token-of-alice-0123";
    private static final String BOB = "token-of-bob-01234567";
    private static final String YAML =
            "journal: journal\nport: 0\ntokens: tokens.yaml\nclaims: gateway\nlimits:\n  heartbeat: 5s\n";

    @TempDir
    private Path folder;

    private OrderWriter writer;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws IOException {
        writer = new OrderWriter(folder.resolve("journal"));
        writer.append(1);
        tokens("alice: " + ALICE + "\nbob: " + BOB + "\n");
        gateway = RunningGateway.configured(folder, YAML).readTo(1);
    }

    @AfterEach
    void stop() {
        gateway.close();
        writer.close();
    }

    // Whole, as an operator should: the gateway may look at any moment.
    private void tokens(final String text) throws IOException {
        final Path written = Files.writeString(folder.resolve("tokens.new"), text);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-------"));
        Files.move(written, folder.resolve("tokens.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private EventClient stream(final String token) {
        return new EventClient(gateway.port(), "/v1/stream?after=0", "Authorization: Bearer " + token + "\r\n");
    }

    private static void assertCut(final EventClient client) {
        final EventClient.Event cut = client.next();
        assertEquals("cut", cut.name());
        assertTrue(cut.data().contains("\"reason\":\"withdrawn\""), cut.data());
        assertNull(client.next());
    }

    @Test
    void shouldEndTheStreamsOfATokenThatIsTakenOut() throws IOException, InterruptedException {
        try (EventClient alice = stream(ALICE);
                EventClient bob = stream(BOB);
                SocketClient socket = new SocketClient(gateway, "/v1/ws?after=0", ALICE)) {
            assertEquals(1, alice.next().sequence());
            assertEquals(1, bob.next().sequence());
            assertTrue(socket.next().startsWith("{\"sequence\":1,"));
            tokens("bob: " + BOB + "\n");
            assertCut(alice);
            assertEquals("closed 1008 withdrawn: the token is withdrawn", socket.answer());
            assertEquals(2, gateway.count(Counter.CUT_WITHDRAWN));
            assertThrows(AssertionError.class, () -> stream(ALICE), "401");
            writer.append(1);
            assertEquals(2, bob.next().sequence());
        }
    }

    @Test
    void shouldEndTheStreamsOfATokenThatIsReplaced() throws IOException {
        try (EventClient before = stream(ALICE)) {
            assertEquals(1, before.next().sequence());
            tokens("alice: " + ALICE + "-renewed\nbob: " + BOB + "\n");
            assertCut(before);
            try (EventClient after = stream(ALICE + "-renewed")) {
                assertEquals(1, after.next().sequence());
            }
        }
    }

    @Test
    void shouldKeepStreamsWhereTheFileChangesButNotTheirTokens() throws IOException {
        try (EventClient alice = stream(ALICE);
                Told told = new Told()) {
            assertEquals(1, alice.next().sequence());
            tokens("# a new comment\nalice: " + ALICE + "\ncarol: token-of-carol-0123\n");
            Await.until(
                    () -> "carol is not known",
                    Duration.ofSeconds(30),
                    () -> gateway.get("/v1/orders", "Authorization", "Bearer token-of-carol-0123")
                                    .statusCode()
                            == 200);
            tokens("alice:\n  - no token\n");
            Await.until(
                    () -> "the problem is not told",
                    Duration.ofSeconds(30),
                    () -> !gateway.get("/v1/health").body().contains("\"tokensProblem\":\"\""));
            Await.until(
                    () -> "not told: " + told,
                    Duration.ofSeconds(30),
                    () -> told.has("TOKENS_UNUSABLE", folder.toString()));
            writer.append(1);
            assertEquals(2, alice.next().sequence());
            assertEquals(0, gateway.count(Counter.CUT_WITHDRAWN));
        }
    }
}
