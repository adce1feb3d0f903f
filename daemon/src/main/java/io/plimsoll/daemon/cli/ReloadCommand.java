package io.plimsoll.daemon.cli;

import io.plimsoll.journal.config.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reload}: other settings for a running daemon. */
@Command(
        name = "reload",
        description = {
            "Lets a running daemon read its configuration again: margins, weights, guards, profile, and a few of its own settings.",
            "All of it or nothing: what wants a restart is refused by name. docs/operating/configure.md has the list."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  plimsoll reload --config config/plimsoll.yaml --operator ada --reason 'vote 117: maintenance of BTC-PERP 6 %'"
        })
final class ReloadCommand implements Callable<Integer> {
    @Mixin
    private AdminClient admin = new AdminClient();

    @Option(names = "--operator", paramLabel = "N", required = true, description = "Who; kept in the journal.")
    private String operator = "";

    @Option(names = "--reason", paramLabel = "T", required = true, description = "Why; kept in the journal.")
    private String reason = "";

    @Override
    public Integer call() {
        System.err.println(admin.post("/reload", operator, reason));
        return ExitCode.OK.code();
    }
}
