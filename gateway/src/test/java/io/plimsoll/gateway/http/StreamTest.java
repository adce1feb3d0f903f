package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.Told;
import io.plimsoll.journal.Await;
import io.plimsoll.journal.LogName;
import io.plimsoll.journal.text.RecordText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real gateway over a real journal: what a client is sent from every place in it. */
@Timeout(120)
class StreamTest {
    @TempDir
    private Path folder;

    private Path journal() {
        return folder.resolve("journal");
    }

    @Test
    void shouldSayWhatTailSays() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(1_234);
            try (RunningGateway gateway = RunningGateway.over(folder).readTo(1_234)) {
                final HttpResponse<String> all = gateway.get("/v1/orders?after=0&limit=100000&all=true");
                assertEquals(200, all.statusCode(), all.body());
                assertEquals(tail(writer, true), all.body());
                assertEquals(
                        tail(writer, false),
                        gateway.get("/v1/orders?after=0&limit=100000").body());
                assertTrue(all.headers().firstValue("Plimsoll-Head").orElse("").startsWith("1234-"));
            }
        }
    }

    private static String tail(final OrderWriter writer, final boolean isAll) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final RecordText text = new RecordText(new PrintStream(bytes, false, StandardCharsets.UTF_8), true, isAll);
        assertEquals(1_234, writer.logs().walk(LogName.ORDERS, text).records());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerFromEveryPlaceUpToALimit() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(60);
            try (RunningGateway gateway =
                    RunningGateway.over(folder, "requestsBurst: 1000").readTo(60)) {
                for (int after = 0; after <= 60; after++) {
                    final List<String> lines = gateway.get("/v1/orders?limit=7&after=" + after)
                            .body()
                            .lines()
                            .toList();
                    final List<String> expected = Stream.iterate(after + 1L, n -> n <= 60, n -> n + 1)
                            .filter(OrderWriter::isOrder)
                            .limit(7)
                            .map(n -> "{\"sequence\":" + n + ",\"type\":\"order\",\"id\":\"1-" + n + "-0\"")
                            .toList();
                    assertEquals(expected.size(), lines.size(), "after " + after);
                    for (int i = 0; i < lines.size(); i++) {
                        assertTrue(lines.get(i).startsWith(expected.get(i)), lines.get(i));
                    }
                }
            }
        }
    }

    @Test
    void shouldResumeFromEveryPlaceWithoutLossOrRepetition() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(20);
            try (RunningGateway gateway = RunningGateway.over(folder, "requestsBurst: 1000", "streamsPerClient: 100")
                    .readTo(20)) {
                writer.append(20); // the first half comes from history, the second from the window
                gateway.readTo(40);
                String id = "0";
                for (int sequence = 1; sequence <= 40; sequence++) {
                    if (!OrderWriter.isOrder(sequence)) {
                        continue;
                    }
                    try (EventClient client = EventClient.resuming(gateway.port(), id)) {
                        final EventClient.Event event = client.next();
                        assertEquals(sequence, event.sequence());
                        assertEquals("", event.name());
                        assertTrue(event.data().contains("\"id\":\"1-" + sequence + "-0\""), event.data());
                        id = event.id();
                    }
                }
                assertEquals(0, gateway.count(Counter.RESYNCS_PRUNED) + gateway.count(Counter.RESYNCS_FORKED));
            }
        }
    }

    @Test
    void shouldSendWhatComesFromNowOnAndKeepAnIdleClientsPlace() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(19);
            try (RunningGateway gateway =
                            RunningGateway.over(folder, "heartbeat: 100ms").readTo(19);
                    EventClient client = new EventClient(gateway.port(), "/v1/stream", "")) {
                Await.until(
                        () -> "no client",
                        Duration.ofSeconds(30),
                        () -> gateway.get("/v1/health").body().contains("\"clients\":1"));
                writer.append(2);
                final EventClient.Event event = client.next();
                assertEquals(21, event.sequence());
                writer.append(9); // of which the last is no order
                for (int sequence = 22; sequence < 30; sequence++) {
                    assertEquals(sequence, client.next().sequence());
                }
                gateway.readTo(30);
                writer.append(1);
                assertEquals(31, client.next().sequence());
            }
        }
    }

    @Test
    void shouldTellWhatIsPrunedAndGoOnWithTheOldest() throws IOException {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(30);
            writer.roll();
            writer.append(30);
            writer.roll();
            writer.append(30);
            final List<Path> files =
                    writer.logs().files(LogName.ORDERS).stream().sorted().toList();
            Files.delete(files.get(0));
            try (RunningGateway gateway = RunningGateway.over(folder).readTo(90);
                    EventClient client = EventClient.resuming(gateway.port(), "5")) {
                final EventClient.Event resync = client.next();
                assertEquals("resync", resync.name());
                assertEquals("{\"type\":\"resync\",\"reason\":\"pruned\",\"after\":\"5\",\"from\":31}", resync.data());
                assertEquals(31, client.next().sequence());
                final HttpResponse<String> lines = gateway.get("/v1/orders?after=5");
                assertEquals(410, lines.statusCode());
                assertTrue(lines.body().contains("\"from\":31"), lines.body());
                assertEquals(200, gateway.get("/v1/orders?after=30").statusCode());
                assertEquals(1, gateway.count(Refusal.PRUNED));
            }
        }
    }

    @Test
    void shouldTellOfPlacesThatAreInTheFuture() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(30);
            try (RunningGateway gateway = RunningGateway.over(folder).readTo(30);
                    EventClient client = EventClient.resuming(gateway.port(), "31");
                    EventClient live = new EventClient(gateway.port(), "/v1/stream?after=99&resync=live", "")) {
                assertEquals(
                        "{\"type\":\"resync\",\"reason\":\"future\",\"after\":\"31\",\"from\":1}",
                        client.next().data());
                assertEquals(1, client.next().sequence());
                assertEquals(
                        "{\"type\":\"resync\",\"reason\":\"future\",\"after\":\"99\",\"from\":31}",
                        live.next().data());
                assertEquals(409, gateway.get("/v1/orders?after=31").statusCode());
                writer.append(1);
                assertEquals(31, live.next().sequence());
            }
        }
    }

    @Test
    void shouldNoticeThatThePlaceIsOfAnotherJournal() throws IOException {
        final String[] ids = new String[2];
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(30);
            try (RunningGateway gateway = RunningGateway.over(folder).readTo(30);
                    EventClient client = EventClient.resuming(gateway.port(), "10")) {
                ids[0] = client.next().id();
                EventClient.Event event = client.next();
                while (event.sequence() < 29) {
                    event = client.next();
                }
                ids[1] = event.id();
            }
        }
        final Path other = folder.resolve("other");
        try (OrderWriter writer = new OrderWriter(other.resolve("journal"), 2)) {
            writer.append(29);
            try (RunningGateway gateway = RunningGateway.over(other).readTo(29)) {
                for (final String id : ids) {
                    try (EventClient client = EventClient.resuming(gateway.port(), id)) {
                        assertEquals(
                                "{\"type\":\"resync\",\"reason\":\"forked\",\"after\":\"" + id + "\",\"from\":1}",
                                client.next().data());
                        assertEquals(1, client.next().sequence());
                    }
                }
                assertEquals(2, gateway.count(Counter.RESYNCS_FORKED));
            }
        }
    }

    @Test
    void shouldWaitForAJournalThatIsNotThereYet() {
        try (RunningGateway gateway = RunningGateway.over(folder)) {
            assertEquals(503, gateway.get("/v1/orders").statusCode());
            assertEquals(503, gateway.get("/v1/health").statusCode());
            try (EventClient client = EventClient.resuming(gateway.port(), "0");
                    OrderWriter writer = new OrderWriter(journal())) {
                writer.append(3);
                for (int sequence = 1; sequence <= 3; sequence++) {
                    assertEquals(sequence, client.next().sequence());
                }
            }
        }
    }

    @Test
    void shouldSayThatTheJournalCannotBeReadAndThatItCanBeAgain() throws IOException {
        Files.createFile(Files.createDirectories(journal()).resolve("orders")); // where a folder should be
        try (Told told = new Told();
                RunningGateway gateway = RunningGateway.over(folder)) {
            Await.until(
                    () -> "not told: " + told, Duration.ofSeconds(60), () -> told.has("JOURNAL_UNREADABLE", "orders"));
            assertEquals(503, gateway.get("/v1/health").statusCode());
            Files.delete(journal().resolve("orders"));
            try (OrderWriter writer = new OrderWriter(journal())) {
                writer.append(1);
                gateway.readTo(1);
                Await.until(
                        () -> "not told: " + told,
                        Duration.ofSeconds(60),
                        () -> told.has("JOURNAL_UNREADABLE", "can be read again"));
            }
        }
    }

    @Test
    void shouldTellItsClientsThatItStops() {
        try (OrderWriter writer = new OrderWriter(journal())) {
            writer.append(3);
            final RunningGateway gateway = RunningGateway.over(folder).readTo(3);
            try (EventClient client = EventClient.resuming(gateway.port(), "2")) {
                assertEquals(3, client.next().sequence());
                gateway.close();
                final EventClient.Event cut = client.next();
                assertEquals("cut", cut.name());
                assertTrue(cut.data().contains("\"reason\":\"stopping\""), cut.data());
                assertEquals("3", client.lastId().split("-", 2)[0]);
                assertNull(client.next());
            }
        }
    }
}
