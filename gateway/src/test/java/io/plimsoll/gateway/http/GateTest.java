package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and that each refusal is told as JSON and counted. */
@Timeout(120)
class GateTest {
    private static final String TOKEN = "alice-has-a-long-token";

    @TempDir
    private Path folder;

    private OrderWriter writer;

    @BeforeEach
    void writeAJournal() {
        writer = new OrderWriter(folder.resolve("journal"));
        writer.append(5);
    }

    @AfterEach
    void closeIt() {
        writer.close();
    }

    private RunningGateway withTokens(final String tokens, final int requestsPerSecond) throws IOException {
        tokens(tokens, "rw-------");
        return RunningGateway.configured(
                folder,
                "journal: journal\nport: 0\ntokens: tokens.yaml\nlimits:\n  requestsPerSecond: " + requestsPerSecond
                        + "\n");
    }

    // Whole, since a gateway may look at any moment.
    private void tokens(final String tokens, final String mode) throws IOException {
        final Path written = Files.writeString(folder.resolve("tokens.new"), tokens);
        Files.setPosixFilePermissions(written, PosixFilePermissions.fromString(mode));
        Files.move(written, folder.resolve("tokens.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Sends bytes as they are, and answers everything that comes until the other side closes. */
    private static String raw(final RunningGateway gateway, final String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String request(final String path, final String headers) {
        return "GET " + path + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static void assertRefused(final RunningGateway gateway, final Refusal refusal, final String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + refusal.status() + " "), answer);
        assertTrue(answer.contains("\"error\":\"" + refusal.code() + "\""), answer);
        assertTrue(gateway.count(refusal) > 0, "not counted: " + refusal);
    }

    @Test
    void shouldLetNobodyInWithoutAToken() throws IOException {
        try (RunningGateway gateway = withTokens(
                "alice: " + TOKEN + "\n"
                        + "bob: sha256:ef797c8118f02dfb649607dd5d3f8c7623048c9c063d532cc95c5ed7a898a64f\n",
                1_000)) {
            for (final String path : List.of("/v1/orders", "/v1/stream")) {
                assertEquals(401, gateway.get(path).statusCode());
                assertEquals(
                        401,
                        gateway.get(path, "Authorization", "Bearer " + TOKEN + "x")
                                .statusCode());
                assertEquals(
                        401,
                        gateway.get(path, "Authorization", "Basic " + TOKEN).statusCode());
            }
            gateway.readTo(5);
            assertEquals(
                    200,
                    gateway.get("/v1/orders", "Authorization", "Bearer " + TOKEN)
                            .statusCode());
            assertEquals(
                    200,
                    gateway.get("/v1/orders", "Authorization", "bearer 12345678")
                            .statusCode());
            assertEquals(6, gateway.count(Refusal.UNAUTHORIZED));
        }
    }

    @Test
    void shouldSlowDownWhoeverGuessesTokens() throws IOException {
        try (RunningGateway gateway = withTokens("alice: " + TOKEN + "\n", 1)) {
            for (int i = 0; i < 1_000 && gateway.count(Refusal.RATE) == 0; i++) {
                gateway.get("/v1/orders", "Authorization", "Bearer guess-" + i);
            }
            assertTrue(gateway.count(Refusal.RATE) > 0);
        }
    }

    @Test
    void shouldForgetATokenThatIsTakenOutOfTheFile() throws IOException {
        try (RunningGateway gateway = withTokens("alice: " + TOKEN + "\n", 1_000)) {
            assertFalse(gateway.get("/v1/orders", "Authorization", "Bearer " + TOKEN)
                            .statusCode()
                    == 401);
            tokens("bob: " + TOKEN + "-of-bob\n", "rw-------");
            Files.setLastModifiedTime(
                    folder.resolve("tokens.yaml"), FileTime.from(Instant.now().plusSeconds(5)));
            assertEquals(
                    401,
                    gateway.get("/v1/orders", "Authorization", "Bearer " + TOKEN)
                            .statusCode());
            tokens("alice: " + TOKEN + "\n", "rw-r--r--");
            Files.setLastModifiedTime(
                    folder.resolve("tokens.yaml"), FileTime.from(Instant.now().plusSeconds(9)));
            assertEquals(
                    401,
                    gateway.get("/v1/orders", "Authorization", "Bearer " + TOKEN)
                            .statusCode());
            assertTrue(gateway.get("/v1/health").body().contains("expected mode 0600"));
        }
    }

    @Test
    void shouldLimitTheRateOfAClient() {
        try (RunningGateway gateway = RunningGateway.over(folder, "requestsPerSecond: 1", "requestsBurst: 5")) {
            int refused = 0;
            for (int i = 0; i < 100; i++) {
                refused += gateway.get("/v1/openapi.json").statusCode() == 429 ? 1 : 0;
            }
            assertTrue(refused > 50, refused + " of 100 were refused");
            assertEquals(refused, gateway.count(Refusal.RATE));
        }
    }

    @Test
    void shouldLimitTheStreamsOfAClient() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder, "streamsPerClient: 2");
                EventClient one = EventClient.resuming(gateway.port(), "0");
                EventClient two = EventClient.resuming(gateway.port(), "0")) {
            assertRefused(gateway, Refusal.STREAMS, raw(gateway, request("/v1/orders", "Host: localhost\r\n")));
            assertEquals(one.next(), two.next());
        }
    }

