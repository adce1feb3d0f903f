package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the log while clients read it: pruned under one that is far behind. */
@Timeout(180)
class LogUnderClientsTest {
    private static final int SMALL = 4_096;

    @TempDir
    private Path folder;

    @Test
    void shouldTellAClientThatThePruneOvertookIt() throws IOException {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            for (int file = 0; file < 40; file++) {
                writer.append(1_000);
                writer.roll();
            }
            writer.append(9);
            final long last = writer.last();
            try (RunningGateway gateway = RunningGateway.over(folder, "historyBytes: 1MiB", "stall: 60s")
                            .readTo(last);
                    EventClient client = new EventClient(gateway.port(), "/v1/stream?after=0", "", SMALL)) {
                assertEquals(1, client.next().sequence());
                final List<Path> files =
                        writer.logs().files(LogName.ORDERS).stream().sorted().toList();
                for (final Path file : files.subList(0, 39)) {
                    Files.delete(file);
                }
                long seen = 1;
                int resyncs = 0;
                while (seen < last) {
                    final EventClient.Event event = client.next();
                    if (event.name().isEmpty()) {
                        assertEquals(OrderWriter.isOrder(seen + 1) ? seen + 1 : seen + 2, event.sequence());
                        seen = event.sequence();
                    } else {
                        assertTrue(event.data().contains("\"reason\":\"pruned\""), event.data());
                        final long from = Long.parseLong(event.data().replaceAll(".*\"from\":|}", ""));
                        assertTrue(from > seen + 1 && from % 1_000 == 1, event.data());
                        seen = from - 1;
                        resyncs++;
                    }
                }
                assertTrue(resyncs > 0, "the prune overtook nobody");
                assertEquals(resyncs, gateway.count(Counter.RESYNCS_PRUNED));
            }
        }
    }
}
