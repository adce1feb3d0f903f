package io.plimsoll.daemon.cli;

import io.plimsoll.daemon.follow.OfflineSnapshot;
import io.plimsoll.daemon.run.DaemonConfig;
import io.plimsoll.journal.config.ExitCode;
import io.plimsoll.journal.config.UserError;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot}: one snapshot now, by the follower of a running daemon, or at the very end of a journal that nobody writes. */
@Command(
        name = "snapshot",
        description = {
            "Has the follower of a running daemon write a snapshot now; the journal keeps who asked for it.",
            "With --offline: recovers a stopped daemon's journal and writes a snapshot at its very end, for who runs no follower, and"
                    + " before a new version of the rules."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  plimsoll snapshot --config config/plimsoll.yaml --operator ada --reason 'before the upgrade'",
            "  plimsoll snapshot --config config/plimsoll.yaml --offline"
        })
final class SnapshotCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Option(names = "--offline", description = "The daemon is stopped.")
    private boolean isOffline;

    @Option(names = "--operator", paramLabel = "N", description = "Who; kept in the journal. Not with --offline.")
    private String operator; // null: not given

    @Option(names = "--reason", paramLabel = "T", description = "Why; kept in the journal. Not with --offline.")
    private String reason; // null: not given

    @Override
    public Integer call() throws IOException {
        if (isOffline != (operator == null) || isOffline != (reason == null)) {
            throw new UserError(
                    "snapshot: expected --operator and --reason for a running daemon, or --offline alone for a stopped one");
        }
        System.out.println(
                isOffline
                        ? "snapshot at input " + OfflineSnapshot.write(DaemonConfig.read(admin.config()))
                        : admin.post("/snapshot", operator, reason));
        return ExitCode.OK.code();
    }
}