    @Test
    void shouldLimitConnections() throws IOException {
        final List<EventClient> clients = new ArrayList<>();
        try (RunningGateway gateway = RunningGateway.over(folder, "connections: 3", "streamsPerClient: 50")) {
            for (int i = 0; i < 3; i++) {
                clients.add(EventClient.resuming(gateway.port(), "0"));
            }
            assertRefused(gateway, Refusal.CONNECTIONS, raw(gateway, request("/v1/health", "Host: localhost\r\n")));
            clients.remove(0).close();
            Await.until(
                    () -> "the place of a client that left stays taken",
                    Duration.ofSeconds(60),
                    () -> isAnswered(gateway));
        } finally {
            clients.forEach(EventClient::close);
        }
    }

    private static boolean isAnswered(final RunningGateway gateway) {
        try {
            return raw(gateway, request("/v1/health", "Host: localhost\r\n")).startsWith("HTTP/1.1 200 ");
        } catch (final IOException e) {
            return false;
        }
    }

    @Test
    void shouldLimitConnectionsOfAnAddress() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder, "connectionsPerAddress: 1");
                EventClient one = EventClient.resuming(gateway.port(), "0")) {
            assertRefused(
                    gateway, Refusal.ADDRESS_CONNECTIONS, raw(gateway, request("/v1/health", "Host: localhost\r\n")));
            assertEquals(1, one.next().sequence());
        }
    }

    @Test
    void shouldRefuseOtherHostsAndOtherSites() throws IOException {
        try (RunningGateway gateway = RunningGateway.configured(folder, """
                journal: journal
                port: 0
                tokens: none
                hosts: desk.example
                origins: https://console.example
                limits:
                  idleTimeout: 60s
                """)) {
            gateway.readTo(5);
            for (final String host : List.of("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80")) {
                assertRefused(
                        gateway, Refusal.UNKNOWN_HOST, raw(gateway, request("/v1/orders", "Host: " + host + "\r\n")));
            }
            for (final String host : List.of("localhost:1", "127.0.0.1", "[::1]", "DESK.example")) {
                final String answer = raw(gateway, request("/v1/orders", "Host: " + host + "\r\n"));
                assertTrue(answer.startsWith("HTTP/1.1 200 "), host + ": " + answer);
            }
            for (final String header : List.of(
                    "Origin: https://evil.example",
                    "Origin: null",
                    "Origin: http://localhost:9",
                    "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Site: same-site")) {
                assertRefused(
                        gateway,
                        Refusal.CROSS_SITE,
                        raw(gateway, request("/v1/orders", "Host: localhost\r\n" + header + "\r\n")));
            }
            final String own =
                    raw(gateway, request("/v1/orders", "Host: localhost:7\r\nOrigin: http://localhost:7\r\n"));
            assertTrue(own.startsWith("HTTP/1.1 200 ") && !own.contains("Access-Control"), own);
            final String named =
                    raw(gateway, request("/v1/orders", "Host: localhost\r\nOrigin: https://console.example\r\n"));
            assertTrue(named.contains("Access-Control-Allow-Origin: https://console.example"), named);
            final String preflight = raw(
                    gateway,
                    request("/v1/orders", "Host: localhost\r\nOrigin: https://console.example\r\n")
                            .replaceFirst("GET", "OPTIONS"));
            assertTrue(preflight.startsWith("HTTP/1.1 204 "), preflight);
        }
    }

    @Test
    void shouldServeNothingButItsPaths() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            for (final String path : List.of("/", "/v1", "/v1/orders/", "/v1/Orders", "/etc/passwd", "/v1/orders/x")) {
                assertRefused(gateway, Refusal.NOT_FOUND, raw(gateway, request(path, "Host: localhost\r\n")));
            }
            for (final String path : List.of(
                    "/v1/../../etc/passwd",
                    "/../gateway.yaml",
                    "/v1/%2e%2e/%2e%2e/etc/passwd",
                    "/v1/..%2f..%2fetc/passwd",
                    "/v1/%00",
                    "/v1/orders;x=y/../../..",
                    "//v1//orders",
                    "/v1\\..\\orders")) {
                final long before = gateway.count(Refusal.NOT_FOUND) + gateway.count(Refusal.BAD_REQUEST);
                final String answer = raw(gateway, request(path, "Host: localhost\r\n"));
                assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*\"error\":\"(not-found|bad-request)\".*"), answer);
                assertEquals(before + 1, gateway.count(Refusal.NOT_FOUND) + gateway.count(Refusal.BAD_REQUEST), path);
            }
        }
    }

    @Test
    void shouldRefuseWhatItCannotUnderstand() throws IOException {
        try (RunningGateway gateway =
                RunningGateway.over(folder, "headerBytes: 2048").readTo(5)) {
            for (final String query : List.of("aftr=1", "after=x", "after=-1", "after=1&after=2", "limit=0", "all=1")) {
                assertRefused(
                        gateway,
                        Refusal.BAD_REQUEST,
                        raw(gateway, request("/v1/orders?" + query, "Host: localhost\r\n")));
            }
            assertRefused(
                    gateway, Refusal.BAD_REQUEST, raw(gateway, request("/v1/stream?limit=3", "Host: localhost\r\n")));
            assertRefused(gateway, Refusal.BAD_REQUEST, raw(gateway, "nonsense\r\n\r\n"));
            assertRefused(gateway, Refusal.BAD_REQUEST, raw(gateway, request("/v1/orders", "no colon here\r\n")));
            assertRefused(
                    gateway,
                    Refusal.HEADERS_TOO_LARGE,
                    raw(gateway, request("/v1/orders", "Host: localhost\r\nX: " + "x".repeat(9_000) + "\r\n")));
            final String longLine = raw(gateway, request("/v1/" + "x".repeat(9_000), "Host: localhost\r\n"));
            assertTrue(longLine.startsWith("HTTP/1.1 414 ") || longLine.startsWith("HTTP/1.1 431 "), longLine);
            assertRefused(
                    gateway,
                    Refusal.METHOD,
                    raw(gateway, "DELETE /v1/orders HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n\r\n"));
            assertRefused(
                    gateway,
                    Refusal.TOO_LARGE,
                    raw(gateway, "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"));
            assertRefused(
                    gateway,
                    Refusal.TOO_LARGE,
                    raw(gateway, "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"));
        }
    }

    @Test
    void shouldNotWaitForHeadersThatComeLetterByLetter() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder, "headerTimeout: 300ms");
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.setSoTimeout(60_000);
            final StringBuilder answer = new StringBuilder();
            final Thread reader = new Thread(() -> {
                try {
                    answer.append(new String(socket.getInputStream().readAllBytes(), UTF_8));
                } catch (final IOException e) {
                    answer.append(e.getMessage());
                }
            });
            reader.start();
            Await.until(() -> "never closed", Duration.ofSeconds(60), () -> {
                try {
                    socket.getOutputStream().write('G');
                } catch (final IOException e) {
                    // it is closed, which the reader sees
                }
                return !reader.isAlive();
            });
            assertEquals(1, gateway.count(Refusal.HEADER_TIMEOUT));
        }
    }

    @Test
    void shouldCloseWhereNothingMoves() throws IOException {
        try (RunningGateway gateway =
                        RunningGateway.over(folder, "idleTimeout: 500ms", "heartbeat: 100ms", "headerTimeout: 300ms");
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
                EventClient stream = EventClient.resuming(gateway.port(), "5")) {
            silent.setSoTimeout(60_000);
            final String told = new String(silent.getInputStream().readAllBytes(), UTF_8);
            assertRefused(gateway, Refusal.HEADER_TIMEOUT, told);
            final String kept = raw(gateway, "GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertTrue(kept.startsWith("HTTP/1.1 200 ") || kept.startsWith("HTTP/1.1 503 "), kept); // then closed
            writer.append(1);
            assertEquals(6, stream.next().sequence()); // heartbeats keep a stream
        }
    }
}
