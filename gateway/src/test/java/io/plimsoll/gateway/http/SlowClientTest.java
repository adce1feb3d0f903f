package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does not read is cut off and told, and nobody else notices. */
@Timeout(180)
class SlowClientTest {
    private static final int SMALL = 4_096;

    @TempDir
    private Path folder;

    @Test
    void shouldCutOffWhoIsTooFarBehindAndTellWhy() {
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"));
                RunningGateway gateway = RunningGateway.over(
                        folder, "lagRecords: 2000", "windowRecords: 4000", "stall: 60s", "heartbeat: 50s")) {
            writer.append(1);
            gateway.readTo(1);
            try (EventClient slow = new EventClient(gateway.port(), "/v1/stream?after=0", "", SMALL);
                    EventClient quick = EventClient.resuming(gateway.port(), "0")) {
                assertEquals(1, slow.next().sequence());
                assertEquals(1, quick.next().sequence());
                long sequence = 1;
                while (gateway.count(Counter.CUT_SLOW) == 0 && sequence < 400_000) {
                    writer.append(500);
                    while (sequence < writer.last() - 1) {
                        sequence++;
                        if (OrderWriter.isOrder(sequence)) {
                            assertEquals(sequence, quick.next().sequence());
                        }
                    }
                }
                EventClient.Event event = slow.next(); // reads what was on its way, then the reason
                long last = 1;
                while (event != null && event.name().isEmpty()) {
                    assertTrue(event.sequence() > last, "in order");
                    last = event.sequence();
                    event = slow.next();
                }
                Await.until(() -> "never cut", Duration.ofSeconds(60), () -> gateway.count(Counter.CUT_SLOW) == 1);
                if (event != null) {
                    assertEquals("cut", event.name());
                    assertTrue(event.data().contains("\"reason\":\"slow\""), event.data());
                }
                assertTrue(last < sequence, "it got everything and was not slow");
                try (EventClient back = EventClient.resuming(gateway.port(), slow.lastId())) {
                    long next = last + 1;
                    next += OrderWriter.isOrder(next) ? 0 : 1;
                    assertEquals(next, back.next().sequence());
                }
            }
        }
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
