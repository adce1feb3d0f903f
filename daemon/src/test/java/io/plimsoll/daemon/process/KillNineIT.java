package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * SIGKILL of a loaded daemon at random moments, starting up and recovering included (promise P4). After each restart no order that
 * anybody saw is lost, none is issued twice, {@code orders} is what replaying {@code inputs} gives, and no fact of the venue is lost
 * or counted twice. A bot that is killed as well sees its last record once more, and every other once.
 */
class KillNineIT {
    private static final List<String> TOPOLOGIES = List.of("inline", "sequencer-thread", "order-thread");

    @RegisterExtension
    final Children children = new Children();

    private final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
    private final int kills = Integer.getInteger("plimsoll.kills", 20);
    private final int rounds = Integer.getInteger("plimsoll.rounds", 1);
    private final List<String> killed = new ArrayList<>();
    private SplittableRandom random;
    private DaemonHome home;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void shouldLoseAndDoubleNothing() throws IOException {
        for (int round = 0; round < rounds; round++) {
            round(seed + round);
        }
    }

    private void round(final long roundSeed) throws IOException {
        System.out.printf(
                "again: mvn -B verify -pl daemon -am -Dtest=None -Dit.test=KillNineIT -Dplimsoll.kills=%d"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dplimsoll.seed=%d%n",
                kills, roundSeed);
        random = new SplittableRandom(roundSeed);
        home = new DaemonHome(children.scratch().resolve("home" + roundSeed))
                .feed(Prices.restless(100_000, 0.1, roundSeed), "2000/s")
                .with("arming", "automatic");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 60");
        venue.does("fill 1");
        venue.does("load 4");
        try (Follower follower = new Follower(home.journal())) {
            for (int kill = 1; kill <= kills; kill++) {
                kill(kill, follower);
            }
            venue.does("load 0");
            final RunningDaemon daemon = RunningDaemon.start(children, home);
            daemon.awaitFacts(venue.does("trade 1"));
            daemon.awaitFacts(venue.does("fill 0"));
            assertEquals(0, daemon.status().number("counters.factsFlagged"));
            daemon.stop();
            final OrdersSeen orders = new JournalAudit(home)
                    .ordersAreWhatInputsGive()
                    .factsAreTheVenues()
                    .holdingsAre(venue)
                    .orders();
            final List<DirectBuffer> last = LogRecords.of(home.journal(), LogName.ORDERS);
            Await.until(
                    () -> last.size() + " records seen", () -> follower.seen().size() >= last.size());
            assertEquals("", LogRecords.firstDifference(last, follower.seen()));
            venue.stop();
            killed.forEach(System.out::println);
            killed.clear();
            System.out.printf(
                    "%d orders over %d kills, %d filled%n", orders.issued().size(), kills, orders.filled());
            assertTrue(orders.issued().size() > kills, "it was loaded");
        }
    }

    private void kill(final int number, final Follower follower) throws IOException {
        home.with(
                "ring",
                "{slots: 4096, wait: blocking, topology: " + TOPOLOGIES.get(random.nextInt(TOPOLOGIES.size())) + "}");
        final boolean isStarting = number % 3 == 0;
        final long startedNs = System.nanoTime();
        final RunningDaemon daemon = RunningDaemon.launch(children, home);
        if (isStarting) {
            daemon.awaitLock();
            park(700);
        } else {
            daemon.awaitLive();
            final int before = follower.seen().size();
            Await.until(
                    () -> "a new decision of " + daemon.process(),
                    () -> follower.seen().size() > before);
            follower.dieAndResume();
            park(random.nextBoolean() ? 1 : 300); // one of a burst, or anywhere
        }
        daemon.process().kill();
        final double seconds = (System.nanoTime() - startedNs) / 1e9;
        check(follower, String.format(Locale.ROOT, "kill %d after %.3f s, %s", number, seconds, phase(daemon)));
    }

    // The random moment is what is tested.
    private void park(final int mostMs) {
        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(mostMs)));
    }

    private static String phase(final RunningDaemon daemon) {
        final String told = daemon.process().err();
        return told.contains("running: mode ")
                ? "running"
                : told.contains("recovered: from ") ? "recovered" : "starting";
    }

    // What is on disk is a prefix of what the inputs give, and everything that was seen is on disk.
    private void check(final Follower follower, final String what) {
        final List<DirectBuffer> seen = List.copyOf(follower.seen());
        final List<DirectBuffer> inputs = LogRecords.of(home.journal(), LogName.INPUTS);
        final List<DirectBuffer> orders = LogRecords.of(home.journal(), LogName.ORDERS);
        final List<DirectBuffer> decisions = new ReplayedInputs(inputs).decisions();
        assertEquals("", LogRecords.firstDifference(orders, decisions.subList(0, orders.size())), what);
        assertEquals("", LogRecords.firstDifference(seen, orders.subList(0, seen.size())), what);
        final DirectBuffer last = inputs.get(inputs.size() - 1);
        killed.add(what
                + String.format(
                        Locale.ROOT,
                        ": input %d (template %d), order record %d, %d decisions unwritten",
                        Frame.sequence(last, 0),
                        Frame.templateId(last, 0),
                        orders.size(),
                        decisions.size() - orders.size()));
    }
}
