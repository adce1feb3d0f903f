package io.plimsoll.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.gateway.http.EventSwarm;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients of server-sent events while gateway, writer of the journal and clients are killed in turn: each gets every order once after its id. */
@Timeout(300)
class ManyKillsIT {
    private static final int CLIENTS = Integer.getInteger("plimsoll.gateway.clients", 200);
    private static final int KILLS = Integer.getInteger("plimsoll.gateway.kills", 9);

    @TempDir
    private Path folder;

    @Test
    void shouldGiveEachOfManyEveryOrderOnceWhoeverDies() throws IOException {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("plimsoll.seed=" + seed + ", " + CLIENTS + " clients, " + KILLS + " kills");
        final SplittableRandom random = new SplittableRandom(seed);
        final int port = GatewayProcess.freePort();
        final Path journal = folder.resolve("journal");
        final String most = String.valueOf(5 * CLIENTS + 100);
        try (Killable writer =
                        new Killable(folder, "writer", GatewayProcess.java(WriterMain.class, journal.toString()));
                Killable gateway = new Killable(
                        folder,
                        "gateway",
                        GatewayProcess.command(
                                folder,
                                port,
                                "connections: " + most,
                                "connectionsPerAddress: " + most,
                                "streamsPerClient: " + most,
                                "requestsPerSecond: " + most,
                                "requestsBurst: " + most))) {
            writer.start();
            Await.until(
                    writer::errors,
                    Duration.ofSeconds(60),
                    () -> !writer.lines().isEmpty());
            gateway.start();
            Await.until(
                    gateway::errors,
                    Duration.ofSeconds(60),
                    () -> gateway.errors().contains("listening on port"));
            try (EventSwarm swarm = new EventSwarm(port, Collections.nCopies(CLIENTS, 0L)).outliving()) {
                for (int kill = 0; kill < KILLS; kill++) {
                    swarm.readFor(TimeUnit.MILLISECONDS.toNanos(random.nextLong(200, 1_500)));
                    switch (kill % 3) {
                        case 0 -> again(gateway);
                        case 1 -> again(writer);
                        default -> swarm.dropSome(random, CLIENTS / 10);
                    }
                }
                writer.kill();
                swarm.readUntilAllAreAt(lastOrder(journal));
                assertEquals(0, swarm.faults(), "an order was lost, or came again after its id");
                assertTrue(swarm.drops() > 0, "nobody left");
            }
        }
    }

    private static void again(final Killable victim) {
        victim.kill();
        victim.start();
    }

    private static long lastOrder(final Path journal) {
        try (OrderWriter writer = OrderWriter.daily(journal)) {
            final long last = writer.last();
            assertTrue(last > 1_000, last + " records");
            return OrderWriter.isOrder(last) ? last : last - 1;
        }
    }
}
