package io.plimsoll.gateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks without a token takes nothing of what others have, neither the monitor's nor a client's. */
@Timeout(120)
class StrangerTest {
    private static final String YAML = """
            journal: journal
            port: 0
            tokens: tokens.yaml
            limits:
              requestsPerSecond: 100000
              requestsBurst: 100000
              streamsPerClient: 1
            """;
    private static final String SCHEMA = "GET /v1/schema.xml HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final int MANY = 1_000; // more than any buffer between the two takes
    private static final byte[] METRICS =
            RawRequest.get("/metrics", "Host: localhost\r\n").getBytes(ISO_8859_1);

    @TempDir
    private Path folder;

    @Test
    void shouldCountThoseWithoutATokenByTheirAddress() throws IOException {
        final Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "alice: token-of-alice-0123\n");
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        final InetAddress greedy = InetAddress.getByName("127.1.0.1");
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(1);
            try (RunningGateway gateway =
                            RunningGateway.configured(folder, YAML).readTo(1);
                    ConnectionFlood reader = new ConnectionFlood(gateway.port(), 1)) {
                reader.open(0, SCHEMA.repeat(MANY)); // and it reads nothing of what comes
                final String[] last = new String[1];
                Await.until(() -> last[0], Duration.ofSeconds(60), () -> {
                    last[0] = answer(gateway, greedy);
                    return last[0].contains("\"error\":\"streams\"");
                });
                assertTrue(answer(gateway, InetAddress.getLoopbackAddress()).startsWith("HTTP/1.1 200 "));
                assertEquals(
                        200,
                        gateway.get("/v1/orders", "Authorization", "Bearer token-of-alice-0123")
                                .statusCode());
            }
        }
    }

    private static String answer(final RunningGateway gateway, final InetAddress from) {
        try {
            return RawRequest.send(gateway, from, METRICS);
        } catch (final IOException e) {
            return e.toString();
        }
    }
}
