package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.follow.OfflineSnapshot;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code snapshot}: one snapshot at the very end of a journal that nobody writes. */
@Command(
        name = "snapshot",
        description = {
            "Recovers a stopped daemon's journal and writes a snapshot at its very end: for who runs no follower, and before a new version"
                    + " of the rules."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll snapshot --offline --config config/plimsoll.yaml"})
final class SnapshotCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The daemon's configuration.")
    private Path config = Path.of("");

    @Option(names = "--offline", description = "Mandatory: the daemon must be stopped; beside one, use follow.")
    private boolean isOffline;

    @Override
    public Integer call() throws IOException {
        if (!isOffline) {
            throw new UserError(
                    "snapshot: expected --offline, with the daemon stopped; beside a running one, 'follow' writes snapshots");
        }
        final long sequence = OfflineSnapshot.write(DaemonConfig.read(config));
        System.out.println("snapshot at input " + sequence);
        return ExitCode.OK.code();
    }
}
