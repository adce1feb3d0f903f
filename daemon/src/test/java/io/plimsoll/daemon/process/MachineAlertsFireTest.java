package io.plimsoll.daemon.process;

import static io.plimsoll.daemon.process.AlertWatch.assertFires;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.daemon.cli.Plimsoll;
import io.plimsoll.daemon.metrics.AlertRule;
import io.plimsoll.journal.Cursor;
import io.plimsoll.journal.CursorFile;
import io.plimsoll.journal.CursorRegistry;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** As {@link AlertsFireTest}, for alerts about the machine, the journal and who reads it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MachineAlertsFireTest {
    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home")).with("latencyInterval", "100ms");
    }

    /** Every holder is passed over at every price: more work than comes in. */
    @Test
    @Fires({
        "PlimsollEngineLag",
        "PlimsollRingFull",
        "PlimsollPricesTurnedAway",
        "PlimsollKilledForLag",
        "PlimsollSlow",
        "PlimsollTailerLag"
    })
    void shouldTellThatItDoesNotKeepUp() throws IOException, InterruptedException {
        final int accounts = 15_000;
        home.with("engine", "sweep")
                .with("automaticKill", "{lag: 200ms}")
                .with("ring", "{slots: 65536, wait: blocking, topology: inline}")
                .with("limits", "{accounts: 20000, legs: 50000, ordersInFlight: 20000, assets: 8, instruments: 8}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            for (int id = 1; id <= accounts; id++) {
                daemon.opens(id, "10000", "1");
            }
            daemon.await("all accounts", now -> now.value("plimsoll_facts_total") == 3 * accounts);
            daemon.armed();
            final Path cursors = Files.createDirectories(home.journal().resolve("cursors/orders"));
            assertFires(
                    daemon,
                    () -> new CursorFile(cursors.resolve("bot")).save(new Cursor(1, 0, 0)),
                    "PlimsollTailerLag");
            final AtomicBoolean isSeen = new AtomicBoolean();
            final Thread market = new Thread(() -> {
                for (int i = 0; !isSeen.get(); i++) {
                    daemon.price(1, "BTC-PERP", "3999" + i % 10);
                }
            });
            try {
                assertFires(
                        daemon,
                        market::start,
                        "PlimsollRingFull",
                        "PlimsollEngineLag",
                        "PlimsollPricesTurnedAway",
                        "PlimsollKilledForLag",
                        "PlimsollSlow");
            } finally {
                isSeen.set(true);
            }
            market.join();
        }
    }

    @Test
    @Fires("PlimsollDurableLag")
    void shouldTellThatInputsAreNotOnDisk() throws IOException {
        home.with("durability", "batch-sync")
                .with("batchSync", "{records: 1000000, interval: 4s}")
                .with("ring", "{slots: 8192, topology: sequencer-thread}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.await("nothing to sync", now -> now.value("plimsoll_durable_lag_records") < 1_000);
            assertFires(
                    daemon,
                    () -> {
                        for (int i = 0; i < 5_000; i++) {
                            daemon.price(1, "BTC-PERP", "40000");
                        }
                    },
                    "PlimsollDurableLag");
        }
    }

    /** Skipped where nobody may mount a disk. */
    @Test
    @Fires({"PlimsollDiskLow", "PlimsollDiskHalted", "PlimsollKilledForDisk"})
    void shouldTellOfAFullDisk() throws IOException {
        home.with("minFreeDisk", "24MiB").with("diskGuard", "{warnBelow: 20MiB, haltBelow: 16MiB, reserve: 1MiB}");
        try (SmallDisk disk = SmallDisk.mount(children, home.data());
                WatchedDaemon daemon = WatchedDaemon.start(home)) {
            assertFires(daemon, () -> fill(disk, 18), "PlimsollDiskLow");
            assertFires(daemon, () -> fill(disk, 14), "PlimsollDiskHalted", "PlimsollKilledForDisk");
        }
    }

    private static void fill(final SmallDisk disk, final long leftMib) {
        try {
            disk.fillUp(leftMib * SmallDisk.MIB);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Fires("PlimsollTailerUnreadable")
    void shouldTellOfACursorThatIsGone() throws IOException {
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            final Path file = children.scratch().resolve("cursor");
            new CursorFile(file).save(new Cursor(1, 0, 0));
            CursorRegistry.of(home.journal(), LogName.ORDERS).register(new CursorFile(file));
            daemon.await("a tailer", now -> now.value("plimsoll_tailers") == 1);
            assertFires(daemon, () -> assertTrue(file.toFile().delete()), "PlimsollTailerUnreadable");
        }
    }

    @Test
    @Fires({"PlimsollNoFollower", "PlimsollSnapshotOld", "PlimsollFollowerLag"})
    void shouldTellOfAFollowerThatIsGone() throws IOException {
        home.with("snapshots", "{markerInterval: 1s, interval: 10m, kept: 2}");
        try (WatchedDaemon daemon = WatchedDaemon.start(home)) {
            daemon.opens(1, "1000", "0.001");
            final Child follower = children.java(List.of(), Plimsoll.class, "follow", "--config", home.config());
            daemon.await(
                    "a snapshot of " + follower,
                    now -> now.value("plimsoll_follower_running") == 1
                            && now.names().contains("plimsoll_snapshot_age_seconds"));
            assertFires(
                    daemon,
                    () -> {
                        follower.terminate();
                        follower.awaitExit(0);
                        daemon.passes(Duration.ofHours(1));
                    },
                    "PlimsollNoFollower",
                    "PlimsollSnapshotOld");
            assertFires(
                    daemon,
                    () -> {
                        for (int i = 0; i < 101_000; i++) {
                            daemon.fact("transfer", "'account':'a1','asset':'USD','amount':'1'");
                        }
                    },
                    "PlimsollFollowerLag");
        }
    }

    @Test
    @Fires("PlimsollHiccups")
    void shouldTellThatTheMachineStoodStill() throws IOException {
        home.with("latencyInterval", "1s");
        final Child process = children.java(List.of(), Plimsoll.class, "run", "--config", home.config());
        final Path port = home.data().resolve("admin.port");
        Await.until(() -> "its port: " + process, () -> Files.exists(port) || !process.isAlive());
        final Scraper daemon = new Scraper(() -> read(port));
        final AlertRule rule = AlertRule.named("PlimsollHiccups");
        daemon.await("a calm interval", now -> now.value("plimsoll_hiccup_seconds_count") > 0 && !rule.fires(now, now));
        process.signal("STOP");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // what it is to tell of
        process.signal("CONT");
        daemon.await("a hiccup", now -> AlertWatch.sees(rule.name(), now, now));
        process.terminate();
        process.awaitExit(0);
    }

    private static int read(final Path port) {
        try {
            return Integer.parseInt(Files.readString(port));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
