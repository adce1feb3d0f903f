package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More connections than are served, quick and slow: each is told why and counted, and whoever was there notices nothing. {@code
 * -Dplimsoll.gateway.flood=10000} wants {@code ulimit -n 20000} or more, since both sides are in one process.
 */
@Timeout(240)
class ConnectionFloodTest {
    private static final int FLOOD = Integer.getInteger("plimsoll.gateway.flood", 1_000);
    private static final String WHOLE = "GET /v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String HALF = "GET /v1/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";

    @TempDir
    private Path folder;

    private OrderWriter writer;

    @BeforeEach
    void writeAJournal() {
        writer = new OrderWriter(folder.resolve("journal"));
        writer.append(1);
    }

    @AfterEach
    void closeIt() {
        writer.close();
    }

    /** A client that was there before, and how long its slowest order took. */
    private final class Witness implements AutoCloseable {
        private final EventClient stream;
        private long last = 1;
        private long slowestNs;

        Witness(final RunningGateway gateway) {
            stream = EventClient.resuming(gateway.port(), "0");
            assertEquals(1, stream.next().sequence());
        }

        void takeAnOrder() {
            final long fromNs = System.nanoTime();
            writer.append(OrderWriter.isOrder(last + 1) ? 1 : 2);
            last = writer.last();
            assertEquals(last, stream.next().sequence());
            slowestNs = Math.max(slowestNs, System.nanoTime() - fromNs);
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    private static void tell(final String how, final ConnectionFlood flood, final long fromNs, final Witness witness) {
        System.out.printf(
                "%d connections %s: answers %s in %d ms; %d orders meanwhile, the slowest after %d ms%n",
                FLOOD,
                how,
                flood.answers(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - fromNs),
                witness.last,
                TimeUnit.NANOSECONDS.toMillis(witness.slowestNs));
    }

    @Test
    void shouldLetOneAddressTakeNobodysPlace() throws IOException {
        try (RunningGateway gateway = RunningGateway.over(folder).readTo(1);
                Witness witness = new Witness(gateway);
                ConnectionFlood flood = new ConnectionFlood(gateway.port(), 1)) {
            final long fromNs = System.nanoTime();
            for (int i = 0; i < FLOOD; i++) {
                flood.open(i, WHOLE);
                if (i % 50 == 0) {
                    witness.takeAnOrder();
                    flood.read();
                }
            }
            final String other = RawRequest.send(gateway, RawRequest.get("/v1/health", "Host: localhost\r\n"));
            assertTrue(other.startsWith("HTTP/1.1 200 "), other);
            while (flood.size() > 200) {
                witness.takeAnOrder();
                flood.read();
            }
            tell("of one address", flood, fromNs, witness);
            assertEquals(FLOOD - 200, flood.answered(Refusal.ADDRESS_CONNECTIONS.status()), () -> "" + flood.answers());
            assertEquals(FLOOD - 200, gateway.count(Refusal.ADDRESS_CONNECTIONS));
            assertEquals(0, gateway.count(Refusal.CONNECTIONS) + gateway.count(Counter.FAULTS));
        }
    }

    @Test
    void shouldOutliveConnectionsThatComeSlowly() throws IOException {
        final int most = FLOOD / 5;
        try (RunningGateway gateway = RunningGateway.over(
                                folder, "connections: " + most, "connectionsPerAddress: 25", "headerTimeout: 2s")
                        .readTo(1);
                Witness witness = new Witness(gateway);
                ConnectionFlood flood = new ConnectionFlood(gateway.port(), FLOOD / 20)) {
            final long fromNs = System.nanoTime();
            for (int i = 0; i < FLOOD; i++) {
                flood.open(i, HALF);
                if (i % 50 == 0) {
                    witness.takeAnOrder();
                }
            }
            while (flood.size() > 0) {
                flood.drip();
                witness.takeAnOrder();
                flood.read();
            }
            tell("that come letter by letter", flood, fromNs, witness);
            assertEquals(FLOOD, flood.answered(408) + flood.answered(503), () -> "" + flood.answers());
            assertEquals(flood.answered(408), gateway.count(Refusal.HEADER_TIMEOUT));
            assertEquals(flood.answered(503), gateway.count(Refusal.CONNECTIONS));
            assertTrue(flood.answered(503) > 0, () -> "" + flood.answers()); // how many, the machine's speed says
            assertEquals(0, gateway.count(Counter.FAULTS));
            final String other = RawRequest.send(gateway, RawRequest.get("/v1/health", "Host: localhost\r\n"));
            assertTrue(other.startsWith("HTTP/1.1 200 "), other);
        }
    }
}
