package io.plimsoll.daemon.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.daemon.run.AdminServer.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An operator's act comes in five lines and with the token, or not at all. */
@Timeout(60)
class AdminServerTest {
    private static final String TOKEN = "secret";

    private final Heard heard = new Heard();
    private AdminServer server;

    @BeforeEach
    void start() throws Exception {
        server = new AdminServer(0, TOKEN, heard, (who, cause) -> heard.calls.add(who + " failed: " + cause));
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
                        URI.create("http://127.0.0.1:" + server.port() + "/overview"))
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
        final URI status = URI.create("http://127.0.0.1:" + server.port() + "/status");
        assertEquals(
                500,
                HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(status).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode());
        assertEquals(List.of(), heard.calls);
        assertThrows(IOException.class, () -> post("/arm", TOKEN, "ada\nwhy"));
        assertEquals(List.of("admin port failed: java.lang.IllegalStateException: broken"), heard.calls);
    }

    private int post(final String token, final String body) throws Exception {
        return post("/act", token, body);
    }

    private int post(final String path, final String token, final String body) throws Exception {
        final HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** Notes acts, and does nothing. */
    private static final class Heard implements AdminServer.AdminActions {
        private final List<Object> calls = new CopyOnWriteArrayList<>();
        private volatile boolean isBroken;

        @Override
        public Answer live() {
            return new Answer(200, "");
        }

        @Override
        public Answer ready() {
            return new Answer(200, "");
        }

        @Override
        public Answer overview() {
            return new Answer(200, "{}");
        }

        @Override
        public Answer status() {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return new Answer(200, "");
        }

        @Override
        public Answer metrics(final String accept) {
            return new Answer(200, "");
        }

        @Override
        public Answer kill(final String operator, final String reason) {
            return new Answer(200, "");
        }

        @Override
        public Answer arm(final String operator, final String reason) {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            return new Answer(200, "");
        }

        @Override
        public Answer reload(final String operator, final String reason) {
            calls.add(List.of(operator, reason));
            return new Answer(409, "ring.slots");
        }

        @Override
        public Answer snapshot(final String operator, final String reason) {
            calls.add(List.of(operator, reason));
            return new Answer(200, "snapshot at input 1");
        }

        @Override
        public Answer act(
                final String operator,
                final String reason,
                final String act,
                final String subject,
                final String price) {
            calls.add(List.of(operator, reason, act, subject, price));
            return new Answer(200, "done");
        }
    }
}
