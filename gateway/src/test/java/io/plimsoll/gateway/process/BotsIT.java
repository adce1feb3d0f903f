package io.plimsoll.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.gateway.OrderWriter;
import io.plimsoll.journal.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The documented bots against a gateway in a process of its own, either of which is killed in the middle again and again. */
@Timeout(300)
class BotsIT {
    private static final Path ROOT = Path.of(System.getProperty("plimsoll.root", ".."));
    private static final Path BOTS = ROOT.resolve("docs/operating/bots");
    private static final int KILLS = Integer.getInteger("plimsoll.gateway.kills", 10);
    private static final int ORDERS_A_KILL = 180;

    @TempDir
    private Path folder;

    @Test
    void shouldGiveAPythonBotEveryOrder() throws IOException {
        assumeTrue(Killable.isThere("python3"), "no python3");
        followThroughKills(List.of("python3", BOTS.resolve("follow_orders.py").toString()));
    }

    @Test
    void shouldGiveATypeScriptBotEveryOrder() throws IOException {
        assumeTrue(Killable.isThere("node"), "no node");
        final Path bot = TypeScript.compile(BOTS.resolve("follow-orders.mts"), folder.resolve("made"));
        followThroughKills(List.of("node", bot.toString()));
    }

    private void followThroughKills(final List<String> bot) throws IOException {
        final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        System.out.println("plimsoll.seed=" + seed + ", " + KILLS + " kills");
        final SplittableRandom random = new SplittableRandom(seed);
        final int port = GatewayProcess.freePort();
        final List<String> command = new ArrayList<>(bot);
        command.addAll(
                List.of("http://127.0.0.1:" + port, folder.resolve("place").toString()));
        try (OrderWriter writer = OrderWriter.daily(folder.resolve("journal"));
                Killable gateway =
                        new Killable(folder, "gateway", GatewayProcess.command(folder, port, "streamsPerClient: 100"));
                Killable client = new Killable(folder, "bot", command)) {
            gateway.start();
            client.start();
            final Set<String> expected = new LinkedHashSet<>();
            for (int kill = 0; kill < KILLS; kill++) {
                final int seen = client.lines().size();
                append(writer, expected);
                Await.until(
                        client::errors,
                        Duration.ofSeconds(60),
                        () -> client.lines().size() > seen);
                final Killable victim = random.nextInt(3) == 0 ? gateway : client;
                victim.kill();
                victim.start();
            }
            append(writer, expected);
            Await.until(
                    () -> "orders " + ids(client.lines()).size() + " of " + expected.size() + "; " + client.errors()
                            + gateway.errors(),
                    Duration.ofMinutes(2),
                    () -> ids(client.lines()).size() >= expected.size());
            final List<String> lines = client.lines();
            assertEquals(expected, ids(lines));
            assertTrue(lines.size() - expected.size() <= KILLS, "at most one comes again after each kill of a bot");
        }
    }

    private static Set<String> ids(final List<String> lines) {
        final Set<String> ids = new LinkedHashSet<>();
        lines.forEach(line -> ids.add(line.split(" ", 2)[0]));
        return ids;
    }

    private static void append(final OrderWriter writer, final Set<String> expected) {
        for (int i = 0; i < ORDERS_A_KILL; i++) {
            writer.append(1);
            if (OrderWriter.isOrder(writer.last())) {
                expected.add("1-" + writer.last() + "-0");
            }
        }
    }
}
