package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kill}: cancels orders in flight and stops new ones, until an arm by name and reason. */
@Command(
        name = "kill",
        description = {
            "Throws the kill switch of a running daemon: orders in flight are cancelled, no new one is made.",
            "It stays thrown over restarts until 'arm'. The file KILL in the data directory and SIGHUP do the same."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  plimsoll kill --config config/plimsoll.yaml --reason 'oracle looks wrong'"})
final class KillCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Option(names = "--operator", paramLabel = "N", description = "Who. Default: the user's name.")
    private String operator = System.getProperty("user.name", "unknown");

    @Option(names = "--reason", paramLabel = "T", required = true, description = "Why; kept in the journal.")
    private String reason = "";

    @Override
    public Integer call() {
        System.err.println(admin.post("/kill", operator, reason));
        return ExitCode.OK.code();
    }
}
