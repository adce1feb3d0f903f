package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Await;
import io.plimsoll.journal.LogName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A follower beside a daemon that is killed, and what takes over from it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FailOverIT {
    @RegisterExtension
    final Children children = new Children();

    private final long seed = Long.getLong("plimsoll.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private DaemonHome home;

    @Test
    void shouldTakeOverFromTheFollowersSnapshotUnderANewEpoch() throws IOException {
        System.out.println("seed " + seed + "; reproduce with -Dplimsoll.seed=" + seed);
        home = new DaemonHome(children.scratch().resolve("home"))
                .feed(Prices.restless(100_000, 0.1, 1), "2000/s")
                .with("arming", "automatic")
                .with("snapshots", "{markerInterval: 100ms, interval: 300ms, kept: 2}");
        final Venue venue = Venue.queued(children, home);
        venue.does("open 40");
        venue.does("fill 1");
        venue.does("load 4");
        final Child follower = children.plimsoll("follow", "--config", home.config());
        final RunningDaemon first = RunningDaemon.start(children, home);
        first.await("orders", status -> status.number("counters.ordersIssued") > 0);
        Await.until(() -> "two snapshots of " + follower, () -> snapshots() == 2);
        children.plimsoll("run", "--config", home.config(), "--take-over").awaitExit(10);
        final Child another =
                children.plimsoll("follow", "--config", home.config()).awaitExit(17);
        assertTrue(another.err().contains("a follower runs on this journal already"), another.toString());
        final String asked = first.command(0, "snapshot", "--operator", "ada", "--reason", "before the upgrade")
                .out();
        assertTrue(asked.matches("snapshot at input \\d+\\R"), asked);
        first.process().kill();
        for (int kill = 1; kill <= 5; kill++) {
            killWhileItRecovers();
        }

        final Child second = children.plimsoll("run", "--config", home.config(), "--take-over");
        Await.until(() -> "a second epoch of " + second, () -> epochs() == 2 || !second.isAlive());
        assertTrue(second.isAlive(), second.toString());
        assertTrue(second.err().contains("recovered: from snapshot "), second.toString());
        assertTrue(second.err().contains("took over: epoch 2"), second.toString());
        final long before = newestSnapshot();
        Await.until(() -> "a snapshot of the new run by " + follower, () -> newestSnapshot() > before);
        second.terminate();
        second.awaitExit(0);
        follower.terminate();
        follower.awaitExit(0);
        venue.stop();
        assertTrue(new JournalAudit(home)
                        .ordersAreWhatInputsGive()
                        .orders()
                        .issued()
                        .size()
                > 0);
        assertEquals(
                "",
                children.plimsoll("snapshot", "--offline", "--config", home.config())
                        .awaitExit(0)
                        .out()
                        .replaceAll("snapshot at input \\d+\\R", ""));
    }

    private void killWhileItRecovers() throws IOException {
        final RunningDaemon starting = RunningDaemon.launch(children, home);
        starting.awaitLock();
        final long ns = random.nextLong(TimeUnit.MILLISECONDS.toNanos(700));
        LockSupport.parkNanos(ns); // the random moment is what is tested
        starting.process().kill();
        System.out.printf(
                "killed %d ms after it took the lock, %s%n",
                TimeUnit.NANOSECONDS.toMillis(ns),
                starting.process().err().contains("recovered: ") ? "recovered" : "recovering");
    }

    private int epochs() {
        return (int) new OrdersSeen(LogRecords.of(home.journal(), LogName.ORDERS))
                .issued().stream().map(id -> id.epoch()).distinct().count();
    }

    private int snapshots() {
        return files().length;
    }

    private long newestSnapshot() {
        final String[] files = files();
        return files.length == 0 ? 0 : Long.parseLong(files[files.length - 1].replaceAll("\\D", ""));
    }

    private String[] files() {
        final Path folder = home.journal().resolve("snapshots");
        if (!Files.isDirectory(folder)) {
            return new String[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".image"))
                    .sorted()
                    .toArray(String[]::new);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
