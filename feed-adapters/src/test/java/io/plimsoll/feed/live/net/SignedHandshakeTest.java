package io.plimsoll.feed.live.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plimsoll.feed.chainlink.ChainlinkVenue;
import io.plimsoll.feed.chainlink.Credentials;
import io.plimsoll.feed.live.Symbols;
import io.plimsoll.feed.live.server.SignatureCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that checks who signs, as https://docs.chain.link/data-streams/reference/data-streams-api/authentication says: status 401 for
 * whoever signs with another secret or under another time, and 503 for whom it would have served.
 */
@Timeout(30)
class SignedHandshakeTest {
    private static final String KEY = "key-of-the-venue";
    private static final String SECRET = "secret-of-the-venue";
    private static final String FEED = "0x0003" + "ab".repeat(30);
    private static final long MUCH_OFF_MS = 10_000;

    private final TransportRig rig = new TransportRig();
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", SignedHandshakeTest::answer);
        server.start();
    }

    @AfterEach
    void close() throws Exception {
        rig.close();
        server.stop(0);
    }

    private static void answer(final HttpExchange exchange) throws IOException {
        try (exchange) {
            final boolean isSigned = new SignatureCheck(KEY, SECRET)
                    .isSigned(exchange.getRequestURI().toString(), exchange.getRequestHeaders()::getFirst);
            exchange.sendResponseHeaders(isSigned ? 503 : 401, -1);
        }
    }

    private void connect(final String secret, final long nowMs) throws Exception {
        final URI address = URI.create("ws://127.0.0.1:" + server.getAddress().getPort());
        rig.open(new ChainlinkVenue(List.of(address), Symbols.of(FEED + "/2"), Credentials.parse(KEY + "\n" + secret))
                .endpoint(0, nowMs));
        rig.heard.awaitClosed();
    }

    @Test
    void shouldBeServedWithTheRightSecret() throws Exception {
        connect(SECRET, System.currentTimeMillis());
        assertEquals(List.of("closed: refused with HTTP status 503"), rig.heard.all);
    }

    @Test
    void shouldBeTurnedAwayWithAnotherSecretAndTellNothingOfIt() throws Exception {
        connect("secret-of-another", System.currentTimeMillis());
        assertEquals(List.of("closed: refused with HTTP status 401"), rig.heard.all);
        assertFalse(rig.heard.all.toString().contains("another"));
    }

    @Test
    void shouldBeTurnedAwayUnderAClockThatIsWrong() throws Exception {
        connect(SECRET, System.currentTimeMillis() - MUCH_OFF_MS);
        assertEquals(List.of("closed: refused with HTTP status 401"), rig.heard.all);
    }
}
