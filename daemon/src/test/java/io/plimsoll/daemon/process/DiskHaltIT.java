package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.daemon.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A daemon on a disk of 64 MB that fills up stops cleanly, with a state and an exit code of its own (promise P8). */
@Timeout(180)
class DiskHaltIT {
    private static final long MIB = 1 << 20;

    @RegisterExtension
    final Children children = new Children();

    private Path disk;
    private DaemonHome home;

    @BeforeEach
    void mount() throws IOException {
        home = new DaemonHome(children.scratch().resolve("home"));
        disk = Files.createDirectory(home.data());
        final Child mount =
                children.start("mount", Map.of(), List.of("mount", "-t", "tmpfs", "-o", "size=64m", "none"), disk);
        Await.until(() -> "the end of " + mount, () -> !mount.isAlive());
        assumeTrue(Files.getFileStore(disk).getTotalSpace() == 64 * MIB, "mounting a small disk wants root");
        home.feed(Prices.falling(500, 2_000, 34_000), "200/s")
                .with("minFreeDisk", "24MiB")
                .with("diskGuard", "{warnBelow: 20MiB, haltBelow: 16MiB, reserve: 4MiB}")
                .with("maxPriceAge", "1h");
    }

    @AfterEach
    void unmount() {
        children.start("umount", Map.of(), List.of("umount", "-l"), disk).awaitExit(0);
    }

    @Test
    void shouldHaltCleanlyAndStartAgainWithRoom() throws IOException {
        final RunningDaemon daemon = RunningDaemon.start(children, home);
        daemon.await("prices", status -> status.number("counters.pricesAccepted") > 10);
        assertEquals(0, daemon.status().number("counters.diskState"));
        final Path filler = disk.resolve("filler");
        fill(filler, Files.getFileStore(disk).getUsableSpace() - 18 * MIB);
        daemon.await("a warning", status -> status.number("counters.diskState") == 1);
        fill(filler, Files.size(filler) + 4 * MIB);
        daemon.process().awaitExit(36);
        assertFalse(Files.exists(disk.resolve("disk.reserve")), "the reserve was let go");
        assertTrue(Files.readString(disk.resolve("failure.txt")).contains("disk guard"));
        children.plimsoll("journal", "verify", "--journal", disk.resolve("journal"))
                .awaitExit(0);
        children.plimsoll("run", "--config", home.config()).awaitExit(14);
        Files.delete(filler);
        final RunningDaemon again = RunningDaemon.start(children, home);
        assertEquals("killed", again.status().text("state"), "until an operator arms");
        again.stop();
    }

    private static void fill(final Path file, final long length) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.seek(out.length());
            while (out.length() < length) {
                out.write(new byte[(int) Math.min(MIB, length - out.length())]);
            }
        }
    }
}
