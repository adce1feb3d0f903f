package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no client should send: each is refused in words, counted once under its reason, and is no fault of the program. */
@Timeout(60)
class MalformedRequestTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final String UPGRADE = "GET /v1/ws?after=0 HTTP/1.1\r\n" + HOST
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    @TempDir
    private Path folder;

    private static void assertRefused(final RunningGateway gateway, final Refusal refusal, final String... requests)
            throws IOException {
        for (final String request : requests) {
            RawRequest.assertRefused(gateway, refusal, request);
        }
        assertEquals(0, gateway.count(Refusal.FAULT) + gateway.count(Counter.FAULTS));
    }

    @Test
    void shouldRefuseWhatIsNoRequest() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            assertRefused(
                    gateway,
                    Refusal.BAD_REQUEST,
                    "\u0016\u0003\u0001\u0000\u0000\r\n\r\n", // TLS where there is none
                    "GET\r\n\r\n",
                    "GET /v1/health\r\n\r\n",
                    "GET /v1/health HTTP/9.9\r\n" + HOST + "\r\n",
                    "GET /v1/health NONSENSE\r\n" + HOST + "\r\n",
                    RawRequest.get("/v1/health", HOST + " folded\r\n"),
                    RawRequest.get("/v1/health", HOST + "Host: other\r\n"),
                    RawRequest.get("/v1/health", HOST + "No colon\r\n"),
                    RawRequest.get("/v1/health", HOST + "Content-Length: -1\r\n"),
                    RawRequest.get("/v1/health", HOST + "Content-Length: 1\r\nContent-Length: 2\r\n"),
                    RawRequest.get("/v1/health", HOST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
                    RawRequest.get("/v1/health", HOST + "Transfer-Encoding: gzip\r\n"),
                    RawRequest.get("/v1/orders?after=%zz", HOST),
                    RawRequest.get("/v1/orders?after=%c3%28", HOST));
        }
    }

    @Test
    void shouldRefuseWhatIsTooLarge() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder, "headerBytes: 2048")) {
            assertRefused(
                    gateway,
                    Refusal.HEADERS_TOO_LARGE,
                    RawRequest.get("/v1/health", HOST + "X: " + "x".repeat(60_000) + "\r\n"),
                    RawRequest.get("/v1/health", HOST + "X: y\r\n".repeat(10_000)));
            assertRefused(gateway, Refusal.URI_TOO_LONG, RawRequest.get("/v1/" + "x".repeat(60_000), HOST));
            assertRefused(
                    gateway,
                    Refusal.TOO_LARGE,
                    "POST /v1/orders HTTP/1.1\r\n" + HOST + "Content-Length: 9000000000000000000\r\n\r\nand then",
                    "GET /v1/orders HTTP/1.1\r\n" + HOST + "Content-Length: 100000\r\n\r\n" + "x".repeat(100_000),
                    "POST /v1/console/kill HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        }
    }

    /** Whatever the bytes are, they are answered by a refusal or by nothing, and the gateway goes on. */
    @Test
    void shouldSurviveRequestsWithBytesChanged() throws IOException {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("plimsoll.seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        try (RunningGateway gateway = RunningGateway.over(
                folder,
                "requestsPerSecond: 10000",
                "requestsBurst: 10000",
                "headerTimeout: 100ms",
                "heartbeat: 100ms",
                "idleTimeout: 500ms")) {
            // What must not change comes before the host, so that a request that ends too early has none.
            final String origin = "Origin: http://a.example\r\n";
            final String good = RawRequest.get("/v1/stream?after=5&resync=live", origin + HOST);
            final int kept = good.indexOf(origin);
            for (int i = 0; i < 100; i++) {
                final StringBuilder bad = new StringBuilder(good);
                for (int change = random.nextInt(1, 6); change > 0; change--) {
                    final int at = random.nextInt(good.length() - origin.length());
                    bad.setCharAt(at < kept ? at : at + origin.length(), (char) random.nextInt(256));
                }
                final String answer = RawRequest.send(gateway, bad.toString());
                assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 4\\d\\d .*\"error\":\".*"), bad + answer);
            }
            assertEquals(0, gateway.count(Refusal.FAULT) + gateway.count(Counter.FAULTS));
        }
    }

    @Test
    void shouldRefuseWebSocketsThatDoNotSpeakIt() throws IOException {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"));
                RunningGateway gateway = RunningGateway.over(folder, "heartbeat: 100ms", "idleTimeout: 500ms")) {
            writer.append(1);
            gateway.readTo(1);
            assertRefused(
                    gateway,
                    Refusal.BAD_REQUEST,
                    RawRequest.get("/v1/ws", HOST),
                    UPGRADE.replace("after=0", "aftr=0"),
                    UPGRADE.replace("Version: 13", "Version: 8"));
            long refused = gateway.count(Refusal.BAD_REQUEST);
            for (final String frame : List.of(
                    "\u0081\u0002{}", // not masked
                    "\u00f1\u0082\u0000\u0000\u0000\u0000{}", // reserved bits
                    "\u0083\u0082\u0000\u0000\u0000\u0000{}", // an operation that there is not
                    "\u0082\u0082\u0000\u0000\u0000\u0000{}", // binary
                    "\u0001\u0082\u0000\u0000\u0000\u0000{}", // the first part of a message
                    "\u0081\u0081\u0000\u0000\u0000\u0000\u00ff\u0088\u0080\u0000\u0000\u0000\u0000")) { // no UTF-8,
                // and a close
                final String answer = RawRequest.send(gateway, UPGRADE + frame);
                assertTrue(answer.startsWith("HTTP/1.1 101 "), answer);
                final long expected = ++refused;
                Await.until(
                        () -> frame + " -> " + answer,
                        Duration.ofSeconds(10),
                        () -> gateway.count(Refusal.BAD_REQUEST) == expected);
            }
            final String large =
                    "\u0081\u00ff\u0000\u0000\u0000\u0000\u0010\u0000\u0000\u0000\u0000\u0000\u0000\u0000{";
            assertTrue(RawRequest.send(gateway, UPGRADE + large).startsWith("HTTP/1.1 101 "));
            Await.until(() -> "not counted", Duration.ofSeconds(10), () -> gateway.count(Refusal.TOO_LARGE) == 1);
            assertEquals(0, gateway.count(Counter.FAULTS));
        }
    }
}
