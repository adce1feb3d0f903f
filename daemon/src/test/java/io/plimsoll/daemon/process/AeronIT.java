package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.process.Venue.AeronStream;
import io.plimsoll.daemon.venue.TestDriver;
import io.plimsoll.protocol.codec.WithheldReason;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon, a venue and a media driver, each in a process of its own: facts and prices over Aeron become orders, whoever is killed. */
@Timeout(180)
class AeronIT {
    private static final int ACCOUNTS = 40;
    private static final List<String> FALLING = Prices.falling(20_000, 120_000, 34_000);

    @RegisterExtension
    final Children children = new Children();

    private final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
    private final int kills = Integer.getInteger("plimsoll.aeron.kills", 5);
    private TestDriver driver;
    private DaemonHome home;

    @BeforeEach
    void open() throws IOException {
        driver = new TestDriver();
        home = new DaemonHome(children.scratch().resolve("home"))
                .feed(FALLING, "1000/s")
                .with("maxFactAge", "30s");
    }

    @AfterEach
    void close() {
        driver.close();
    }

    private void hear(final AeronStream stream) {
        home.with("accountSources", stream.source(driver));
    }

    @Test
    void shouldLiquidateByFactsAndPricesAndDoubtASourceThatHasLostRecords() throws IOException {
        final AeronStream stream = new AeronStream("aeron:ipc", "aeron:ipc", 100);
        hear(stream);
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.assertNotArmed("account source 'venue' is not at its head");
        final Venue venue = Venue.overAeron(children, home, driver, stream);
        venue.does("quote 2000");
        daemon.awaitFacts(venue.does("open " + ACCOUNTS));
        daemon.awaitNoObjection();
        venue.does("lose 4");
        daemon.awaitFacts(venue.does("trade 20"));
        assertEquals(0, daemon.status().number("counters.factsFlagged"), "what is lost on the way is said again");
        venue.does("gap 3");
        venue.does("trade 1");
        daemon.await("a gap", status -> status.number("counters.factsFlagged") >= 1);
        daemon.await("nobody suspect, for snapshots came", status -> status.number("suspectAccounts") == 0);
        daemon.awaitNoObjection();
        daemon.arm();
        venue.does("fill 1");
        daemon.await(
                "orders, filled",
                status -> status.number("counters.ordersIssued") >= 3 && status.number("counters.ordersInFlight") == 0);
        venue.does("fill 0");
        daemon.awaitNoObjection();
        daemon.stop();
        final OrdersSeen orders = new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenues()
                .holdingsAre(venue)
                .orders();
        assertTrue(orders.filled() >= 3, orders.filled() + " filled");
    }

    @Test
    void shouldLoseAndDoubleNothingWhoeverIsKilled() throws IOException {
        System.out.printf("again: -Dit.test=AeronIT -Dplimsoll.seed=%d%n", seed);
        final SplittableRandom random = new SplittableRandom(seed);
        final AeronStream stream = new AeronStream(TestDriver.udp(), TestDriver.udp(), 100);
        hear(stream);
        home.with("arming", "automatic");
        RunningDaemon daemon = RunningDaemon.start(children, home);
        Venue venue = Venue.overAeron(children, home, driver, stream);
        venue.does("quote 2000");
        venue.does("open " + ACCOUNTS);
        venue.does("fill 1");
        for (int kill = 0; kill < kills; kill++) {
            venue.does("load 2");
            final long before = daemon.status().number("counters.facts");
            final RunningDaemon loaded = daemon;
            daemon.await(
                    "a load",
                    status -> status.number("counters.facts") > before + 50
                            || !loaded.process().isAlive());
            LockSupport.parkNanos(
                    random.nextLong(TimeUnit.MILLISECONDS.toNanos(50))); // the random moment is what is tested
            if (kill % 2 == 0) {
                daemon.process().kill();
                venue.does("trade 50"); // nobody listens
                daemon = RunningDaemon.start(children, home);
            } else {
                venue.process().kill();
                venue = Venue.overAeron(children, home, driver, stream);
                venue.does("quote 2000");
                venue.does("fill 1");
            }
        }
        daemon.await("orders", status -> status.number("counters.ordersIssued") > 0);
        venue.does("load 0");
        venue.does("fill 0");
        final long last = venue.does("trade 1");
        daemon.awaitFacts(last);
        assertEquals(0, daemon.status().number("counters.factsFlagged"));
        daemon.stop();
        final OrdersSeen orders = new JournalAudit(home)
                .ordersAreWhatInputsGive()
                .factsAreTheVenues()
                .holdingsAre(venue)
                .orders();
        assertEquals(
                List.of(),
                orders.withheld().stream()
                        .filter(WithheldReason.SUSPECT::equals)
                        .toList());
        System.out.printf(
                "killed %d times, daemon and matching engine in turn over Aeron: %d facts, %d orders, %d filled%n",
                kills, last, orders.issued().size(), orders.filled());
    }
}
