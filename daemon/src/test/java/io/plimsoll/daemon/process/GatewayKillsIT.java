package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.gateway.cli.GatewayMain;
import io.plimsoll.gateway.http.EventSwarm;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A loaded daemon, the gateway over its journal and many clients of server-sent events, killed in turn (SIGKILL): each client gets every
 * order of the journal once after its id.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class GatewayKillsIT {
    private static final int CLIENTS = Integer.getInteger("plimsoll.gateway.clients", 200);
    private static final int KILLS = Integer.getInteger("plimsoll.gateway.kills", 9);

    @RegisterExtension
    final Children children = new Children();

    private Path gatewayConfig;
    private Child gateway;

    @Test
    void shouldGiveEachOfManyEveryOrderOnceWhoeverDies() throws IOException {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("plimsoll.seed=" + seed + ", " + CLIENTS + " clients, " + KILLS + " kills");
        final SplittableRandom random = new SplittableRandom(seed);
        final DaemonHome home = new DaemonHome(children.scratch().resolve("home"))
                .feed(Prices.restless(200_000, 0.1, seed), "2000/s")
                .with("arming", "automatic");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 60");
        venue.does("fill 1");
        venue.does("load 4");
        RunningDaemon daemon = RunningDaemon.start(children, home);
        final int port = configureGateway(home);
        startGateway();
        try (EventSwarm swarm = new EventSwarm(port, Collections.nCopies(CLIENTS, 0L)).outliving()) {
            for (int kill = 0; kill < KILLS; kill++) {
                swarm.readFor(TimeUnit.MILLISECONDS.toNanos(random.nextLong(200, 1_500)));
                switch (kill % 3) {
                    case 0 -> {
                        gateway.kill();
                        startGateway();
                    }
                    case 1 -> {
                        daemon.process().kill();
                        daemon = RunningDaemon.start(children, home);
                    }
                    default -> swarm.dropSome(random, CLIENTS / 10);
                }
            }
            venue.does("load 0");
            daemon.stop();
            venue.stop();
            final long[] orders = LogRecords.of(home.journal(), LogName.ORDERS).stream()
                    .filter(record -> Frame.templateId(record, 0) == LiquidationOrderDecoder.TEMPLATE_ID)
                    .mapToLong(record -> Frame.sequence(record, 0))
                    .toArray();
            System.out.println(orders.length + " orders");
            assertTrue(orders.length > 10 * KILLS, orders.length + " orders: it was not loaded");
            swarm.readUntilAllAreAt(orders[orders.length - 1]);
            assertEquals(0, swarm.faults(), "orders came again after their ids, or too late");
            assertEquals(0, swarm.unlike(orders), "clients that did not get every order once");
            assertTrue(swarm.drops() > 0, "nobody left");
        }
    }

    // Its limits are others' subject.
    private int configureGateway(final DaemonHome home) throws IOException {
        final int most = 5 * CLIENTS + 100;
        final int port = Children.freePort();
        gatewayConfig = Files.writeString(
                children.scratch().resolve("gateway.yaml"), """
                journal: %s
                port: %d
                tokens: none
                limits: {connections: %3$d, connectionsPerAddress: %3$d, streamsPerClient: %3$d, requestsPerSecond: %3$d, requestsBurst: %3$d}
                """.formatted(home.journal(), port, most));
        return port;
    }

    private void startGateway() {
        gateway = children.java(Collections.emptyList(), GatewayMain.class, "--config", gatewayConfig);
        Await.until(() -> "it listens: " + gateway, () -> gateway.err().contains("listening on port"));
    }
}
