package io.plimsoll.daemon.process;

import static io.plimsoll.daemon.process.SmallDisk.MIB;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon whose disk fills up stops with a state and an exit code of its own, and the next start is a killed one (promise P8). */
@Timeout(180)
class DiskHaltIT {
    @RegisterExtension
    final Children children = new Children();

    private DaemonHome home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home")).with("maxPriceAge", "1h");
    }

    private RunningDaemon startAndAwaitPrices() throws IOException {
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("prices", status -> status.number("counters.pricesAccepted") > 10);
        return daemon;
    }

    private void assertJournalIsWhole() {
        children.plimsoll("journal", "verify", "--journal", home.journal()).awaitExit(0);
    }

    @Test
    void shouldHaltCleanlyAndStartAgainWithRoom() throws IOException {
        home.feed(Prices.falling(500, 2_000, 34_000), "200/s")
                .with("minFreeDisk", "24MiB")
                .with("diskGuard", "{warnBelow: 20MiB, haltBelow: 16MiB, reserve: 4MiB}");
        try (SmallDisk disk = SmallDisk.mount(children, home.data())) {
            final RunningDaemon daemon = startAndAwaitPrices();
            assertEquals(0, daemon.status().number("counters.diskState"));
            disk.fillUp(18 * MIB);
            daemon.await("a warning", status -> status.number("counters.diskState") == 1);
            disk.fillUp(14 * MIB);
            daemon.process().awaitExit(36);
            assertFalse(Files.exists(home.data().resolve("disk.reserve")), "the reserve was let go");
            assertTrue(Files.readString(home.data().resolve("failure.txt")).contains("disk guard"));
            assertJournalIsWhole();
            children.plimsoll("run", "--config", home.config()).awaitExit(14);
            disk.makeRoom();
            final RunningDaemon again = RunningDaemon.start(children, home);
            assertEquals("killed", again.status().text("state"), "until an operator arms");
            again.stop();
        }
    }

    /** It fills up before the guard can look, so that the journal has no room for a kill: the data directory keeps it. */
    @Test
    void shouldKeepAKillOutsideAJournalWhoseOwnDiskIsFull() throws IOException {
        home.feed(Prices.falling(500, 200_000, 34_000), "5000/s")
                .with("diskGuard", "{warnBelow: 0B, haltBelow: 0B, reserve: 0B}");
        final Path kill = home.data().resolve("KILL");
        try (SmallDisk disk = SmallDisk.mount(children, home.journal())) {
            final RunningDaemon daemon = startAndAwaitPrices();
            assertFalse(Files.exists(kill));
            disk.fillUp(0);
            daemon.process().awaitExit(36);
            assertTrue(Files.readString(kill).contains("the disk is full"), Files.readString(kill));
            final String failure = Files.readString(home.data().resolve("failure.txt"));
            assertTrue(failure.contains("DISK_FULL"), failure);
            assertJournalIsWhole();
            disk.makeRoom();
            final RunningDaemon again = RunningDaemon.start(children, home);
            again.await("the kill", status -> status.text("state").equals("killed"));
            assertEquals(409, again.post("/arm", again.token(), "ada\nwhy").status(), "while the file stands there");
            again.stop();
        }
    }
}
