package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does not read is cut off and told, and nobody else notices. */
@Timeout(180)
class SlowClientTest {
    private static final int SMALL = 4_096;
    private static final int ATTEMPTS = 5;
    private static final Pattern LAG = Pattern.compile("(?m)^plimsoll_gateway_client_lag_ratio (\\S+)$");

    @TempDir
    private Path folder;

    private RunningGateway gateway() {
        return RunningGateway.over(folder, "lagRecords: 2000", "windowRecords: 4000", "stall: 60s", "heartbeat: 50s");
    }

    @Test
    void shouldCutOffWhoIsTooFarBehindAndTellWhy() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"));
                RunningGateway gateway = gateway()) {
            writer.append(2);
            gateway.readTo(2);
            try (EventClient quick = EventClient.resuming(gateway.port(), "0")) {
                assertEquals(1, quick.next().sequence());
                assertEquals(2, quick.next().sequence());
                EventClient.Event told = null;
                for (int attempt = 1; told == null; attempt++) {
                    assertTrue(attempt <= ATTEMPTS, "nobody was told why");
                    final String path = "/v1/stream?after=" + (writer.last() - 2);
                    try (EventClient slow = new EventClient(gateway.port(), path, "", SMALL)) {
                        long last = slow.next().sequence();
                        fallBehind(writer, gateway, quick);
                        told = slow.next(); // reads what was on its way, then the reason
                        while (told != null && told.name().isEmpty()) {
                            assertTrue(told.sequence() > last, "in order");
                            last = told.sequence();
                            told = slow.next();
                        }
                        awaitCuts(gateway, attempt);
                        assertTrue(last < writer.last() - 1, "it got everything and was not slow");
                        try (EventClient back = EventClient.resuming(gateway.port(), slow.lastId())) {
                            final long next = last + 1;
                            assertEquals(
                                    OrderWriter.isOrder(next) ? next : next + 1,
                                    back.next().sequence());
                        }
                    }
                }
                assertEquals("cut", told.name());
                assertTrue(told.data().contains("\"reason\":\"slow\""), told.data());
            }
        }
    }

    /** Writes until some client is to be cut off; from then on it has two seconds to take anything, which a busy machine may miss. */
    private static void fallBehind(final OrderWriter writer, final RunningGateway gateway, final EventClient quick) {
        final long cuts = gateway.count(Counter.CUT_SLOW);
        int left = 2; // pieces more, so that it is certainly looked at
        for (int piece = 0; left > 0 && gateway.count(Counter.CUT_SLOW) == cuts; piece++) {
            assertTrue(piece < 800, "never behind");
            final long before = writer.last();
            writer.append(500);
            for (long sequence = before + 1; sequence <= writer.last(); sequence++) {
                if (OrderWriter.isOrder(sequence)) {
                    assertEquals(sequence, quick.next().sequence());
                }
            }
            if (lag(gateway) > 1) {
                left--;
            }
        }
    }

    private static double lag(final RunningGateway gateway) {
        final Matcher matcher = LAG.matcher(gateway.get("/metrics").body());
        assertTrue(matcher.find());
        return Double.parseDouble(matcher.group(1));
    }

    private static void awaitCuts(final RunningGateway gateway, final int cuts) {
        Await.until(() -> "never cut", Duration.ofSeconds(60), () -> gateway.count(Counter.CUT_SLOW) == cuts);
    }

    @Test
    void shouldCloseASlowWebSocketWithTheCodeOfOneThatIsToComeBack() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"));
                RunningGateway gateway = gateway()) {
            writer.append(2);
            gateway.readTo(2);
            try (EventClient quick = EventClient.resuming(gateway.port(), "1")) {
                assertEquals(2, quick.next().sequence());
                String told = "";
                for (int attempt = 1; told.isEmpty(); attempt++) {
                    assertTrue(attempt <= ATTEMPTS, "nobody was told why");
                    final CompletableFuture<String> closed = new CompletableFuture<>();
                    final WebSocket slow = slow(gateway, writer.last(), closed);
                    fallBehind(writer, gateway, quick);
                    slow.request(Long.MAX_VALUE);
                    told = closed.join();
                    awaitCuts(gateway, attempt);
                    slow.abort();
                }
                assertTrue(told.startsWith(SocketSink.TRY_AGAIN + " slow: "), told);
            }
        }
    }

    /** Takes nothing before it is asked to; what it is closed with, empty where that did not come. */
    private static WebSocket slow(
            final RunningGateway gateway, final long after, final CompletableFuture<String> closed) {
        final WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public void onOpen(final WebSocket socket) {
                // and asks for nothing
            }

            @Override
            public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast) {
                return null;
            }

            @Override
            public CompletionStage<?> onClose(final WebSocket socket, final int status, final String reason) {
                closed.complete(status + " " + reason);
                return null;
            }

            @Override
            public void onError(final WebSocket socket, final Throwable error) {
                closed.complete("");
            }
        };
        final URI place = URI.create("ws://127.0.0.1:" + gateway.port() + "/v1/ws?after=" + after);
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(place, listener)
                .join();
    }

    @Test
    void shouldCutOffWhoTakesNothingWhileCatchingUp() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(30_000);
            try (RunningGateway gateway = RunningGateway.over(folder, "stall: 300ms", "heartbeat: 100ms")
                            .readTo(30_000);
                    EventClient stalled = new EventClient(gateway.port(), "/v1/stream?after=0", "", SMALL)) {
                Await.until(() -> "never cut", Duration.ofSeconds(60), () -> gateway.count(Counter.CUT_STALLED) == 1);
                assertEquals(1, stalled.next().sequence());
            }
        }
    }
}
