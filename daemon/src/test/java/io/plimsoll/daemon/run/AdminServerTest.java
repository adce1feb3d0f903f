package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator's act comes in five lines and with the token, or not at all. */
@Timeout(60)
class AdminServerTest {
    private static final String TOKEN = "secret";

    private final HeardActions heard = new HeardActions();
    private final HandlerErrors errors = new HandlerErrors();
    private final AdminWatch watch = new AdminWatch();
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        server = AdminServer.local(
                0, TOKEN, heard, errors, watch, (who, cause) -> heard.calls.add(who + " failed: " + cause));
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldHandAnActOn() throws Exception {
        assertEquals(200, post(TOKEN, "ada\noracle  is down \nset-price\nBTC-PERP\n61000.5"));
        assertEquals(200, post(TOKEN, "ada\nin dispute\nhold-account\nalice\n"));
        assertEquals(
                List.of(
                        List.of("ada", "oracle is down", "set-price", "BTC-PERP", "61000.5"),
                        List.of("ada", "in dispute", "hold-account", "alice", "")),
                heard.calls);
    }

    @Test
    void shouldTakeNoActWithoutTheToken() throws Exception {
        assertEquals(401, post("guess", "ada\nwhy\nhold-account\nalice\n"));
        assertEquals(List.of(), heard.calls);
    }

    @Test
    void shouldChangeNothingWithoutTheTokenAndCountWhoTries() throws Exception {
        for (final String path : List.of("/kill", "/arm", "/reload", "/snapshot", "/act")) {
            assertEquals(401, post(path, "guess", "ada\nwhy"), path);
        }
        assertEquals(List.of(), heard.calls);
        assertEquals(5, watch.count(AdminWatch.Port.LOCAL, AdminWatch.Reason.WRONG_TOKEN));
        assertEquals(0, watch.count(AdminWatch.Port.LOCAL, AdminWatch.Reason.NO_TOKEN));
        assertEquals(200, post("/kill", TOKEN, "ada\nwhy"));
        assertEquals(List.of(List.of("kill", "ada", "why")), heard.calls);
    }

    @Test
    void shouldBoundTheJdksServerWhoeverStartsTheJvm() {
        for (final String property : List.of(
                "sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime", "jdk.httpserver.maxConnections")) {
            assertTrue(Integer.getInteger(property, 0) > 0, property);
        }
    }

    @Test
    void shouldTakeNoActWithTooFewLines() throws Exception {
        assertEquals(400, post(TOKEN, "ada\nwhy\nhold-account\nalice"));
        assertEquals(List.of(), heard.calls);
    }

    @Test
    void shouldShowNoAccountWithoutTheToken() throws Exception {
        assertEquals(401, overview("guess"));
        assertEquals(200, overview(TOKEN));
    }

    private int overview(final String token) throws Exception {
        final HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + "/overview"))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void shouldReloadForWhoeverHasTheTokenOnly() throws Exception {
        assertEquals(401, post("/reload", "guess", "ada\nvote 117"));
        assertEquals(List.of(), heard.calls);
        assertEquals(409, post("/reload", TOKEN, "ada\nvote 117"));
        assertEquals(List.of(List.of("ada", "vote 117")), heard.calls);
    }

    @Test
    void shouldStopTheDaemonForAFaultOfWhatChangesSomethingOnly() throws Exception {
        heard.isBroken = true;
        final URI status = URI.create("http://127.0.0.1:" + server.address().getPort() + "/status");
        assertEquals(
                500,
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(status).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        assertEquals(List.of(), heard.calls);
        assertEquals(1, errors.count(HandlerErrors.Handler.ADMIN_PORT));
        assertThrows(IOException.class, () -> post("/arm", TOKEN, "ada\nwhy"));
        assertEquals(List.of("admin port failed: java.lang.IllegalStateException: broken"), heard.calls);
    }

    @Test
    void shouldHearAnOperatorWhileOthersSendHalfARequest() throws Exception {
        final List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                final Socket socket = new Socket(
                        server.address().getAddress(), server.address().getPort());
                slow.add(socket);
                socket.getOutputStream().write("POST /kill HTTP/1.1\r\nHost: x".getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals(409, post("/reload", TOKEN, "ada\nvote 117"));
        } finally {
            for (final Socket socket : slow) {
                socket.close();
            }
        }
    }

    private int post(final String token, final String body) throws Exception {
        return post("/act", token, body);
    }

    private int post(final String path, final String token, final String body) throws Exception {
        final HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
