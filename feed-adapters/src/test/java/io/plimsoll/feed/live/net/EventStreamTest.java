package io.plimsoll.feed.live.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.plimsoll.feed.live.Endpoint;
import io.plimsoll.feed.live.server.Script;
import io.plimsoll.feed.live.server.ScriptedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventStreamTest {
    private final TransportRig rig = new TransportRig();
    private final Heard heard = rig.heard;

    @AfterEach
    void close() throws Exception {
        rig.close();
    }

    @Test
    void shouldReadTheEventsOfARealServer() throws Exception {
        final CountDownLatch heardTwo = new CountDownLatch(1);
        final var threads = Executors.newCachedThreadPool();
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/stream", exchange -> {
            exchange.getResponseHeaders()
                    .set("Content-Type", exchange.getRequestHeaders().getFirst("Accept") + ";charset=UTF-8");
            exchange.sendResponseHeaders(200, 0); // chunked
            try (OutputStream out = exchange.getResponseBody()) {
                out.write("data: one\n\n:still here\n\ndata: tw".getBytes(UTF_8));
                out.flush();
                out.write("o\ndata: lines\n\n".getBytes(UTF_8));
                out.flush();
                heardTwo.await();
                out.write(("data: " + exchange.getRequestURI().getQuery() + "\n\n").getBytes(UTF_8));
            } catch (final InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
        try {
            rig.open(URI.create(
                    "http://localhost:" + server.getAddress().getPort() + "/stream?ids[]=1".replace("[]", "%5B%5D")));
            heard.await("two\nlines");
            heardTwo.countDown();
            heard.awaitClosed();
            assertEquals(
                    List.of(
                            "opened",
                            "one",
                            "(alive)",
                            "(alive)",
                            "two\nlines",
                            "ids[]=1",
                            "closed: the venue ended the stream"),
                    heard.all);
        } finally {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Test
    void shouldSendHeadersAndReadByteByByte() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script()
                .slowly()
                .eventStream()
                .text("data: a\r\n\r\n")
                .fast()
                .text("data: b\n\ndata: c\n\n"))) {
            rig.open(new Endpoint(server.uri("http", "/v2?x=1"), Map.of("Authorization", "Bearer secret")));
            heard.await("c");
            assertEquals(List.of("opened", "a", "b", "c"), heard.all);
            final String request = server.requests().get(0);
            assertTrue(request.startsWith("GET /v2?x=1 HTTP/1.1\r\n"), request);
            assertTrue(request.contains("Authorization: Bearer secret\r\n"), request);
            assertTrue(request.contains("Accept: text/event-stream\r\n"), request);
        }
    }

    @Test
    void shouldRefuseAnEndlessLine() throws Exception {
        try (ScriptedServer server =
                new ScriptedServer(new Script().eventStream().text("data: ").endlessly("x".repeat(10_000)))) {
            rig.open(server.uri("http", "/"));
            heard.awaitClosed();
            assertEquals(List.of("opened", "closed: an event of more than 100000 bytes"), heard.all);
        }
    }

    @Test
    void shouldTellOfAResetAndOfWhatTheStreamAskedFor() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script()
                .eventStream()
                .text("retry: 2000\ndata: a\n\ndata: cut")
                .reset())) {
            rig.open(server.uri("http", "/"));
            heard.awaitClosed();
            assertEquals(2_000_000_000L, heard.retryAfterNs);
        }
        assertEquals(List.of("opened", "a"), List.copyOf(heard.all).subList(0, 2));
        assertEquals(3, heard.all.size(), heard.all::toString);
    }

    @Test
    void shouldHearNothingAfterClosing() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                new Script().eventStream().text("data: a\n\n").endlessly("data: x\n\n"))) {
            rig.open(server.uri("http", "/"));
            heard.await("a");
            rig.disconnect("enough");
            final int heardThen = heard.all.size();
            rig.fetch(Endpoint.of(server.uri("http", "/"))); // is refused: by then the stream has had its time
            Heard.await(() -> heard.last().startsWith("failed: "));
            assertEquals(heardThen + 1, heard.all.size());
        }
    }

    @Test
    void shouldTellTheStatusOfARefusal() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                new Script().answer(401),
                new Script().answer(503, "Retry-After: 7"),
                new Script().answer(307, "Location: /other"),
                new Script().answer(204),
                new Script().answer(200, "Content-Type: application/json").text("{}"))) {
            for (final String expected : List.of(
                    "closed: refused with HTTP status 401",
                    "closed: refused with HTTP status 503",
                    "closed: refused with HTTP status 307 (no redirect is followed)",
                    "closed: refused with HTTP status 204",
                    "closed: gives application/json instead of text/event-stream")) {
                rig.open(server.uri("http", "/"));
                heard.await(expected);
                assertEquals(expected.contains("503") ? 7_000_000_000L : 0, heard.retryAfterNs);
            }
            assertEquals(5, server.requests().size());
            assertEquals(5, heard.all.size(), heard.all::toString);
        }
    }

    @Test
    void shouldGiveUpARequestThatIsNotAnswered() throws Exception {
        try (ScriptedServer server = new ScriptedServer(new Script())) {
            rig.open(server.uri("http", "/"));
            Heard.await(() -> server.requests().size() == 1);
            rig.disconnect("no answer");
        }
        assertEquals(List.of(), heard.all);
    }

    @Test
    void shouldFetchOneAnswer() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                new Script().answer(200).text("price"),
                new Script().answer(404),
                new Script().answer(200, "Content-Length: 100").text("cut").reset(),
                new Script().answer(200).endlessly("x".repeat(10_000)))) {
            final Endpoint endpoint = Endpoint.of(server.uri("http", "/at?t=3"));
            rig.fetch(endpoint);
            heard.await("answer: price");
            rig.fetch(endpoint);
            heard.await("failed: refused with HTTP status 404");
            rig.fetch(endpoint);
            Heard.await(() -> heard.all.size() == 3);
            assertTrue(heard.last().startsWith("failed: "), heard.last());
            rig.fetch(endpoint);
            heard.await("failed: an answer of more than 100000 bytes");
            assertEquals(4, heard.all.size(), heard.all::toString);
        }
    }
}
