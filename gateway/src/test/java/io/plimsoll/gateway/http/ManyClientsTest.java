package io.plimsoll.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.gateway.OrderWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients, each resuming somewhere, some of which leave in the middle and come back: no order is lost, none comes twice after its id. */
@Timeout(300)
class ManyClientsTest {
    private static final int CLIENTS = Integer.getInteger("plimsoll.gateway.clients", 200);
    private static final int BEFORE = 2_000;
    private static final int AFTER = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldSendEveryOrderOnceToEachOfMany() {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("plimsoll.seed=" + seed + ", " + CLIENTS + " clients");
        final SplittableRandom random = new SplittableRandom(seed);
        final List<Long> places = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            places.add(random.nextLong(BEFORE));
        }
        final String most = String.valueOf(3 * CLIENTS + 100);
        try (OrderWriter writer = new OrderWriter(folder.resolve("journal"))) {
            writer.append(BEFORE);
            try (RunningGateway gateway = RunningGateway.over(
                                    folder,
                                    "connections: " + most,
                                    "connectionsPerAddress: " + most,
                                    "streamsPerClient: " + most,
                                    "requestsPerSecond: " + most,
                                    "requestsBurst: " + most)
                            .readTo(BEFORE);
                    EventSwarm swarm = new EventSwarm(gateway.port(), places)) {
                swarm.readUntilAllAreAt(BEFORE - 1);
                for (int burst = 0; burst < 10; burst++) {
                    writer.append(AFTER / 10);
                    swarm.dropSome(random, CLIENTS / 20);
                }
                swarm.readUntilAllAreAt(BEFORE + AFTER - 1);
                assertEquals(0, swarm.faults(), "orders came again after their ids");
                final long[] orders = LongStream.rangeClosed(1, BEFORE + AFTER)
                        .filter(OrderWriter::isOrder)
                        .toArray();
                assertEquals(0, swarm.unlike(orders), "clients that did not get every order once");
                assertTrue(swarm.drops() > 0, "nobody left");
                assertEquals(
                        0,
                        gateway.count(Counter.CUT_SLOW)
                                + gateway.count(Counter.CUT_STALLED)
                                + gateway.count(Counter.RESYNCS_PRUNED)
                                + gateway.count(Counter.RESYNCS_FORKED));
            }
        }
    }
}
