package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.book.Capacities;
import io.plimsoll.daemon.follow.Follower;
import io.plimsoll.daemon.follow.FollowerBeat;
import io.plimsoll.daemon.recovery.SnapshotFolder;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.daemon.run.OsSignals;
import io.plimsoll.journal.FrameLogs;
import io.plimsoll.journal.ProcessLock;
import io.plimsoll.journal.config.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code follow}: the second engine, until it is told to stop. */
@Command(
        name = "follow",
        description = {
            "Follows a daemon's journal with a second engine, which must agree with the live one at every marker, and writes the snapshots"
                    + " that a restart or a fail-over begins from.",
            "A disagreement ends it with exit code 34. Run one beside each daemon, a second one is refused with 17; SIGINT and SIGTERM stop it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll follow --config config/plimsoll.yaml"})
final class FollowCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The daemon's configuration.")
    private Path config = Path.of("");

    @Override
    public Integer call() throws IOException {
        final DaemonConfig daemon = DaemonConfig.read(config);
        final AtomicBoolean isStopped = new AtomicBoolean();
        OsSignals.handle("TERM", () -> isStopped.set(true));
        OsSignals.handle("INT", () -> isStopped.set(true));
        final IdleStrategy idle = new BackoffIdleStrategy(0, 0, 100_000, 5_000_000);
        final SnapshotFolder snapshots =
                new SnapshotFolder(daemon.journalDir(), daemon.snapshots().kept());
        final FrameLogs logs = FrameLogs.in(daemon.journalDir());
        logs.makeDirectories();
        final ProcessLock lock = snapshots.lockForFollower();
        try (Follower follower = new Follower(
                        logs,
                        snapshots,
                        () -> Capacities.newEngine(daemon.capacity(), daemon.finder()),
                        daemon.snapshots().intervalNs(),
                        System::nanoTime);
                FollowerBeat beat = new FollowerBeat(daemon.journalDir(), follower.sequence())) {
            while (!isStopped.get()) {
                idle.idle(follower.poll() ? 1 : 0);
                beat.at(follower.sequence());
            }
        } finally {
            lock.close();
        }
        return ExitCode.OK.code();
    }
}
